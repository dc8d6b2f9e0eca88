import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cloneDatabase } from '../testing/database.ts';
import { arrayLiteral } from './array-literal.ts';

const db = await cloneDatabase();

test('what is sent is what arrives, whatever the letters', async () => {
  const value = fc.option(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('NULL', 'null', '', '{', '"', '\\', ',', 'Nguyễn Thị Hòa'),
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(value, { maxLength: 20 }), async (values) => {
      const sent = values.map((each) => each?.replaceAll('\0', '') ?? null);
      const { rows } = await db.pool.query<{ a: (string | null)[] }>('select $1::text[] as a', [
        arrayLiteral(sent),
      ]);
      assert.deepEqual(rows[0]?.a, sent);
    }),
    { numRuns: 200 },
  );
  const { rows } = await db.pool.query<{ same: boolean }>(
    'select $1::timestamptz[] = array[$2::timestamptz] as same',
    [arrayLiteral([new Date(0)]), new Date(0)],
  );
  assert.equal(rows[0]?.same, true);
});
