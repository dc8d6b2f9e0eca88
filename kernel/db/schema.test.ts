import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { dumpSchema } from './schema-dump.ts';
import { describeTypes } from './schema-types.ts';

const db = await cloneDatabase();
const { rows } = await db.owner.pool.query<{ major: number }>(
  "select current_setting('server_version_num')::int / 10000 as major",
);
/** Another release of PostgreSQL words the same schema otherwise. */
const skip = rows[0]?.major === 18 ? false : 'the committed dump is made by PostgreSQL 18';

/** A file of db/ as it is committed. */
function committed(name: string): Promise<string> {
  return readFile(new URL(`../../db/${name}`, import.meta.url), 'utf8');
}

test('db/schema.sql tells the migrated database: run npm run schema', { skip }, async () => {
  assert.equal(firstDifference(await committed('schema.sql'), await dumpSchema(db.owner.kysely)), null);
});

test('db/types.ts tells the migrated database: run npm run schema', async () => {
  assert.equal(firstDifference(await committed('types.ts'), await describeTypes(db.owner.kysely)), null);
});

/** The first line where two texts part, or null: whole files side by side would hide it. */
function firstDifference(kept: string, made: string): string | null {
  if (kept === made) return null;
  const right = made.split('\n');
  const left = kept.split('\n');
  const at = right.findIndex((line, index) => line !== left[index]);
  return `line ${at + 1}: committed "${left[at]}", the database says "${right[at]}"`;
}
