import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newOneTimePassword, whyNotPassword } from './passwords.ts';

test('short, common, monotonous passwords and those with the name are weak; a sentence is not', () => {
  for (const weak of ['ngan-qua', '1234567890', 'Matkhau-123', 'VNPOST 2026', 'aaaaabbbbb', 'xx-gdv.hoa-xx'])
    assert.equal(whyNotPassword(weak, 'gdv.hoa'), 'weak_password', weak);
  for (const good of ['bốn con mèo đen', 'mua hat de 83 lan', newOneTimePassword()])
    assert.equal(whyNotPassword(good, 'gdv.hoa'), null, good);
});
