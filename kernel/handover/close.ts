import { sql } from 'kysely';
import type { Tx } from '../db/types.ts';
import { addDays, dayAt, type Day } from '../words/day.ts';
import type { Id } from '../words/id.ts';
import { type Count, type Vnd, countedVnd } from '../words/money.ts';
import { Refusal } from '../words/refusal.ts';
import { type Doer, type Envelope, inputHash } from './envelope.ts';
import { openCases } from './offer.ts';
import { post } from './post.ts';

export interface CloseCommand {
  readonly id: Id;
  readonly doer: Doer;
  readonly officeId: Id;
  readonly handId: Id;
  readonly suspenseHand: Id;
  readonly day: Day;
  readonly count: Count;
  /** How many things of its book the hand found by scan. */
  readonly thingsCounted: number;
  readonly reason?: string;
}

export interface HandClosed {
  readonly bookVnd: Vnd;
  readonly countedVnd: Vnd;
  readonly differenceVnd: Vnd;
  readonly thingsBook: number;
  readonly caseIds: readonly Id[];
}

/**
 * Closes one physical hand's day: the book and the count are both kept, a difference goes to suspense with a case, and
 * the stored book becomes what was counted. Later entries of this hand land in the next day. The same id is the same close.
 * Refuses `day_closed`, `day_ahead`, `hand_not_found`, `conflict`, `over_limit` when more was counted than the hand may hold.
 */
export async function closeHandDay(tx: Tx, now: Date, command: CloseCommand): Promise<HandClosed> {
  const { handId, suspenseHand, day, count } = command;
  const envelope = {
    id: command.id,
    kind: 'day-close',
    doer: command.doer,
    officeId: command.officeId,
    occurredAt: now,
    input: { handId, day, count, thingsCounted: command.thingsCounted },
  };
  if (day > dayAt(now)) throw new Refusal('day_ahead', { day });
  await holdOfficeDay(tx, [command.officeId], 'shared');
  const balance = await tx
    .selectFrom('hand_balance')
    .select(['balance_vnd', 'closed_day'])
    .where('hand_id', '=', handId)
    .forUpdate()
    .executeTakeFirst();
  if (!balance) throw new Refusal('hand_not_found', { id: handId });
  const earlier = await findClose(tx, envelope);
  if (earlier) return earlier;
  if (balance.closed_day !== null && balance.closed_day >= day)
    throw new Refusal('day_closed', { day: balance.closed_day });
  const { things } = await tx
    .selectFrom('thing')
    .select((eb) => eb.fn.countAll<bigint>().as('things'))
    .where('holder', '=', handId)
    .executeTakeFirstOrThrow();

  const counted = countedVnd(count);
  const book = balance.balance_vnd;
  const difference = counted - book;
  const move =
    difference < 0n
      ? { from: handId, to: suspenseHand, amountVnd: -difference }
      : { from: suspenseHand, to: handId, amountVnd: difference };
  const [answer] = await post(tx, now, [
    {
      ...envelope,
      money: difference === 0n ? [] : [move],
      counts: [{ side: 'counted', count }],
      ...(command.reason && { reason: command.reason }),
    },
  ]);
  if (answer?.answer === 'over_limit') throw new Refusal('over_limit', answer.facts);
  if (answer?.answer !== 'posted') throw new Refusal('conflict', { answer: answer?.answer });
  await tx
    .insertInto('hand_close')
    .values({
      handover_id: command.id,
      hand_id: handId,
      business_day: day,
      book_vnd: book,
      counted_vnd: counted,
      things_book: Number(things),
      things_counted: command.thingsCounted,
    })
    .execute();
  await tx.updateTable('hand_balance').set({ closed_day: day }).where('hand_id', '=', handId).execute();
  const seen = { handoverId: command.id, handId, officeId: command.officeId };
  const missing = Number(things) - command.thingsCounted;
  const caseIds = await openCases(tx, now, [
    ...(difference < 0n ? [{ ...seen, kind: 'shortage' as const, amountVnd: -difference, things: [] }] : []),
    ...(difference > 0n ? [{ ...seen, kind: 'surplus' as const, amountVnd: difference, things: [] }] : []),
    ...(missing !== 0 ? [{ ...seen, kind: 'missing_thing' as const, amountVnd: 0n, things: [] }] : []),
  ]);
  return {
    bookVnd: book,
    countedVnd: counted,
    differenceVnd: difference,
    thingsBook: Number(things),
    caseIds,
  };
}

