import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calledHand } from './called.ts';

test('an office’s own hand is called by its kind in either language, a person’s as it was named', () => {
  const office = 'Bưu điện huyện Cam Lộ';
  const vault = { kind: 'vault', name: `Két ${office}`, office };
  assert.equal(calledHand('vi', vault), vault.name);
  assert.equal(calledHand('en', vault), `Vault of ${office}`);
  const drawer = { kind: 'drawer', name: 'Ngăn kéo Lê Thị Quầy', office };
  assert.equal(calledHand('vi', drawer), drawer.name);
  assert.equal(calledHand('en', drawer), 'Drawer of Lê Thị Quầy');
  assert.equal(calledHand('en', { ...drawer, name: 'Ngăn kéo số 2' }), 'Ngăn kéo số 2');
});
