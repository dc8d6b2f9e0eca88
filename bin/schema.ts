import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '#kernel/db/connect.ts';
import { dumpSchema } from '#kernel/db/schema-dump.ts';
import { describeTypes } from '#kernel/db/schema-types.ts';
import { startTestServer, TEMPLATE } from '#kernel/testing/server.ts';

/** `npm run schema`: migrates an empty throw-away database and writes what it became to db/schema.sql and db/types.ts. */
const server = await startTestServer();
const url = Object.assign(new URL(server.url), { pathname: `/${TEMPLATE}` }).href;
const db = openDatabase({ url, appName: 'schema', max: 1 });
try {
  await writeFile(at('schema.sql'), await dumpSchema(db.kysely));
  await writeFile(at('types.ts'), await describeTypes(db.kysely));
  console.log('db/schema.sql and db/types.ts are written.');
} finally {
  await db.close();
  await server.stop();
}

function at(name: string): string {
  return fileURLToPath(new URL(`../db/${name}`, import.meta.url));
}
