import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { sql } from 'kysely';
import type { NamedHand } from './hands.ts';
import { cloneDatabase } from '../testing/database.ts';
import type { Day } from '../words/day.ts';
import { type Id, newId } from '../words/id.ts';
import type { Count } from '../words/money.ts';
import type { Refusal } from '../words/refusal.ts';
import { closeHandDay, closeOfficeDay } from './close.ts';
import {
  ANN,
  envelope,
  fill,
  held,
  issue,
  openRoom,
  postAt,
  type Room,
  storedBalance,
} from './testing/room.ts';

const db = await cloneDatabase();
const DAY = '2020-12-07';
const NEXT = '2020-12-08';
const at = (clock: string, day = DAY) => new Date(`${day}T${clock}+07:00`);
const NOON = at('12:00:00');
const refused = (code: string) => (error: Refusal) => error.code === code;

let names = 0;
let room: Room;
async function freshRoom(parent?: Id): Promise<Room> {
  const fresh = await openRoom(db, `R${++names}`, parent);
  await fill(db, fresh, fresh.vault, 500_000n, NOON);
  return fresh;
}
before(async () => {
  room = await freshRoom();
});

interface Close {
  readonly id?: Id;
  readonly now?: Date;
  readonly day?: Day;
  readonly things?: number;
}
function closeHand(
  where: Room,
  handId: Id,
  count: Count,
  { id = newId(), now = NOON, day = DAY, things = 0 }: Close = {},
) {
  const { officeId, suspense: suspenseHand } = where;
  return db.write((tx) =>
    closeHandDay(tx, now, {
      id,
      doer: ANN,
      officeId,
      handId,
      suspenseHand,
      day,
      count,
      thingsCounted: things,
    }),
  );
}

const closeOffice = (officeId: Id, { now = NOON, day = DAY }: Close = {}) =>
  db.write((tx) => closeOfficeDay(tx, now, { officeId, day, by: newId(), figures: { ok: true } }));

async function dayOf(where: Room, now: Date, from = where.vault): Promise<Day | undefined> {
  const one = envelope(where, { money: [{ from, to: where.party, amountVnd: 1n }] });
  const [answer] = await postAt(db, now, [one]);
  assert.equal(answer?.answer, 'posted');
  const row = await db.read
    .selectFrom('money_move')
    .select('business_day')
    .where('handover_id', '=', one.id)
    .executeTakeFirst();
  return row?.business_day;
}

test('the business day is the day in Vietnam, to the last second before its midnight', async () => {
  assert.equal(await dayOf(room, new Date('2020-12-06T16:59:59.999Z')), '2020-12-06');
  assert.equal(await dayOf(room, new Date('2020-12-06T17:00:00.000Z')), '2020-12-07');
  assert.equal(await dayOf(room, at('23:59:59.999')), DAY);
});

test('book and count are both kept; the difference goes to suspense with a case', async () => {
  const short = await freshRoom();
  const lost = await closeHand(short, short.vault, { '200000': 2 });
  assert.deepEqual(
    { ...lost, caseIds: lost.caseIds.length },
    {
      bookVnd: 500_000n,
      countedVnd: 400_000n,
      differenceVnd: -100_000n,
      thingsBook: 0,
      caseIds: 1,
    },
  );
  assert.equal(await storedBalance(db, short.vault), 400_000n);
  assert.equal(await held(db, short.suspense), 100_000n);

  const over = await freshRoom();
  const found = await closeHand(over, over.vault, { '500000': 1, '10000': 1 });
  assert.equal(found.differenceVnd, 10_000n);
  assert.equal(await held(db, over.vault), 510_000n);
  assert.equal(await held(db, over.suspense), -10_000n);
  const kinds = await db.read
    .selectFrom('custody_case')
    .select(['kind', 'amount_vnd'])
    .where('office_id', 'in', [short.officeId, over.officeId])
    .orderBy('kind')
    .execute();
  assert.deepEqual(kinds, [
    { kind: 'shortage', amount_vnd: 100_000n },
    { kind: 'surplus', amount_vnd: 10_000n },
  ]);
});

test('a thing that the scan did not find is a case, and the thing stays on the book', async () => {
  const other = await freshRoom();
  await issue(db, other, other.bag, 3);
  const closed = await closeHand(other, other.bag, {}, { things: 2 });
  assert.equal(closed.thingsBook, 3);
  assert.equal(closed.caseIds.length, 1);
});

test('a close sent again is the same close; another close of the day is refused', async () => {
  const other = await freshRoom();
  const id = newId();
  const first = await closeHand(other, other.vault, { '200000': 2 }, { id });
  assert.deepEqual(await closeHand(other, other.vault, { '200000': 2 }, { id }), first);
  await assert.rejects(closeHand(other, other.vault, { '200000': 1 }, { id }), refused('conflict'));
  await assert.rejects(closeHand(other, other.vault, { '200000': 2 }), refused('day_closed'));
  await assert.rejects(closeHand(other, other.vault, {}, { day: NEXT }), refused('day_ahead'));
  await assert.rejects(closeHand(other, other.suspense, {}), refused('hand_not_found'));
});

test('ten terminals close one drawer: one close stands', async () => {
  const other = await freshRoom();
  const all = await Promise.allSettled(
    Array.from({ length: 10 }, () => closeHand(other, other.vault, { '200000': 2 })),
  );
  assert.equal(all.filter((each) => each.status === 'fulfilled').length, 1);
  assert.equal(await held(db, other.suspense), 100_000n);
});

