import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { sql } from 'kysely';
import { cloneDatabase } from '../testing/database.ts';
import { addDays, type Day } from '../words/day.ts';
import { type Id, newId } from '../words/id.ts';
import { fewestNotes } from '../words/money.ts';
import { balancesAt, snapshotHands } from './balances.ts';
import { closeHandDay } from './close.ts';
import { sumHands } from './hands.ts';
import { ANN, envelope, fill, MORNING, openRoom, postAt, type Room } from './testing/room.ts';

const db = await cloneDatabase();
let room: Room;
/** What each hand held after each act, told by the sums of that moment. */
const seen: { at: Date; vault: bigint; bag: bigint }[] = [];

const later = (hours: number) => new Date(MORNING.valueOf() + hours * 3_600_000);
const held = async () => {
  const sums = await sumHands(db.read, [room.vault, room.bag]);
  return { vault: sums.get(room.vault) ?? 0n, bag: sums.get(room.bag) ?? 0n };
};

async function move(at: Date, amountVnd: bigint): Promise<void> {
  await postAt(db, at, [envelope(room, { money: [{ from: room.vault, to: room.bag, amountVnd }] })]);
  seen.push({ at, ...(await held()) });
}

before(async () => {
  room = await openRoom(db, 'QK');
  await fill(db, room, room.vault, 10_000_000n);
  seen.push({ at: MORNING, ...(await held()) });
  for (let day = 0; day < 40; day++) await move(later(24 * day + 1), BigInt(1000 + day));
  // The bag's day is closed in the afternoon: what comes later the same day is booked on the next one.
  const closing = later(24 * 39 + 6);
  const { bag } = await held();
  await db.write((tx) =>
    closeHandDay(tx, closing, {
      id: newId(),
      doer: ANN,
      officeId: room.officeId,
      handId: room.bag,
      suspenseHand: room.suspense,
      day: addDays('2020-12-07', 39),
      count: fewestNotes(bag - (bag % 1000n)).count,
      thingsCounted: 0,
    }),
  );
  seen.push({ at: closing, ...(await held()) });
  await move(later(24 * 39 + 8), 7n);
  await move(later(24 * 40 + 2), 9n);
});

async function expectHistory(): Promise<void> {
  for (const { at, vault, bag } of seen) {
    const past = await balancesAt(db.read, [room.vault, room.bag], { at });
    assert.deepEqual([past.get(room.vault), past.get(room.bag)], [vault, bag], at.toISOString());
  }
}

test('a past moment is the sum of what was recorded by then, also behind a closed day', async () => {
  await expectHistory();
  const earlier = await balancesAt(db.read, [room.vault], { at: new Date(MORNING.valueOf() - 1) });
  assert.equal(earlier.get(room.vault), 0n);
});

test('with snapshots the answers stay the same, and a snapshot equals its moves', async () => {
  const days: Day[] = ['2020-12-20', '2020-12-31', '2021-01-10'];
  for (const day of days) assert.ok((await db.write((tx) => snapshotHands(tx, later(24 * 45), day))) > 0);
  assert.equal(await db.write((tx) => snapshotHands(tx, later(24 * 45), '2020-12-20')), 0);
  const { rows } = await sql<{ hand: Id; day: Day; kept: bigint; summed: bigint }>`
    select k.hand_id as hand, k.day, k.balance_vnd as kept, (
      select coalesce(sum(case when to_hand = k.hand_id then amount_vnd else -amount_vnd end), 0)::bigint from money_move
      where k.hand_id in (from_hand, to_hand) and business_day <= k.day) as summed
    from hand_snapshot k`.execute(db.read);
  assert.ok(rows.length >= 6);
  for (const { kept, summed } of rows) assert.equal(kept, summed);
  await expectHistory();
});

test('the end of a business day is what its books say, and a day that runs is not kept', async () => {
  const closed = addDays('2020-12-07', 39);
  const onClosed = await balancesAt(db.read, [room.bag], { on: closed });
  const onNext = await balancesAt(db.read, [room.bag], { on: addDays(closed, 1) });
  assert.equal((onNext.get(room.bag) ?? 0n) - (onClosed.get(room.bag) ?? 0n), 16n);
  await assert.rejects(db.write((tx) => snapshotHands(tx, MORNING, '2020-12-07')));
});

test('the application keeps no snapshot of its own making', async () => {
  const forged = { hand_id: room.vault, day: '2020-12-08', balance_vnd: 1n };
  await assert.rejects(
    db.write((tx) => tx.insertInto('hand_snapshot').values(forged).execute()),
    {
      code: '42501',
    },
  );
});
