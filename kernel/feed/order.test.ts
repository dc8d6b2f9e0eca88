import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cloneDatabase } from '../testing/database.ts';
import { publish } from './feed.ts';
import { whyNotInOrder } from './order.ts';

const db = await cloneDatabase();

test('a database whose events come from another server’s future is told apart from one of its own', async () => {
  await db.write((tx) => publish(tx, 'a topic', {}));
  assert.equal(await whyNotInOrder(db), null);
  await db.owner.pool.query(`update feed_event set xid = (xid::text::bigint + 1000000)::text::xid8`);
  assert.match((await whyNotInOrder(db)) ?? '', /made from a dump of another server/);
});
