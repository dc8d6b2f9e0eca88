import assert from 'node:assert/strict';
import { test } from 'node:test';
import { units2020 } from '#places/data/units.ts';
import { findPayingOffice, offices, PROVINCE_OFFICE } from './offices.ts';
import { generateStaff } from './staff.ts';

const staff = generateStaff(2020);

test('one province office, ten district offices, and exactly one payer for each of 125 communes', () => {
  assert.deepEqual(
    ['province', 'district', 'point'].map((kind) => offices.filter((office) => office.kind === kind).length),
    [1, 10, 112],
  );
  const served = offices.flatMap(({ communeCodes }) => communeCodes);
  const communes = units2020.filter(({ level }) => level === 'commune').map(({ code }) => code);
  assert.deepEqual(served.toSorted(), communes.toSorted());
});

test('an office stands under its district, the payer of a commune in the same district', () => {
  const codes = new Set(offices.map(({ code }) => code));
  assert.equal(codes.size, offices.length);
  for (const { code, kind, parentCode, name } of offices) {
    assert.equal(parentCode === null, code === PROVINCE_OFFICE);
    if (kind === 'point') assert.ok(parentCode?.startsWith('BD-4') && codes.has(parentCode));
    assert.equal(name, name.normalize('NFC'));
  }
  for (const { code, parentCode, level } of units2020)
    if (level === 'commune') assert.equal(findPayingOffice(code)?.districtCode, parentCode);
  assert.equal(findPayingOffice('19615')?.name, 'Điểm BĐ-VHX Cam Hiếu');
  assert.equal(findPayingOffice('19597')?.name, 'Bưu điện huyện Cam Lộ');
});

test('names of offices are distinct', () => {
  assert.equal(new Set(offices.map(({ name }) => name)).size, offices.length);
});

test('every office is staffed for its work and every username is one person', () => {
  assert.equal(new Set(staff.map(({ username }) => username)).size, staff.length);
  for (const office of offices) {
    const roles = new Set(
      staff.filter(({ officeCode }) => officeCode === office.code).map(({ role }) => role),
    );
    if (office.kind === 'point') assert.deepEqual([...roles], ['point-keeper']);
    if (office.kind === 'district') assert.ok(roles.has('district-manager') && roles.has('teller'));
    if (office.kind === 'district' && office.communeCodes.length > 0) assert.ok(roles.has('treasurer'));
  }
  assert.equal(new Set(staff.map(({ role }) => role)).size, 9);
  assert.ok(staff.some(({ username, officeCode }) => username === 'gdv.cam-lo.1' && officeCode === 'BD-468'));
  for (const { username } of staff) assert.match(username, /^[a-z]+\.[a-z0-9-]+(\.\d)?$/);
});

test('the same seed staffs the same people', () => {
  assert.deepEqual(generateStaff(2020), staff);
  assert.notDeepEqual(generateStaff(2021), staff);
});
