import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newTotpSecret, stepOfCode, toBase32, totpCode, totpStep, totpUri } from './totp.ts';

/** RFC 6238, appendix B, the secret of SHA-1; its codes have eight digits, of which the last six are ours. */
const SECRET = toBase32(Buffer.from('12345678901234567890'));

test('codes are those of RFC 6238', async () => {
  assert.equal(SECRET, 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
  for (const [seconds, code] of [
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ] as const)
    assert.equal(await totpCode(SECRET, totpStep(new Date(seconds * 1000))), code);
});

test('a code counts in its half minute and one beside it', async () => {
  const now = new Date('2026-01-01T00:00:10Z');
  const step = totpStep(now);
  for (const beside of [-1, 0, 1])
    assert.equal(await stepOfCode(SECRET, await totpCode(SECRET, step + beside), now), step + beside);
  for (const far of [-2, 2])
    assert.equal(await stepOfCode(SECRET, await totpCode(SECRET, step + far), now), null);
  for (const wrong of ['', '12345', '1234567', 'sáusố'])
    assert.equal(await stepOfCode(SECRET, wrong, now), null, wrong);
});

test('a secret has 160 bits and is scanned with its issuer and account', () => {
  const secret = newTotpSecret();
  assert.match(secret, /^[A-Z2-7]{32}$/);
  const uri = new URL(totpUri(secret, 'Từng Nhà', 'gdv.hoa'));
  assert.equal(uri.searchParams.get('secret'), secret);
  assert.equal(decodeURIComponent(uri.pathname), '/Từng Nhà:gdv.hoa');
});
