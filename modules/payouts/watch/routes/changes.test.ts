import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeTestOffices } from '#kernel/access/testing/signed-in.ts';
import { publish } from '#kernel/feed/feed.ts';
import { eventsAfter, FEED_START } from '#kernel/feed/follow.ts';
import type { EventStream, StreamEvent } from '#kernel/http/event-stream.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { openChanges } from './changes.ts';

const db = await cloneDatabase();
const offices = await makeTestOffices(db.owner);

/** A stream whose events are awaited one by one. */
function listen(lastEventId: string | null = null) {
  const gone = new AbortController();
  const events: StreamEvent[] = [];
  let wake = () => {};
  const stream: EventStream = {
    lastEventId,
    signal: gone.signal,
    send: (event) => {
      events.push(event);
      wake();
    },
  };
  const next = async (n: number): Promise<StreamEvent> => {
    while (events.length < n) await new Promise<void>((resolve) => (wake = resolve));
    return events[n - 1] as StreamEvent;
  };
  return { stream, events, next, leave: () => gone.abort() };
}

const change = (...offices: string[]) => db.write((tx) => publish(tx, 'payouts', { offices }));

test('a client hears which offices of its subtree changed, and of no other', async () => {
  const changes = openChanges({ db, everyMs: 1 });
  const [all, one] = [listen(), listen()];
  const following = [changes.follow(all.stream, 'T'), changes.follow(one.stream, 'T/A')];
  // The reader begins at the end of the feed; what is published until then may be told or not.
  while (all.events.length === 0) await change(offices.b);
  assert.deepEqual((await all.next(1)).data, { offices: [offices.b] });
  await change(offices.a);
  assert.deepEqual((await one.next(1)).data, { offices: [offices.a] });
  assert.equal(one.events.length, 1);
  all.leave();
  one.leave();
  await Promise.all(following);
});

test('many changes in one interval are one event, and who comes back is told what it missed', async () => {
  const start = listen();
  const first = openChanges({ db, everyMs: 1 });
  const following = first.follow(start.stream, 'T');
  while (start.events.length === 0) await change(offices.root);
  const { id } = await start.next(1);
  start.leave();
  await following;
  for (let i = 0; i < 20; i++) await change(i % 2 === 0 ? offices.b : offices.a);
  // Another transaction of the server, however unrelated, may hold the end of the feed back for a moment.
  while ((await eventsAfter(db, id ?? FEED_START)).length < 20) await new Promise(setImmediate);

  const back = listen(id ?? null);
  const again = openChanges({ db, everyMs: 60_000 });
  const resumed = again.follow(back.stream, 'T');
  const told = (await back.next(1)).data as { offices: string[] };
  assert.ok(told.offices.includes(offices.b) && told.offices.includes(offices.a));
  const last = listen();
  const alsoFollowing = again.follow(last.stream, 'T/B');
  while (last.events.length === 0) await change(offices.b);
  assert.equal(back.events.length, 1, 'the interval holds further changes back');
  back.leave();
  last.leave();
  await Promise.all([resumed, alsoFollowing]);
});

test('who comes back after too long hears its own office named, which stands for all of it', async () => {
  const changes = openChanges({ db, everyMs: 1 });
  const first = listen();
  const following = changes.follow(first.stream, 'T');
  while (first.events.length === 0) await change(offices.b);
  const late = listen('1:1');
  const resumed = changes.follow(late.stream, 'T/A');
  assert.deepEqual((await late.next(1)).data, { offices: [offices.a] });
  first.leave();
  late.leave();
  await Promise.all([following, resumed]);
});

test('clients share one reader of the feed, and it rests when they are gone', async () => {
  let reads = 0;
  const counted = {
    ...db,
    pool: new Proxy(db.pool, {
      get: (pool, name) => {
        if (name === 'query') reads++;
        const value: unknown = Reflect.get(pool, name, pool);
        return typeof value === 'function' ? (value.bind(pool) as unknown) : value;
      },
    }),
  };
  const changes = openChanges({ db: counted, everyMs: 1 });
  const clients = Array.from({ length: 500 }, () => listen());
  const following = clients.map(({ stream }) => changes.follow(stream, 'T'));
  let made = 0;
  for (; clients.some((client) => client.events.length === 0); made++) await change(offices.a);
  // The end of the feed once, then one read after each wait, however many listen.
  assert.ok(reads <= made + 5, `${reads} queries for ${clients.length} clients and ${made} changes`);
  for (const client of clients) client.leave();
  await Promise.all(following);
});
