import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileNameOf, toCsv, toTabbed } from './table-text.ts';

test('no cell becomes a formula of the sheet that takes it, and a negative number stays a number', () => {
  const cells = [['=1+1', '-5000', '@x', '-5000 đ']];
  assert.equal(toTabbed(cells), "'=1+1\t-5000\t'@x\t'-5000 đ");
});

test('quotes, semicolons and line ends keep their cell', () => {
  assert.equal(toCsv([['Xã "A"; B', 'c\nd', '75,0%'], ['1']]), '\uFEFF"Xã ""A""; B";"c\nd";75,0%\r\n1\r\n');
  assert.equal(toTabbed([['a\tb\nc']]), 'a b c');
});

test('a file is called as its table and what it is of, in plain letters', () => {
  assert.equal(
    fileNameOf('Các phiếu: đã chi, Bưu điện Đông Hà', '2020-12'),
    'cac-phieu-da-chi-buu-dien-dong-ha-2020-12',
  );
  assert.equal(
    fileNameOf('Dòng có lỗi', 'Danh sách 12.xlsx', '500 dòng đầu'),
    'dong-co-loi-danh-sach-12-500-dong-dau',
  );
  assert.equal(fileNameOf('By commune', undefined), 'by-commune');
});
