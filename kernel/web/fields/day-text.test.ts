import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readBirth, readDay, strokes } from './day-text.ts';

test('a day is read as it is written here, and only when the calendar has it', () => {
  assert.equal(readDay('05/12/2020'), '2020-12-05');
  assert.equal(readDay('5.2.1950'), '1950-02-05');
  assert.equal(readDay('29/02/2021'), null);
  assert.equal(readDay('2020-12-05'), null);
  assert.equal(readDay('12/2020'), null);
});

test('a birth is a day or a year', () => {
  assert.deepEqual(readBirth('15/08/1950'), { bornOn: '1950-08-15', birthYear: 1950 });
  assert.deepEqual(readBirth('1950'), { bornOn: null, birthYear: 1950 });
  assert.equal(readBirth('0950'), null);
  assert.equal(readBirth('50'), null);
});

test('strokes come by themselves and can be taken away', () => {
  assert.equal(strokes('05122020'), '05/12/2020');
  assert.equal(strokes('0512'), '05/12');
  assert.equal(strokes('05/'), '05/');
  assert.equal(strokes('051220201'), '05/12/2020');
});
