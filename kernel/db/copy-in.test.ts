import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { cloneDatabase } from '../testing/database.ts';
import { isId } from '../words/id.ts';
import { copyIn } from './copy-in.ts';
import { copyRows } from './copy-rows.ts';
import type { Tx } from './types.ts';

const db = await cloneDatabase();
const COLUMNS = 'a_text, b_int, c_small, d_big, e_day, f_uuid, g_id, h_flag';

async function table(tx: Tx): Promise<void> {
  await sql`create temp table copied (a_text text, b_int int, c_small smallint, d_big bigint, e_day date, f_uuid uuid,
    g_id uuid, h_flag boolean) on commit drop`.execute(tx);
}

const day = fc
  .date({ min: new Date('1880-01-01T00:00:00Z'), max: new Date('2200-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const row = fc.record({
  text: fc.option(fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.replaceAll('\0', ''))),
  int: fc.option(fc.integer()),
  small: fc.option(fc.integer({ min: -32_768, max: 32_767 })),
  big: fc.maxSafeInteger(),
  day: fc.option(day),
  uuid: fc.uuid(),
  flag: fc.boolean(),
});

test('rows arrive as they were written, whatever they hold', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 50 }), (rows) =>
      db.write(async (tx) => {
        await table(tx);
        const bytes = copyRows(8);
        for (const each of rows) {
          bytes.row();
          bytes.text(each.text);
          bytes.int(each.int);
          bytes.small(each.small);
          bytes.big(each.big);
          bytes.day(each.day);
          bytes.uuid(each.uuid);
          bytes.newId();
          bytes.flag(each.flag);
        }
        await copyIn(tx, sql`copied (${sql.raw(COLUMNS)})`, bytes.take());
        const { rows: found } = await sql<
          Record<string, unknown>
        >`select * from copied order by ctid`.execute(tx);
        const ids = found.map(({ g_id }) => String(g_id));
        assert.ok(ids.every(isId));
        assert.deepEqual(ids, [...new Set(ids)].toSorted(), 'made in order, none twice');
        for (const each of found) delete each['g_id'];
        assert.deepEqual(
          found,
          rows.map((each) => ({
            a_text: each.text,
            b_int: each.int,
            c_small: each.small,
            d_big: BigInt(each.big),
            e_day: each.day,
            f_uuid: each.uuid,
            h_flag: each.flag,
          })),
        );
      }),
    ),
    { numRuns: 60 },
  );
});

test('what does not fit the columns is refused whole, and the transaction can be undone', async () => {
  const bytes = copyRows(1);
  bytes.row();
  bytes.text('one field of eight');
  await assert.rejects(
    db.write(async (tx) => {
      await table(tx);
      await copyIn(tx, sql`copied (${sql.raw(COLUMNS)})`, bytes.take());
    }),
    { code: '22P04' },
  );
  await db.write(async (tx) => {
    await table(tx);
    await copyIn(tx, sql`copied (a_text)`, copyRows(1).take());
    const { rows } = await sql<{ n: bigint }>`select count(*) as n from copied`.execute(tx);
    assert.equal(rows[0]?.n, 0n);
  });
});
