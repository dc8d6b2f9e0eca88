import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { dumpSchema } from './schema-dump.ts';
import { describeTypes } from './schema-types.ts';

const db = await cloneDatabase();

/** A file of db/ as it is committed. */
function committed(name: string): Promise<string> {
  return readFile(new URL(`../../db/${name}`, import.meta.url), 'utf8');
}

test('db/schema.sql tells the migrated database: run npm run schema', async () => {
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
