import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calledFact, calledHand, namedAfter } from './called.ts';

test('an office’s own hand is called by its kind in either language, a person’s as it was named', () => {
  const office = 'Bưu điện huyện Cam Lộ';
  const vault = { kind: 'vault', name: `Két ${office}`, office };
  assert.equal(calledHand('vi', vault), vault.name);
  assert.equal(calledHand('en', vault), `Vault of ${office}`);
  const drawer = { kind: 'drawer', name: 'Ngăn kéo Lê Thị Quầy', office };
  assert.equal(calledHand('vi', drawer), drawer.name);
  assert.equal(calledHand('en', drawer), 'Drawer of Lê Thị Quầy');
  assert.equal(calledHand('en', { ...drawer, name: 'Ngăn kéo số 2' }), 'Drawer 2');
  assert.equal(calledHand('en', { ...drawer, kind: 'bag', name: 'Túi 14' }), 'Bag 14');
  assert.equal(calledHand('en', { ...drawer, name: 'Ngăn kéo cạnh cửa' }), 'Ngăn kéo cạnh cửa');
});

test('a hand that is named after its holder is called after them in either language', () => {
  const bag = { kind: 'bag', name: namedAfter('bag', 'Lê Thị Quầy'), office: '' };
  assert.equal(calledHand('vi', bag), 'Túi Lê Thị Quầy');
  assert.equal(calledHand('en', bag), 'Bag of Lê Thị Quầy');
});

test('a hand among facts is called whole, or by the name alone that was kept', () => {
  const desk = { kind: 'desk', name: '', office: 'Bưu điện huyện Cam Lộ' };
  assert.equal(calledFact('en', desk), 'Voucher desk of Bưu điện huyện Cam Lộ');
  assert.equal(calledFact('en', 'Túi Lê Thị Quầy'), 'Bag of Lê Thị Quầy');
  assert.equal(calledFact('vi', undefined, 'người khác'), 'người khác');
});
