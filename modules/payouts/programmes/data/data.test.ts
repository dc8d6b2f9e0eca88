import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays } from '#kernel/words/day.ts';
import { assistanceRates, assistanceVnd } from './assistance-rates.ts';
import { baseLevels, findBaseLevel } from './base-levels.ts';
import { findMeritRate, meritRates } from './merit-rates.ts';
import { findRule, funders, programmeRules, programmes, programmesIn } from './programmes.ts';
import { findRegime, programmeOfRegime, regimes } from './regimes.ts';

test('December 2020 pays four programmes; the social pension has no rule before July 2025', () => {
  assert.deepEqual(programmesIn('2020-12'), ['pension', 'unemployment', 'merit', 'assistance']);
  assert.equal(findRule('social-pension', '2025-06-30'), undefined);
  assert.equal(findRule('social-pension', '2025-07-01')?.funder, 'ubnd-xa');
  assert.equal(programmesIn('2025-07').length, 5);
});

test('rules of a programme follow each other without gap or overlap', () => {
  for (const { code } of programmes) {
    const rows = programmeRules.filter(({ programme }) => programme === code);
    assert.ok(rows.length > 0);
    rows.slice(1).forEach((row, i) => assert.equal(addDays(rows[i]?.validTo ?? '', 1), row.validFrom));
    assert.equal(rows.at(-1)?.validTo, null);
  }
});

test('a calendar runs forward and names a known funder', () => {
  for (const rule of programmeRules) {
    const days = [
      rule.opensOnDay,
      rule.pointDaysFrom,
      rule.pointDaysTo,
      rule.officeDaysFrom,
      rule.officeDaysTo,
      rule.settleOnDay,
    ];
    assert.deepEqual(
      days,
      days.toSorted((a, b) => a - b),
      `${rule.programme} ${rule.validFrom}`,
    );
    assert.ok(rule.bankDaysFrom >= rule.opensOnDay && rule.bankDaysFrom <= rule.bankDaysTo);
    assert.ok(funders.some(({ code }) => code === rule.funder));
  }
});

test('the pension calendar is the one of Decision 166', () => {
  const rule = findRule('pension', '2020-12-01');
  assert.deepEqual(
    [
      rule?.pointDaysFrom,
      rule?.pointDaysTo,
      rule?.officeDaysFrom,
      rule?.officeDaysTo,
      rule?.bankDaysFrom,
      rule?.bankDaysTo,
    ],
    [2, 10, 11, 25, 2, 5],
  );
  assert.equal(rule?.forms.payList, 'C72a-HD');
});

test('merit allowances of 2020 are those the lists show', () => {
  const cases: [string, string, bigint, bigint][] = [
    ['thuong-binh', '21%', 1_094_000n, 0n],
    ['thuong-binh', '41%', 2_135_000n, 0n],
    ['thuong-binh', '61%', 3_173_000n, 0n],
    ['benh-binh', '61-70%', 2_692_000n, 0n],
    ['chat-doc', '41-60%', 2_062_000n, 0n],
    ['than-nhan-2-liet-si', '', 3_248_000n, 0n],
    ['ba-me-anh-hung', '', 4_872_000n, 1_361_000n],
  ];
  for (const [regime, grade, allowance, supplement] of cases) {
    const rate = findMeritRate(regime, grade, '2020-12-01');
    assert.deepEqual([rate?.amountVnd, rate?.supplementVnd], [allowance, supplement], `${regime} ${grade}`);
    assert.equal(rate?.confidence, 'derived');
  }
  assert.equal(findMeritRate('thuong-binh', '81%', '2020-12-01')?.amountVnd, 4_215_000n);
});

test('invalid tables rise with the percentage and between decrees', () => {
  for (const on of ['2020-12-01', '2023-12-01', '2024-12-01']) {
    const amounts = Array.from(
      { length: 80 },
      (_, i) => findMeritRate('thuong-binh', `${21 + i}%`, on)?.amountVnd ?? 0n,
    );
    amounts.slice(1).forEach((amount, i) => assert.ok(amount > (amounts[i] ?? 0n), `${on} ${22 + i}%`));
  }
  assert.equal(findMeritRate('thuong-binh', '21%', '2023-12-01')?.amountVnd, 1_384_000n);
  assert.equal(findMeritRate('thuong-binh', '100%', '2024-12-01')?.amountVnd, 8_941_000n);
});

test('assistance is base times coefficient', () => {
  assert.equal(assistanceVnd('cao-tuoi-80', '', '2020-12-01'), 270_000n);
  assert.equal(assistanceVnd('khuyet-tat-nang', 'người lớn', '2020-12-01'), 405_000n);
  assert.equal(assistanceVnd('khuyet-tat-nang', 'người lớn', '2021-07-01'), 540_000n);
  assert.equal(assistanceVnd('cao-tuoi-80', '', '2025-07-01'), undefined);
});

test('every rate belongs to a regime, regime codes are unique, base levels do not overlap', () => {
  for (const { regime } of [...meritRates, ...assistanceRates]) assert.ok(findRegime(regime), regime);
  assert.equal(new Set(regimes.map(({ code }) => code)).size, regimes.length);
  for (const level of baseLevels) assert.equal(findBaseLevel(level.code, level.validFrom), level);
});

test('a printed regime names its programme, whatever the case and the marks', () => {
  for (const text of ['CĐHH 41-60%', 'THÂN NHÂN 02 LIỆT SĨ', 'benh binh 61-70%'])
    assert.equal(programmeOfRegime(text), 'merit', text);
  assert.equal(programmeOfRegime('Hưu trí quân đội'), 'pension');
  assert.equal(programmeOfRegime('Thương binhx'), null);
});
