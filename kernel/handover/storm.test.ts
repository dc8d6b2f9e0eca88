import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cloneDatabase } from '../testing/database.ts';
import type { Id } from '../words/id.ts';
import type { Envelope, ThingMove } from './envelope.ts';
import { post, type PostAnswer } from './post.ts';
import { envelope, fill, held, holderOf, issue, MORNING, openRoom, storedBalance } from './testing/room.ts';

/**
 * Batches over the same hands and things, at once, each named in its own order. Each transaction runs once and is not
 * run again, so that a deadlock is seen instead of being healed by the retry.
 */
const db = await cloneDatabase({ max: 32 });
const BATCHES = 32;
const once = (envelopes: readonly Envelope[]): Promise<PostAnswer[]> =>
  db.kysely.transaction().execute((tx) => post(tx, MORNING, envelopes));

/** A mixed order that differs from batch to batch and is the same in every run. */
function mixed<T>(items: readonly T[], turn: number): T[] {
  return items
    .map((item, i) => ({ item, key: ((i + 1) * 7_919 * (turn + 3)) % 1_009 }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

test('32 batches over the same hands, each in its own order, end without a deadlock and lose nothing', async () => {
  const rooms = await Promise.all(['A', 'B', 'C', 'D'].map((name) => openRoom(db, name)));
  const hands = rooms.flatMap((room) => [room.vault, room.bag]);
  for (const room of rooms) {
    await fill(db, room, room.vault, 1_000n);
    await fill(db, room, room.bag, 1_000n);
  }
  const batch = (turn: number) =>
    mixed(hands, turn).map((from, i, order) =>
      envelope(rooms[i % 4] as (typeof rooms)[number], {
        money: [{ from, to: order[(i + 1) % order.length] as Id, amountVnd: BigInt(turn + i * 10) }].filter(
          (move) => move.amountVnd > 0n,
        ),
      }),
    );
  const answers = await Promise.all(Array.from({ length: BATCHES }, (_, turn) => once(batch(turn))));
  const flat = answers.flat().map((each) => each.answer);
  assert.ok(flat.filter((answer) => answer === 'posted').length > BATCHES);
  assert.ok(
    flat.every((answer) => answer === 'posted' || answer === 'short'),
    String(new Set(flat)),
  );
  let total = 0n;
  for (const hand of hands) {
    const stored = await storedBalance(db, hand);
    assert.equal(stored, await held(db, hand));
    assert.ok(stored >= 0n);
    total += stored;
  }
  assert.equal(total, 8_000n);
});

test('32 tellers take the same forty things in different orders: each thing goes to one of them', async () => {
  const room = await openRoom(db, 'E');
  const things = await issue(db, room, room.desk, 40);
  const takers = await Promise.all(Array.from({ length: BATCHES }, (_, i) => openRoom(db, `T${i}`)));
  const take = (thing: Id, to: Id): ThingMove => ({ thing, from: room.desk, to });
  const answers = await Promise.all(
    takers.map((taker, turn) =>
      once(mixed(things, turn).map((thing) => envelope(taker, { things: [take(thing, taker.bag)] }))),
    ),
  );
  const won = answers.flat().filter((each) => each.answer === 'posted').length;
  assert.equal(won, things.length);
  assert.ok(answers.flat().every((each) => each.answer === 'posted' || each.answer === 'not_holder'));
  for (const thing of things) {
    const moves = await db.read
      .selectFrom('thing_move')
      .select('to_hand')
      .where('thing_id', '=', thing)
      .where('from_hand', '=', room.desk)
      .execute();
    assert.equal(moves.length, 1);
    assert.equal(await holderOf(db, thing), moves[0]?.to_hand);
  }
});

test('32 at once take from a vault that has enough for ten: ten are served', async () => {
  const room = await openRoom(db, 'F');
  await fill(db, room, room.vault, 1_000n);
  const take = () => envelope(room, { money: [{ from: room.vault, to: room.party, amountVnd: 100n }] });
  const answers = await Promise.all(Array.from({ length: BATCHES }, () => once([take()])));
  assert.equal(answers.flat().filter((each) => each.answer === 'posted').length, 10);
  assert.equal(await storedBalance(db, room.vault), 0n);
});
