import assert from 'node:assert/strict';
import { test } from 'node:test';
import { monthOfFileName, regimeWatch } from './wrong-list.ts';

test('a list most of whose regimes another programme pays is a stranger, told by its first such row', () => {
  const unemployment = regimeWatch('unemployment');
  unemployment.see('C72a', 9, null);
  unemployment.see('C72a', 10, 'Loại lạ');
  assert.equal(unemployment.stranger(), null);
  unemployment.see('C72a', 11, 'HƯU TRÍ');
  unemployment.see('C72a', 12, 'Hưu trí quân đội');
  assert.deepEqual(unemployment.stranger(), { sheet: 'C72a', row: 11, regime: 'HƯU TRÍ' });

  const merit = regimeWatch('merit');
  merit.see('1', 2, 'Thương binh 61%');
  merit.see('1', 3, 'Hưu trí');
  assert.equal(merit.stranger(), null, 'one odd row among the own ones is not another list');

  const pension = regimeWatch('pension');
  pension.see('1', 2, 'Hưu trí xã hội');
  assert.equal(pension.stranger()?.row, 2, 'the longest name decides');
});

test('the name of a file may tell its month, a date in it does not', () => {
  for (const [name, month] of [
    ['2020-12-nguoi-co-cong.csv', '2020-12'],
    ['NCC_2020_12.csv', '2020-12'],
    ['ncc thang 12.2020.xlsx', '2020-12'],
    ['T9-2020.csv', '2020-09'],
    ['2020-11-28-ncc.csv', null],
    ['28-11-2020 ncc.csv', null],
    ['QD 4512-2019.csv', null],
    ['ncc.csv', null],
  ] as const)
    assert.equal(monthOfFileName(name), month, name);
});
