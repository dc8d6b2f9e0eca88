import { sql } from 'kysely';
import type { Tx } from '../db/types.ts';
import { type Id, newId } from '../words/id.ts';
import { type Count, type Vnd, countedVnd } from '../words/money.ts';
import { Refusal } from '../words/refusal.ts';
import type { Doer, Envelope, MoneyMove, ThingMove } from './envelope.ts';

/** An offer on its way: what the giver put into transit, and toward whom. */
export interface Offer {
  readonly id: Id;
  readonly fromHand: Id;
  readonly towardHand: Id;
  readonly transitHand: Id;
  readonly money: Vnd;
  readonly things: readonly Id[];
}

/** The open offer of this id. Refuses `offer_closed` when it was answered, `not_found` when it never was one. */
export async function showOpenOffer(tx: Tx, id: Id): Promise<Offer> {
  const found = (await showOpenOffers(tx, [id])).get(id);
  if (!found || found instanceof Refusal) throw found ?? new Refusal('not_found', { offer: id });
  return found;
}

/** Many offers, locked in id order; each is found open or refused as `showOpenOffer` does. */
export async function showOpenOffers(tx: Tx, ids: readonly Id[]): Promise<Map<Id, Offer | Refusal>> {
  const { rows } = await sql<{
    id: Id;
    from_hand: Id;
    toward_hand: Id;
    transit_hand: Id;
    money: bigint;
    things: Id[];
  }>`
    select o.handover_id as id, o.from_hand, o.toward_hand, o.transit_hand,
      (select coalesce(sum(amount_vnd), 0)::bigint from money_move where handover_id = o.handover_id) as money,
      array(select thing_id::text from thing_move where handover_id = o.handover_id) as things
    from open_offer o where o.handover_id = any (${[...ids]}::uuid[]) order by o.handover_id for update`.execute(
    tx,
  );
  const found = new Map<Id, Offer | Refusal>(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        fromHand: row.from_hand,
        towardHand: row.toward_hand,
        transitHand: row.transit_hand,
        money: row.money,
        things: row.things,
      },
    ]),
  );
  for (const id of ids) if (!found.has(id)) found.set(id, await whyNotOpen(tx, id));
  return found;
}

async function whyNotOpen(tx: Tx, id: Id): Promise<Refusal> {
  const answer = await tx
    .selectFrom('handover')
    .select(['id', 'kind', 'actor_name', 'recorded_at'])
    .where('answers', '=', id)
    .executeTakeFirst();
  if (!answer) return new Refusal('not_found', { offer: id });
  return new Refusal('offer_closed', {
    by: answer.actor_name,
    at: answer.recorded_at.toISOString(),
    how: answer.kind,
  });
}

export interface OfferCommand {
  readonly id: Id;
  readonly kind: string;
  readonly doer: Doer;
  readonly officeId: Id;
  readonly at: Date;
  readonly fromHand: Id;
  readonly towardHand: Id;
  readonly transitHand: Id;
  /** Cash by denomination; its value is what moves. */
  readonly count?: Count;
  readonly amountVnd?: Vnd;
  readonly things?: readonly Id[];
  readonly witnesses?: readonly Id[];
  readonly reason?: string;
}

/** The giver's half: value leaves the giver's hand and waits in transit. */
export function offerEnvelope(command: OfferCommand): Envelope {
  const { fromHand: from, transitHand: to, count, things = [] } = command;
  const amountVnd = command.amountVnd ?? (count ? countedVnd(count) : 0n);
  return {
    id: command.id,
    kind: command.kind,
    doer: command.doer,
    officeId: command.officeId,
    occurredAt: command.at,
    input: { from, toward: command.towardHand, amountVnd, count, things },
    towardHand: command.towardHand,
    money: amountVnd > 0n ? [{ from, to, amountVnd }] : [],
    things: things.map((thing) => ({ thing, from, to })),
    ...(count && { counts: [{ side: 'offered' as const, count }] }),
    ...(command.witnesses && { witnesses: command.witnesses }),
    ...(command.reason && { reason: command.reason }),
  };
}

export interface AcceptCommand {
  readonly id: Id;
  readonly kind: string;
  readonly doer: Doer;
  readonly officeId: Id;
  readonly at: Date;
  readonly suspenseHand: Id;
  /** What the taker counted; absent when the offer carries no cash. */
  readonly count?: Count;
  /** For money that is not notes (a bank transfer): the amount that arrived. */
  readonly amountVnd?: Vnd;
  /** Things that were written but not found. */
  readonly missing?: readonly Id[];
}

