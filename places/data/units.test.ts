import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heirsOf, successions } from './successions.ts';
import { isInForce, unitKey } from './unit.ts';
import { allUnits, units2020, unitsToday } from './units.ts';

const communes = units2020.filter(({ level }) => level === 'commune');

const heldIn2020 = (level: string) =>
  units2020.filter((unit) => unit.level === level && isInForce(unit, '2020-12-15')).length;

const count = (on: string, province: string) => {
  const there = allUnits.filter((unit) => isInForce(unit, on));
  const parents = new Set([
    province,
    ...there.filter((u) => u.parentCode === province).map(({ code }) => code),
  ]);
  return there.filter((unit) => unit.level === 'commune' && parents.has(unit.parentCode ?? '')).length;
};

const heir = (name: string) => {
  const unit = communes.find((commune) => commune.parentCode === '468' && commune.name === name);
  return unit && heirsOf(unitKey(unit))[0]?.name;
};

test('December 2020 has one province, ten districts and 125 communes', () => {
  assert.deepEqual([heldIn2020('province'), heldIn2020('district'), heldIn2020('commune')], [1, 10, 125]);
  const perDistrict = Object.fromEntries(
    units2020
      .filter(({ level }) => level === 'district')
      .map(({ code }) => [code, communes.filter(({ parentCode }) => parentCode === code).length]),
  );
  const counts = { 461: 9, 462: 5, 464: 18, 465: 21, 466: 17, 467: 13, 468: 8, 469: 18, 470: 16, 471: 0 };
  assert.deepEqual(perDistrict, Object.fromEntries(Object.entries(counts)));
});

test('Cam Lộ has exactly its eight communes', () => {
  const names = communes.filter(({ parentCode }) => parentCode === '468').map(({ name }) => name);
  const expected =
    'Xã Cam Chính, Xã Cam Hiếu, Xã Cam Nghĩa, Xã Cam Thành, Xã Cam Thủy, Xã Cam Tuyền, Xã Thanh An, Thị trấn Cam Lộ';
  assert.deepEqual(new Set(names), new Set(expected.split(', ')));
  assert.equal(names.length, 8);
});

test('spring 2025 has 119 communes in Quảng Trị and 145 in Quảng Bình, today has 78', () => {
  assert.equal(count('2024-12-31', '45'), 125);
  assert.equal(count('2025-05-01', '45'), 119);
  assert.equal(count('2025-05-01', '44'), 145);
  assert.equal(count('2025-07-01', '44'), 78);
  assert.equal(count('2025-07-01', '45'), 0);
  const kinds = Object.groupBy(unitsToday, ({ kind }) => kind);
  assert.deepEqual([kinds['Phường']?.length, kinds['Xã']?.length, kinds['Đặc khu']?.length], [8, 69, 1]);
});

test('keys are unique, parents exist on the same days, names are composed text', () => {
  assert.equal(new Set(allUnits.map(unitKey)).size, allUnits.length);
  for (const unit of allUnits) {
    assert.equal(unit.name, unit.name.normalize('NFC').trim().replaceAll('  ', ' '));
    if (unit.parentCode === null) continue;
    const parent = allUnits.find(
      (other) => other.code === unit.parentCode && isInForce(other, unit.validFrom),
    );
    assert.ok(parent, `${unitKey(unit)} has no parent`);
  }
});

test('a code names one unit on any day', () => {
  for (const on of ['2020-12-31', '2025-02-01', '2025-06-30', '2025-07-01']) {
    const codes = allUnits.filter((unit) => isInForce(unit, on)).map(({ code }) => code);
    assert.equal(new Set(codes).size, codes.length, on);
  }
});

test('every commune that ended reaches exactly one unit of today; no exceptions', () => {
  const ended = allUnits.filter(({ level, validTo }) => level === 'commune' && validTo !== null);
  const strays = ended.filter((unit) => heirsOf(unitKey(unit)).length !== 1).map(unitKey);
  assert.deepEqual(strays, []);
});

test('of the districts only Cồn Cỏ has an heir: the special zone', () => {
  const districts = allUnits.filter(({ level }) => level === 'district');
  const withHeir = districts.filter((unit) => heirsOf(unitKey(unit)).length > 0);
  assert.deepEqual(
    withHeir.map(({ name }) => name),
    ['Huyện Cồn Cỏ'],
  );
  assert.equal(heirsOf('471@2020-01-01')[0]?.name, 'Đặc khu Cồn Cỏ');
});

test('the eight communes of Cam Lộ became Cam Lộ and Hiếu Giang', () => {
  for (const name of ['Thị trấn Cam Lộ', 'Xã Cam Thành', 'Xã Cam Chính', 'Xã Cam Nghĩa'])
    assert.equal(heir(name), 'Xã Cam Lộ');
  for (const name of ['Xã Cam Tuyền', 'Xã Thanh An', 'Xã Cam Thủy', 'Xã Cam Hiếu'])
    assert.equal(heir(name), 'Xã Hiếu Giang');
});

test('a succession starts the day after its unit ended', () => {
  const byKey = new Map(allUnits.map((unit) => [unitKey(unit), unit]));
  for (const { from, to, on } of successions) {
    const ended = byKey.get(from)?.validTo ?? '';
    assert.ok(ended < on && ended >= '2024-12-31', `${from} ended ${ended}`);
    assert.ok((byKey.get(to)?.validFrom ?? '9') <= on);
  }
});

test('the communes merged in January 2025 are in the unit of today that holds their neighbours', () => {
  const expected = {
    'Xã Gio Châu': 'Xã Gio Linh',
    'Xã Gio Việt': 'Xã Cửa Việt',
    'Xã Linh Hải': 'Xã Cồn Tiên',
    'Xã Triệu An': 'Xã Nam Cửa Việt',
    'Xã Triệu Vân': 'Xã Nam Cửa Việt',
    'Xã Triệu Sơn': 'Xã Triệu Cơ',
    'Xã Triệu Lăng': 'Xã Triệu Cơ',
    'Xã Hải Ba': 'Xã Vĩnh Định',
    'Xã Hải Quế': 'Xã Vĩnh Định',
  };
  const merged = communes.filter(({ validTo }) => validTo === '2024-12-31');
  assert.deepEqual(
    Object.fromEntries(merged.map((unit) => [unit.name, heirsOf(unitKey(unit))[0]?.name])),
    expected,
  );
});
