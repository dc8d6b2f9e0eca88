import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { newId } from '../words/id.ts';
import { Refusal } from '../words/refusal.ts';
import { once } from './once.ts';

const db = await cloneDatabase();
const NOW = new Date('2020-12-05T09:00:00+07:00');
const act = (input: unknown) => ({ id: newId(), kind: 'trial', by: newId(), input });

test('an act sent again is answered with its first answer, and done once', async () => {
  const asked = act({ a: 1 });
  let done = 0;
  const send = () => db.write((tx) => once(tx, NOW, asked, () => Promise.resolve({ done: ++done })));
  assert.deepEqual(
    [await send(), await send()],
    [
      { done: 1, already: false },
      { done: 1, already: true },
    ],
  );
});

test('amounts come back as the bigints that they were', async () => {
  const asked = act({});
  const sum = { totalVnd: 9_007_199_254_740_993n, lines: [{ amountVnd: 1n, note: null }] };
  const send = () => db.write((tx) => once(tx, NOW, asked, () => Promise.resolve(sum)));
  assert.deepEqual(
    [await send(), await send()],
    [
      { ...sum, already: false },
      { ...sum, already: true },
    ],
  );
});

test('the same id with another input, kind or person is another act and is refused', async () => {
  const asked = act({ a: 1 });
  const send = (changed: object) =>
    db.write((tx) => once(tx, NOW, { ...asked, ...changed }, () => Promise.resolve({})));
  await send({});
  for (const changed of [{ input: { a: 2 } }, { kind: 'other' }, { by: newId() }])
    await assert.rejects(send(changed), (error) => error instanceof Refusal && error.code === 'conflict');
});

test('ten sendings at once do the act once, and all hear its one answer', async () => {
  const asked = act({ a: 1 });
  let done = 0;
  const answers = await Promise.all(
    Array.from({ length: 10 }, () =>
      db.write((tx) =>
        once(tx, NOW, asked, async () => {
          const mine = ++done;
          await tx.selectFrom('office').select('id').execute();
          return { mine };
        }),
      ),
    ),
  );
  assert.equal(done, 1);
  assert.deepEqual(
    answers.map(({ mine }) => mine),
    Array(10).fill(1),
  );
});
