import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cloneDatabase } from '../testing/database.ts';
import { arrayLiteral, bareLiteral, bytesLiteral } from './array-literal.ts';

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

test('ids, numbers and bytes arrive as they are', async () => {
  const ids = ['01a205c8-4346-74f3-a133-daa5c76c4162', '01a205c8-4346-74f3-a133-daa5c76c4163'];
  const bytes = [Buffer.from([0, 92, 34, 255]), Buffer.alloc(0)];
  const { rows } = await db.pool.query(
    'select $1::uuid[]::text[] as ids, $2::bigint[] as numbers, $3::bytea[] as bytes',
    [bareLiteral(ids), bareLiteral([1, 2n ** 60n]), bytesLiteral(bytes)],
  );
  assert.deepEqual(rows[0], { ids, numbers: [1n, 2n ** 60n], bytes });
  const none = await db.pool.query<{ n: number }>('select cardinality($1::uuid[]) as n', [bareLiteral([])]);
  assert.equal(none.rows[0]?.n, 0);
});
