import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { countedVnd } from '#kernel/words/money.ts';
import { notesFor, notesToPay } from './notes.ts';

test('every voucher is paid by itself with its own fewest notes', () => {
  const need = notesToPay([
    { amountVnd: 1_624_000n, times: 3 },
    { amountVnd: 500_000n, times: 2 },
  ]);
  assert.equal(countedVnd(need), 3n * 1_624_000n + 2n * 500_000n);
  assert.equal(need['500000'], 3 * 3 + 2);
  assert.equal(need['2000'], 6);
});

test('a part of a need keeps its change and comes to its amount', () => {
  const need = notesToPay([{ amountVnd: 1_624_000n, times: 10 }]);
  const part = notesFor(8_000_000n, need);
  assert.equal(countedVnd(part), 8_000_000n);
  assert.equal(part['2000'], 20);
  assert.equal(part['20000'], 10);
});

test('whatever the need, the notes come to the amount', () => {
  const need = fc.dictionary(fc.constantFrom('500000', '100000', '20000', '2000', '1000'), fc.nat(50));
  fc.assert(
    fc.property(fc.nat(100_000), need, (thousands, notes) => {
      const amountVnd = BigInt(thousands) * 1000n;
      assert.equal(countedVnd(notesFor(amountVnd, notes)), amountVnd);
    }),
  );
});
