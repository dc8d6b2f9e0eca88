import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toCsv, toTabbed } from './table-text.ts';

test('no cell becomes a formula of the sheet that takes it, and a negative number stays a number', () => {
  const cells = [['=1+1', '-5000', '@x', '-5000 đ']];
  assert.equal(toTabbed(cells), "'=1+1\t-5000\t'@x\t'-5000 đ");
});

test('quotes, semicolons and line ends keep their cell', () => {
  assert.equal(toCsv([['Xã "A"; B', 'c\nd', '75,0%'], ['1']]), '\uFEFF"Xã ""A""; B";"c\nd";75,0%\r\n1\r\n');
  assert.equal(toTabbed([['a\tb\nc']]), 'a b c');
});
