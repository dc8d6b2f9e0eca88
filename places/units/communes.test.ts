import assert from 'node:assert/strict';
import { test } from 'node:test';
import { communeFinder, communeKey, type CommuneRow } from './communes.ts';

function row(id: number, name: string, districtName: string): CommuneRow {
  return { id, code: String(id), name, districtName, officeId: null };
}

const find = communeFinder([
  row(1, 'Phường 1', 'Thành phố Đông Hà'),
  row(2, 'Phường 1', 'Thị xã Quảng Trị'),
  row(3, 'Thị trấn Cam Lộ', 'Huyện Cam Lộ'),
  row(4, 'Xã Cam Thủy', 'Huyện Cam Lộ'),
  row(5, 'Xã Vĩnh Thủy', 'Huyện Vĩnh Linh'),
]);

test('communes are found by what lists write', () => {
  for (const text of ['Xã Cam Thủy', 'Cam Thuỷ', 'XÃ CAM THỦY', 'xa cam thuy', 'X. Cam Thủy']) {
    const found = find(text);
    assert.ok('commune' in found && found.commune.id === 4, text);
  }
  const town = find('TT Cam Lộ');
  assert.ok('commune' in town && town.commune.id === 3);
});

test('a name borne twice is decided by the district, and is ambiguous without it', () => {
  assert.deepEqual(find('P.1'), { problem: 'ambiguous_commune' });
  const dongHa = find('Phường 01', 'Khu phố 2, Phường 1, TP Đông Hà');
  assert.ok('commune' in dongHa && dongHa.commune.id === 1);
  const town = find('Phường 1', 'Thị xã Quảng Trị');
  assert.ok('commune' in town && town.commune.id === 2);
});

test('an unknown commune is said to be one', () => {
  assert.deepEqual(find('Xã Không Có'), { problem: 'unknown_commune' });
  assert.equal(communeKey('Thị trấn Cam Lộ'), 'cam lo');
});
