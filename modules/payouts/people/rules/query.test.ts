import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays } from '#kernel/words/day.ts';
import { lastDayOfAuthority, whyNotRecordAuthority } from './authority.ts';
import { branchOf } from '../../watch/rules/overview.ts';
import { probesOf, readQuery } from './query.ts';

test('a scanned card is read by its fields, whatever newer cards add behind them', () => {
  const scanned = readQuery(
    '045150000777|197000777|Nguyễn Thị Hòa|15081950|Nữ|Thôn 1, Cam Hiếu|01012022|||thêm',
  );
  assert.deepEqual(scanned, {
    kind: 'card',
    cccd: '045150000777',
    cmnd: '197000777',
    fullName: 'Nguyễn Thị Hòa',
    bornOn: '1950-08-15',
    name: { kind: 'name', words: ['nguyen', 'thi', 'hoa'], birthYear: 1950 },
  });
  const without = readQuery('045150000777||Nguyễn Thị Hòa|31021950|Nữ|Cam Hiếu|01012022');
  assert.ok(without?.kind === 'card' && without.cmnd === null && without.bornOn === null);
  assert.equal(readQuery('045150000777|197000777|Nguyễn Thị Hòa'), null);
  assert.equal(readQuery('04515|197000777|Nguyễn Thị Hòa|15081950|Nữ|x|01012022'), null);
});

test('numbers are told by their length, with whatever blanks they were typed', () => {
  const read = (text: string) => {
    const query = readQuery(text);
    return query && 'number' in query ? `${query.kind} ${query.number}` : query?.kind;
  };
  assert.equal(read('045 150 000 777'), 'cccd 045150000777');
  assert.equal(read('45150000777'), 'cccd 045150000777');
  assert.equal(read('197.000.777'), 'cmnd 197000777');
  assert.equal(read('4512345678'), 'insurance 4512345678');
  assert.equal(read('+84 912 345 678'), 'phone 0912345678');
  assert.equal(read('0233 3852 123'), 'phone 02333852123');
  assert.equal(read('cl-201205-abcdefghjk'), 'receipt CL-201205-ABCDEFGHJK');
  assert.equal(read('123456'), undefined);
});

test('a name keeps its words and gives up its year', () => {
  const name = (text: string) => readQuery(text);
  assert.deepEqual(name('hoa 1950'), { kind: 'name', words: ['hoa'], birthYear: 1950 });
  assert.deepEqual(name('  Nguyễn   Thị Hoà '), {
    kind: 'name',
    words: ['nguyen', 'thi', 'hoa'],
    birthYear: null,
  });
  assert.deepEqual(name('Đặng Lan 05/03/1948'), { kind: 'name', words: ['dang', 'lan'], birthYear: 1948 });
  for (const little of ['', 'a', '1950', '..', '|'] as const) assert.equal(name(little), null, little);
});

test('a common word never leads while a telling one is there', () => {
  const leads = probesOf(['nguyen', 'thi', 'hoa']).slice(4);
  assert.deepEqual(
    leads.map((probe) => `${probe.key} ${probe.prefix}`),
    ['tail hoa', 'name hoa'],
  );
  assert.ok(probesOf(['nguyen', 'thi']).some((probe) => probe.key === 'name' && probe.prefix === 'nguyen '));
});

test('an authority lasts at most twelve months by the calendar', () => {
  assert.equal(lastDayOfAuthority('2020-02-29'), '2021-02-28');
  assert.equal(lastDayOfAuthority('2020-12-05'), '2021-12-05');
  const why = (madeOn: string, expiresOn: string) =>
    whyNotRecordAuthority({ madeOn, expiresOn }, '2020-12-05');
  assert.equal(why('2020-12-05', '2021-12-05'), null);
  assert.equal(why('2020-12-05', addDays('2021-12-05', 1)), 'authority_too_long');
  assert.equal(why('2020-11-01', '2020-12-04'), 'authority_past');
  assert.equal(why('2020-12-05', '2020-12-05'), 'authority_past');
});

test('a path lies in the branch of the office directly below the top', () => {
  assert.equal(branchOf('QT/CL/CL-01', 'QT'), 'QT/CL');
  assert.equal(branchOf('QT', 'QT'), 'QT');
});
