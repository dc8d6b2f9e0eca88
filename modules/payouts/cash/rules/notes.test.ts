import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { countedVnd, notesFrom } from '#kernel/words/money.ts';
import { notesFor, notesToPay, stockOf } from './notes.ts';

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

test('what a stock can make is found whichever notes it takes, and never from notes that are not there', () => {
  assert.deepEqual(notesFrom({ '500000': 1, '200000': 3 }, 600_000n), { '200000': 3 });
  assert.deepEqual(notesFrom({ '50000': 1, '20000': 4 }, 80_000n), { '20000': 4 });
  assert.equal(notesFrom({ '500000': 300 }, 1_624_000n), null);
  assert.deepEqual(notesFrom({}, 0n), {});
  const stock = fc.dictionary(
    fc.constantFrom('500000', '200000', '50000', '20000', '5000', '2000'),
    fc.nat(4),
  );
  fc.assert(
    fc.property(stock, fc.nat(1500), (notes, thousands) => {
      const amountVnd = BigInt(thousands) * 1000n;
      const found = notesFrom(notes, amountVnd);
      // All sums that the notes can make, by trying each piece.
      let sums = new Set([0]);
      for (const [note, pieces] of Object.entries(notes))
        for (let i = 0; i < pieces; i++)
          sums = new Set([...sums, ...[...sums].map((sum) => sum + Number(note))]);
      assert.equal(found !== null, sums.has(Number(amountVnd)));
      if (found === null) return;
      assert.equal(countedVnd(found), amountVnd);
      for (const [note, pieces] of Object.entries(found)) assert.ok(pieces <= (notes[note] ?? 0));
    }),
  );
});

test('a stock is known exactly while every handover writes its notes, and at most once one does not', () => {
  const counted = { '500000': 4, '1000': 10 };
  const paid = { vnd: -501_000n, count: { '500000': 1, '1000': 1 } };
  assert.deepEqual(stockOf(counted, [paid, { vnd: 20_000n, count: { '20000': 1 } }]), {
    atMost: { '500000': 3, '1000': 9, '20000': 1 },
    exact: true,
  });
  assert.deepEqual(stockOf(counted, [{ vnd: -501_000n, count: null }]), { atMost: counted, exact: false });
  assert.deepEqual(stockOf(counted, [{ vnd: 1_000n, count: null }]), { atMost: null, exact: false });
  const changed = { vnd: -200_000n, count: { '200000': 1 } };
  assert.deepEqual(stockOf(counted, [changed]), { atMost: null, exact: false });
});
