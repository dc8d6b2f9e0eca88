import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { feedWaker, publish, publishAll } from './feed.ts';
import { cursorOfReader, eventsAfter, FEED_START, feedEnd, followFeed, moveCursor } from './follow.ts';

const db = await cloneDatabase();

/** A transaction of another database of the same server holds events back for a while too. */
const PATIENCE_MS = 10_000;

const numbers = (events: readonly { body: Readonly<Record<string, unknown>> }[]) =>
  events.map(({ body }) => body['n']);

/** What stands in these topics behind a place, once there are so many of it. */
async function arrived(topics: readonly string[], count: number, place = FEED_START) {
  for (const until = performance.now() + PATIENCE_MS; ;) {
    const events = await eventsAfter(db, place, { topics });
    if (events.length >= count || performance.now() > until) return events;
  }
}

test('a slow transaction is waited for, never passed over', async () => {
  const topics = ['slow', 'fast'];
  const written = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const slow = db.write(async (tx) => {
    await publish(tx, 'slow', { n: 1 });
    written.resolve();
    await release.promise;
  });
  await written.promise;
  await db.write((tx) => publish(tx, 'fast', { n: 2 }));
  assert.deepEqual(
    await eventsAfter(db, FEED_START, { topics }),
    [],
    'the later event is held back while the earlier may still come',
  );
  release.resolve();
  await slow;
  assert.deepEqual(numbers(await arrived(topics, 2)), [1, 2]);
});

test('a transaction that took a later number first is not lost behind the cursor', async () => {
  const topics = ['older', 'younger'];
  const [began, passed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  // The older transaction writes something else first, and its event only after the younger one has committed.
  const older = db.write(async (tx) => {
    await tx.insertInto('feed_cursor').values({ reader: 'older', xid: '1', seq: 1n }).execute();
    began.resolve();
    await passed.promise;
    await publish(tx, 'older', { n: 'older' });
  });
  await began.promise;
  await db.write((tx) => publish(tx, 'younger', { n: 'younger' }));
  const early = await eventsAfter(db, FEED_START, { topics });
  passed.resolve();
  await older;
  const rest = await arrived(topics, 2 - early.length, early.at(-1)?.place);
  assert.deepEqual([...numbers(early), ...numbers(rest)].sort(), ['older', 'younger']);
});

test('many writers at once: a reader that resumes at every step sees each event once', async () => {
  let place = FEED_START;
  const seen: unknown[] = [];
  let writing = true;
  const writers = Promise.all(
    Array.from({ length: 8 }, async (_, w) => {
      for (let i = 0; i < 25; i++) await db.write((tx) => publish(tx, 'many', { n: w * 100 + i }));
    }),
  ).finally(() => (writing = false));
  for (const until = performance.now() + PATIENCE_MS; writing || seen.length < 200;) {
    if (performance.now() > until) break;
    const events = await eventsAfter(db, place, { topics: ['many'], limit: 7 });
    seen.push(...numbers(events));
    place = events.at(-1)?.place ?? place;
  }
  await writers;
  assert.equal(seen.length, 200);
  assert.equal(new Set(seen).size, 200);
});

test('what is rolled back was never published, and bodies keep amounts whole', async () => {
  await assert.rejects(
    db.write(async (tx) => {
      await publish(tx, 'undone', { n: 1 });
      throw new Error('no');
    }),
    /no/,
  );
  await db.write((tx) =>
    publishAll(tx, [
      { topic: 'paid', officeId: null, body: { n: 9_007_199_254_740_993n } },
      { topic: 'other', officeId: null, body: { n: 0 } },
    ]),
  );
  const published = await arrived(['undone', 'paid', 'other'], 2);
  assert.deepEqual(numbers(published), ['9007199254740993', 0]);
  assert.equal(await feedEnd(db), published.at(-1)?.place);
});

test('a follower is woken, gives events in order and stops', async () => {
  const stop = new AbortController();
  const seen: unknown[] = [];
  const three = Promise.withResolvers<void>();
  const wake = feedWaker(db, 1);
  const following = followFeed(
    db,
    FEED_START,
    (events) => {
      seen.push(...numbers(events));
      if (seen.length >= 3) three.resolve();
    },
    { signal: stop.signal, topics: ['follow'], listenUrl: db.appUrl },
  );
  for (const n of [1, 2, 3]) {
    await db.write((tx) => publish(tx, 'follow', { n }));
    wake();
  }
  await three.promise;
  stop.abort();
  await following;
  assert.deepEqual(seen, [1, 2, 3]);
});

test('a named reader resumes where it stopped and never moves back', async () => {
  assert.equal(await cursorOfReader(db, 'rollup'), FEED_START);
  await moveCursor(db, 'rollup', '900:5');
  await moveCursor(db, 'rollup', '900:4');
  assert.equal(await cursorOfReader(db, 'rollup'), '900:5');
});