export interface Difference {
  readonly kind: 'shortage' | 'surplus' | 'missing_thing' | 'conflict' | 'claim';
  readonly amountVnd: Vnd;
  readonly things: readonly Id[];
}

/**
 * The taker's half. What was counted may differ from what was written: a shortage goes from transit to suspense, a
 * surplus comes out of suspense to the taker, missing things go to suspense; nobody is charged silently.
 */
export function acceptEnvelope(
  offer: Offer,
  command: AcceptCommand,
): { envelope: Envelope; differences: Difference[] } {
  const { transitHand: transit, towardHand: taker } = offer;
  const counted =
    command.amountVnd ?? (command.count ? countedVnd(command.count) : offer.money === 0n ? 0n : null);
  if (counted === null) throw new Refusal('count_missing', { writtenVnd: offer.money.toString() });
  const missing = new Set(command.missing ?? []);
  const stray = [...missing].filter((thing) => !offer.things.includes(thing));
  if (stray.length > 0) throw new Refusal('not_in_offer', { things: stray });
  const money: MoneyMove[] = [];
  const move = (from: Id, to: Id, amountVnd: Vnd) => amountVnd > 0n && money.push({ from, to, amountVnd });
  const whole = counted < offer.money ? counted : offer.money;
  move(transit, taker, whole);
  move(transit, command.suspenseHand, offer.money - whole);
  move(command.suspenseHand, taker, counted - whole);
  const things: ThingMove[] = offer.things.map((thing) => ({
    thing,
    from: transit,
    to: missing.has(thing) ? command.suspenseHand : taker,
  }));
  const differences: Difference[] = [];
  if (counted < offer.money)
    differences.push({ kind: 'shortage', amountVnd: offer.money - counted, things: [] });
  if (counted > offer.money)
    differences.push({ kind: 'surplus', amountVnd: counted - offer.money, things: [] });
  if (missing.size > 0) differences.push({ kind: 'missing_thing', amountVnd: 0n, things: [...missing] });
  return {
    differences,
    envelope: {
      id: command.id,
      kind: command.kind,
      doer: command.doer,
      officeId: command.officeId,
      occurredAt: command.at,
      input: {
        offer: offer.id,
        count: command.count,
        amountVnd: command.amountVnd,
        missing: command.missing,
      },
      answers: offer.id,
      money,
      things,
      ...(command.count && { counts: [{ side: 'accepted' as const, count: command.count }] }),
    },
  };
}

/** Refused by the taker or withdrawn by the giver: everything goes back to where it came from. */
export function returnEnvelope(
  offer: Offer,
  command: Pick<AcceptCommand, 'id' | 'kind' | 'doer' | 'officeId' | 'at'> & { readonly reason: string },
): Envelope {
  const { transitHand: from, fromHand: to } = offer;
  return {
    id: command.id,
    kind: command.kind,
    doer: command.doer,
    officeId: command.officeId,
    occurredAt: command.at,
    input: { offer: offer.id, reason: command.reason },
    reason: command.reason,
    answers: offer.id,
    money: offer.money > 0n ? [{ from, to, amountVnd: offer.money }] : [],
    things: offer.things.map((thing) => ({ thing, from, to })),
  };
}

/** Opens one case a difference; the money or the things already stand in suspense, and are held there until it is ruled on. */
export async function openCases(
  tx: Tx,
  now: Date,
  found: readonly (Difference & { readonly handoverId: Id; readonly handId: Id; readonly officeId: Id })[],
): Promise<Id[]> {
  if (found.length === 0) return [];
  const rows = found.map((difference) => ({
    id: newId(),
    kind: difference.kind,
    handover_id: difference.handoverId,
    hand_id: difference.handId,
    office_id: difference.officeId,
    amount_vnd: difference.amountVnd,
    facts: JSON.stringify({ things: difference.things }),
    opened_at: now,
  }));
  await tx.insertInto('custody_case').values(rows).execute();
  const things = found.flatMap((difference) => [...difference.things]);
  if (things.length > 0) await sql`select hold_aside(${things}::uuid[])`.execute(tx);
  return rows.map((row) => row.id);
}
