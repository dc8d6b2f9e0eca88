import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDay, weekdayOf } from '#kernel/words/day.ts';
import { communes2020 } from './communes-2020.ts';
import { hamletsOf } from './hamlets.ts';
import { holidays, isWorkingDay } from './holidays.ts';

function countOf(year: string, kind: string, weekendOnly: boolean): number {
  return holidays.filter(
    (row) =>
      row.day.startsWith(year) && row.kind === kind && (!weekendOnly || [0, 6].includes(weekdayOf(row.day))),
  ).length;
}

test('holiday rows are real days, in order, each once, 2019 to 2027', () => {
  const days = holidays.map(({ day }) => day);
  assert.ok(days.every(isDay));
  assert.deepEqual(days, [...new Set(days)].toSorted());
  assert.deepEqual([days[0]?.slice(0, 4), days.at(-1)?.slice(0, 4)], ['2019', '2027']);
});

test('a substitute or swapped day off is a weekday, a swapped working day is a Saturday', () => {
  for (const { day, kind } of holidays) {
    const weekday = weekdayOf(day);
    if (kind === 'swapped-work') assert.equal(weekday, 6, day);
    else if (kind !== 'holiday') assert.ok(weekday > 0 && weekday < 6, day);
  }
});

test('every weekend holiday is given back within its year, as the Labour Code says', () => {
  for (let year = 2019; year <= 2027; year++) {
    const text = String(year);
    assert.equal(countOf(text, 'substitute', false), countOf(text, 'holiday', true), text);
    assert.equal(countOf(text, 'holiday', false), year < 2021 ? 10 : year < 2026 ? 11 : 12, text);
  }
});

test('working days of December 2020 are all its weekdays', () => {
  const working = Array.from({ length: 31 }, (_, i) => `2020-12-${String(i + 1).padStart(2, '0')}`).filter(
    isWorkingDay,
  );
  assert.equal(working.length, 23);
  assert.equal(isWorkingDay('2020-01-27'), false);
  assert.equal(isWorkingDay('2019-05-04'), true);
});

test('every commune has hamlets of its own kind', () => {
  for (const [district, communes] of Object.entries(communes2020))
    for (const [code, kind] of communes) {
      const hamlets = hamletsOf(code);
      assert.ok(hamlets.length >= 5, `${district} ${code}`);
      assert.ok(hamlets.every((name) => (kind === 'Xã' ? /^(Thôn|Bản) / : /^Khu phố /).test(name)));
    }
  assert.ok(hamletsOf('19471').every((name) => name.startsWith('Bản ')));
  assert.ok(hamletsOf('19615').includes('Thôn Bích Giang'));
});