/** The close that this envelope has made before; refuses `conflict` when its id belongs to another handover. */
async function findClose(tx: Tx, envelope: Envelope): Promise<HandClosed | null> {
  const posted = await tx
    .selectFrom('handover')
    .select('input_hash')
    .where('id', '=', envelope.id)
    .executeTakeFirst();
  if (!posted) return null;
  if (!posted.input_hash.equals(inputHash(envelope))) throw new Refusal('conflict', { id: envelope.id });
  const close = await tx
    .selectFrom('hand_close')
    .selectAll()
    .where('handover_id', '=', envelope.id)
    .executeTakeFirstOrThrow();
  const cases = await tx
    .selectFrom('custody_case')
    .select('id')
    .where('handover_id', '=', envelope.id)
    .orderBy('id')
    .execute();
  return {
    bookVnd: close.book_vnd,
    countedVnd: close.counted_vnd,
    differenceVnd: close.counted_vnd - close.book_vnd,
    thingsBook: close.things_book,
    caseIds: cases.map(({ id }) => id),
  };
}

/** Stops offices' days from being closed while held shared, and stops entries of those days while held alone. */
async function holdOfficeDay(tx: Tx, offices: readonly Id[], how: 'shared' | 'alone'): Promise<void> {
  const lock = sql.raw(how === 'shared' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock');
  await sql`select ${lock}(hashtext('office-day'), hashtext(o.id))
    from (select unnest(${[...offices]}::text[]) as id order by 1) o`.execute(tx);
}

/**
 * Closes an office's day once every one of its physical hands that moved is closed, and every office below it.
 * Refuses `hands_open` or `offices_open` with their names, `day_closed`, `day_ahead`.
 */
export async function closeOfficeDay(
  tx: Tx,
  now: Date,
  command: { readonly officeId: Id; readonly day: Day; readonly by: Id; readonly figures: unknown },
): Promise<void> {
  const { officeId, day, by } = command;
  if (day > dayAt(now)) throw new Refusal('day_ahead', { day });
  // Held before looking, so that no hand of the office moves between the look and the close.
  await holdOfficeDay(tx, [officeId], 'alone');
  const { rows: hands } = await sql<{ name: string }>`
    select h.name from hand h join hand_balance b on b.hand_id = h.id
    where h.office_id = ${officeId} and h.kind in ('vault', 'drawer', 'bag') and h.closed_at is null and (b.closed_day is null or b.closed_day < ${day})
      and (b.balance_vnd > 0 or exists (select 1 from money_move m where m.from_hand = h.id and m.business_day = ${day})
        or exists (select 1 from money_move m where m.to_hand = h.id and m.business_day = ${day}))
    order by h.name limit 20`.execute(tx);
  if (hands.length > 0) throw new Refusal('hands_open', { hands: hands.map((hand) => hand.name) });
  const { rows: offices } = await sql<{ name: string }>`
    select o.name from office o
    where o.parent_id = ${officeId} and o.closed_on is null
      and not exists (select 1 from office_close c where c.office_id = o.id and c.business_day >= ${day})
      and exists (select 1 from handover h where h.office_id = o.id and h.business_day = ${day})
    order by o.name limit 20`.execute(tx);
  if (offices.length > 0)
    throw new Refusal('offices_open', { offices: offices.map((office) => office.name) });
  const { rows } = await sql<{ closed: Day | null }>`
    select close_office_day(${officeId}, ${day}, ${by}, ${now}, ${JSON.stringify(command.figures)}::jsonb) as closed`.execute(
    tx,
  );
  if (!rows[0]?.closed) throw new Refusal('day_closed', { day });
}

/** The first day still open for an office, from today on. */
export async function openDayOf(tx: Tx, officeId: Id, now: Date): Promise<Day> {
  const row = await tx
    .selectFrom('office_close')
    .select((eb) => eb.fn.max('business_day').as('day'))
    .where('office_id', '=', officeId)
    .executeTakeFirst();
  const today = dayAt(now);
  return row?.day && row.day >= today ? addDays(row.day, 1) : today;
}
