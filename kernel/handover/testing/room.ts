import { sql } from 'kysely';
import type { TestDatabase } from '../../testing/database.ts';
import { type Id, newId } from '../../words/id.ts';
import type { Count } from '../../words/money.ts';
import type { Doer, Envelope, MoneyMove, ThingMove } from '../envelope.ts';
import { type HandKind, openHands, sumHands } from '../hands.ts';
import { acceptEnvelope, offerEnvelope, showOpenOffer } from '../offer.ts';
import { post, type PostAnswer } from '../post.ts';

/** A morning in Vietnam on which every test of the ledger begins. */
export const MORNING = new Date('2020-12-07T08:00:00+07:00');

export interface Room {
  readonly officeId: Id;
  readonly vault: Id;
  readonly drawer: Id;
  readonly bag: Id;
  readonly desk: Id;
  readonly transit: Id;
  readonly agency: Id;
  readonly party: Id;
  readonly suspense: Id;
}

export const ANN: Doer = { kind: 'person', id: newId(), name: 'Nguyễn Thị An' };

/** Opens an office with one hand of each kind; nobody and nothing is in them yet. */
export async function openRoom(db: TestDatabase, name: string, parentId?: Id): Promise<Room> {
  const officeId = newId();
  return db.owner.write(async (tx) => {
    await tx
      .insertInto('office')
      .values({
        id: officeId,
        code: name,
        name,
        name_key: name,
        kind: 'point',
        path: name,
        parent_id: parentId ?? null,
        opened_on: '2019-01-01',
      })
      .execute();
    const open = async (kind: HandKind, limitVnd?: bigint) => {
      const [hand] = await openHands(tx, MORNING, [
        { kind, officeId, name: `${kind} ${name}`, ...(limitVnd && { limitVnd }) },
      ]);
      return (hand as { id: Id }).id;
    };
    return {
      officeId,
      vault: await open('vault'),
      drawer: await open('drawer', 1_000_000n),
      bag: await open('bag'),
      desk: await open('desk'),
      transit: await open('transit'),
      agency: await open('agency'),
      party: await open('party'),
      suspense: await open('suspense'),
    };
  });
}

/** An envelope of this room; its input is what it moves, unless the test says otherwise. */
export function envelope(
  room: Room,
  part: Partial<Envelope> & { money?: readonly MoneyMove[]; things?: readonly ThingMove[] } = {},
): Envelope {
  return {
    id: newId(),
    kind: 'move',
    doer: ANN,
    officeId: room.officeId,
    occurredAt: MORNING,
    input: { money: part.money, things: part.things, answers: part.answers },
    ...part,
  };
}

export function postAt(db: TestDatabase, at: Date, envelopes: readonly Envelope[]): Promise<PostAnswer[]> {
  return db.write((tx) => post(tx, at, envelopes));
}

export async function codes(answers: Promise<readonly PostAnswer[]>): Promise<string[]> {
  return (await answers).map((each) => each.answer);
}

/** Puts money into a hand, from the agency. */
export async function fill(db: TestDatabase, room: Room, hand: Id, amountVnd: bigint, at = MORNING) {
  await postAt(db, at, [envelope(room, { money: [{ from: room.agency, to: hand, amountVnd }] })]);
}

/** Brings new things into a hand's custody. */
export function issue(db: TestDatabase, room: Room, hand: Id, count: number): Promise<Id[]> {
  const things = Array.from({ length: count }, () => newId());
  return db.write(async (tx) => {
    const issuing = envelope(room, { input: { things } });
    await post(tx, MORNING, [issuing]);
    await sql`select issue_things(${issuing.id}, 'paper', ${things}::uuid[], ${room.agency}, ${hand})`.execute(
      tx,
    );
    return things;
  });
}

export async function held(db: TestDatabase, hand: Id): Promise<bigint> {
  return (await sumHands(db.read, [hand])).get(hand) ?? 0n;
}

export async function storedBalance(db: TestDatabase, hand: Id): Promise<bigint> {
  const row = await db.read
    .selectFrom('hand_balance')
    .select('balance_vnd')
    .where('hand_id', '=', hand)
    .executeTakeFirstOrThrow();
  return row.balance_vnd;
}

export async function holderOf(db: TestDatabase, thing: Id): Promise<Id> {
  const row = await db.read
    .selectFrom('thing')
    .select('holder')
    .where('id', '=', thing)
    .executeTakeFirstOrThrow();
  return row.holder;
}

export interface Sent {
  readonly from: Id;
  readonly toward: Id;
  readonly amountVnd?: bigint;
  readonly things?: readonly Id[];
}

/** Offers from this room; returns the offer's id. */
export async function offerFrom(db: TestDatabase, room: Room, sent: Sent): Promise<Id> {
  const id = newId();
  const { amountVnd, things } = sent;
  const [answer] = await postAt(db, MORNING, [
    offerEnvelope({
      id,
      kind: 'offer',
      doer: ANN,
      officeId: room.officeId,
      at: MORNING,
      fromHand: sent.from,
      towardHand: sent.toward,
      transitHand: room.transit,
      ...(amountVnd !== undefined && { amountVnd }),
      ...(things && { things }),
    }),
  ]);
  if (answer?.answer !== 'posted') throw new Error(answer?.answer);
  return id;
}

/** One terminal's acceptance: it looks at the open offer and answers it, in one transaction. */
export function acceptAt(
  db: TestDatabase,
  room: Room,
  offerId: Id,
  found: { readonly count?: Count; readonly missing?: readonly Id[]; readonly id?: Id } = {},
) {
  return db.write(async (tx) => {
    const open = await showOpenOffer(tx, offerId);
    const { id = newId(), ...counted } = found;
    const accepted = acceptEnvelope(open, {
      id,
      kind: 'accept',
      doer: ANN,
      officeId: room.officeId,
      at: MORNING,
      suspenseHand: room.suspense,
      ...counted,
    });
    const [answer] = await post(tx, MORNING, [accepted.envelope]);
    return { answer: answer?.answer, id, differences: accepted.differences };
  });
}