test('more than the hand may hold was counted: a physical fact is written down, not refused', async () => {
  const other = await freshRoom();
  const closed = await closeHand(other, other.drawer, { '500000': 3 });
  assert.equal(closed.countedVnd, 1_500_000n);
});

test('what comes after a hand has closed lands in its next day, for the hand on either side', async () => {
  const other = await freshRoom();
  await closeHand(other, other.vault, { '500000': 1 });
  assert.equal(await dayOf(other, at('17:30:00')), NEXT);
  const into = envelope(other, { money: [{ from: other.agency, to: other.vault, amountVnd: 5n }] });
  const [answer] = await postAt(db, at('17:31:00'), [into]);
  assert.deepEqual(answer, { answer: 'posted', postedOn: NEXT });
  assert.equal(await dayOf(other, at('08:00:00', NEXT)), NEXT);
});

test('the office closes when its hands are closed; later entries land in the next day', async () => {
  const other = await freshRoom();
  await fill(db, other, other.drawer, 7n, NOON);
  await assert.rejects(closeOffice(other.officeId), (error: Refusal) => {
    const open = error.facts['hands'] as readonly NamedHand[];
    assert.deepEqual(
      [error.code, open.map(({ kind, name }) => [kind, name])],
      [
        'hands_open',
        [
          ['drawer', `drawer R${names}`],
          ['vault', `vault R${names}`],
        ],
      ],
    );
    return true;
  });
  await closeHand(other, other.drawer, {});
  await closeHand(other, other.vault, { '500000': 1 });
  await closeOffice(other.officeId);
  await assert.rejects(closeOffice(other.officeId), refused('day_closed'));
  await assert.rejects(closeOffice(other.officeId, { day: NEXT }), refused('day_ahead'));
  // A hand of the office that has no day of its own is covered by its office's.
  const quiet = envelope(other, { money: [{ from: other.agency, to: other.party, amountVnd: 1n }] });
  assert.deepEqual(await postAt(db, NOON, [quiet]), [{ answer: 'posted', postedOn: NEXT }]);
});

test('a closed office takes no entry from another office either', async () => {
  const [closed, busy] = [await freshRoom(), await freshRoom()];
  await closeHand(closed, closed.vault, { '500000': 1 });
  await closeOffice(closed.officeId);
  const owed = envelope(busy, { money: [{ from: busy.vault, to: closed.agency, amountVnd: 1n }] });
  const own = envelope(busy, { money: [{ from: busy.vault, to: busy.party, amountVnd: 1n }] });
  assert.deepEqual(await postAt(db, NOON, [owed, own]), [
    { answer: 'posted', postedOn: NEXT },
    { answer: 'posted', postedOn: DAY },
  ]);
});

test('an office waits for the offices below it that worked that day', async () => {
  const parent = await freshRoom();
  const child = await freshRoom(parent.officeId);
  await closeHand(parent, parent.vault, { '500000': 1 });
  await assert.rejects(closeOffice(parent.officeId), refused('offices_open'));
  await closeHand(child, child.vault, { '500000': 1 });
  await closeOffice(child.officeId);
  await closeOffice(parent.officeId);
});

test('a day that closes while the counter works takes no entry afterwards', async () => {
  const storm = await freshRoom();
  await closeHand(storm, storm.vault, { '500000': 1 });
  const entry = () =>
    postAt(db, NOON, [envelope(storm, { money: [{ from: storm.agency, to: storm.party, amountVnd: 1n }] })]);
  const closing = async () => {
    await closeOffice(storm.officeId);
    const { n } = await entriesOn(storm, DAY);
    return n;
  };
  const [atClose] = await Promise.all([closing(), ...Array.from({ length: 60 }, entry)]);
  const { n } = await entriesOn(storm, DAY);
  assert.equal(n, atClose, 'an entry landed in the day after it was closed');
  assert.equal(n + (await entriesOn(storm, NEXT)).n, 62n);
});

function entriesOn(where: Room, day: Day) {
  return db.read
    .selectFrom('handover')
    .select((eb) => eb.fn.countAll<bigint>().as('n'))
    .where('office_id', '=', where.officeId)
    .where('business_day', '=', day)
    .executeTakeFirstOrThrow();
}

test('no hand moves between the look at the hands and the close of their office', async () => {
  for (let i = 0; i < 15; i++) {
    const storm = await openRoom(db, `S${i}`);
    const money = [{ from: storm.agency, to: storm.vault, amountVnd: 1n }];
    const [close] = await Promise.allSettled([
      closeOffice(storm.officeId),
      postAt(db, NOON, [envelope(storm, { money })]),
    ]);
    const { n } = await entriesOn(storm, DAY);
    assert.equal(
      n === 0n,
      close.status === 'fulfilled',
      'a closed day holds a move of a hand that was not closed',
    );
  }
});

test('what a close finds is what the hand held then, while the counter works on', async () => {
  for (let i = 0; i < 5; i++) {
    const busy = await freshRoom();
    const give = () =>
      postAt(db, NOON, [envelope(busy, { money: [{ from: busy.vault, to: busy.party, amountVnd: 1n }] })]);
    const gifts = Array.from({ length: 12 }, give);
    await Promise.all([
      ...gifts,
      closeHand(busy, busy.vault, { '200000': 2 }),
      ...Array.from({ length: 12 }, give),
    ]);
    const { rows } = await sql<{ vnd: bigint }>`
      select sum(case when to_hand = ${busy.vault} then amount_vnd else -amount_vnd end)::bigint as vnd from money_move
      where ${busy.vault} in (from_hand, to_hand) and business_day <= ${DAY}`.execute(db.kysely);
    assert.equal(rows[0]?.vnd, 400_000n, 'the day ends with what was counted');
  }
});
