import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { dumpSchema } from './schema-dump.ts';
import { describeTypes } from './schema-types.ts';

const db = await cloneDatabase();

function committed(name: string): Promise<string> {
  return readFile(new URL(`../../db/${name}`, import.meta.url), 'utf8');
}

test('db/schema.sql tells the migrated database: run npm run schema', async () => {
  assert.equal(await committed('schema.sql'), await dumpSchema(db.owner.kysely));
});

test('db/types.ts tells the migrated database: run npm run schema', async () => {
  assert.equal(await committed('types.ts'), await describeTypes(db.owner.kysely));
});
