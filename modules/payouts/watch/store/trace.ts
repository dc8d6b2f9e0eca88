import { sql } from 'kysely';
import type { Read } from '#kernel/db/types.ts';
import { type NamedHand, namedHand } from '#kernel/handover/hands.ts';
import type { Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { type Count, countedVnd } from '#kernel/words/money.ts';

/** A hand as it stands in a detail: what it is, and where. */
export interface HandAt {
  readonly id: Id;
  readonly kind: string;
  readonly name: string;
  readonly officeId: Id;
  readonly office: string;
}

interface Envelope {
  readonly id: Id;
  readonly kind: string;
  readonly actor_kind: 'person' | 'job' | 'support';
  readonly actor_name: string;
  readonly office_id: Id;
  readonly office: string;
  readonly device_id: Id | null;
  readonly occurred_at: Date;
  readonly recorded_at: Date;
  readonly business_day: Day;
  readonly reason: string | null;
  readonly toward_hand: Id | null;
  readonly waiting: boolean;
  readonly witnesses: string[];
}

export async function findEnvelope(read: Read, id: Id): Promise<Envelope | null> {
  const { rows } = await sql<Envelope>`
    select h.id, h.kind, h.actor_kind, h.actor_name, h.office_id, o.name as office, h.device_id, h.occurred_at, h.recorded_at,
      h.business_day, h.reason, h.toward_hand, exists (select 1 from open_offer f where f.handover_id = h.id) as waiting,
      array(select s.name from handover_witness w join staff s on s.id = w.staff_id where w.handover_id = h.id order by s.name) as witnesses
    from handover h join office o on o.id = h.office_id where h.id = ${id}`.execute(read);
  return rows[0] ?? null;
}

export async function listMoney(read: Read, id: Id) {
  const { rows } = await sql<{ from_hand: Id; to_hand: Id; amount_vnd: bigint }>`
    select from_hand, to_hand, amount_vnd from money_move where handover_id = ${id} order by n`.execute(read);
  return rows;
}

/** The ways that things took in a handover, with how many and their worth. */
export async function listThingWays(read: Read, id: Id) {
  const { rows } = await sql<{ from_hand: Id; to_hand: Id; count: bigint; amount_vnd: bigint }>`
    select m.from_hand, m.to_hand, count(*) as count, coalesce(sum(v.amount_vnd), 0)::bigint as amount_vnd
    from thing_move m left join voucher v on v.id = m.thing_id where m.handover_id = ${id}
    group by m.from_hand, m.to_hand order by count(*) desc`.execute(read);
  return rows.map(({ count, ...row }) => ({ ...row, count: Number(count) }));
}

export async function listThings(read: Read, id: Id, limit: number) {
  const { rows } = await sql<{
    id: Id;
    programme: string;
    month: Day;
    benefit_month: Day;
    kind: string;
    amount_vnd: bigint;
    status: string;
    receipt_no: string | null;
  }>`
    select v.id, v.programme, v.month, v.benefit_month, v.kind, v.amount_vnd, v.status, p.receipt_no
    from thing_move m join voucher v on v.id = m.thing_id
    left join payment p on p.voucher_id = v.id and p.handover_id = m.handover_id
    where m.handover_id = ${id} order by v.programme, v.id limit ${limit}`.execute(read);
  return rows.map((row) => ({
    id: row.id,
    programme: row.programme,
    month: row.month.slice(0, 7),
    benefitMonth: row.benefit_month.slice(0, 7),
    kind: row.kind,
    amountVnd: row.amount_vnd,
    status: row.status,
    receiptNo: row.receipt_no,
  }));
}

export async function listCounts(read: Read, id: Id) {
  const { rows } = await sql<{ side: string; count: Count }>`
    select side, jsonb_object_agg(denomination::text, pieces) as count from cash_count
    where handover_id = ${id} group by side order by side`.execute(read);
  return rows.map((row) => ({ ...row, amountVnd: countedVnd(row.count) }));
}

/** The whole chain around a handover: the first one, then what answers or corrects it, then what does so to those. */
export async function listTrail(read: Read, id: Id) {
  const { rows } = await sql<{
    id: Id;
    kind: string;
    actor: string;
    office: string;
    recordedAt: Date;
    answers: Id | null;
    reverses: Id | null;
  }>`
    with recursive up as (
      select id, coalesce(answers, reverses) as above, 1 as depth from handover where id = ${id}
      union all
      select h.id, coalesce(h.answers, h.reverses), up.depth + 1 from up join handover h on h.id = up.above where up.depth < 20
    ), chain as (
      (select up.id, 1 as depth from up order by up.depth desc limit 1)
      union all
      select h.id, chain.depth + 1 from chain join handover h on h.answers = chain.id or h.reverses = chain.id where chain.depth < 20
    )
    select h.id, h.kind, h.actor_name as actor, o.name as office, h.recorded_at as "recordedAt", h.answers, h.reverses
    from (select id, min(depth) as depth from chain group by id) c join handover h on h.id = c.id join office o on o.id = h.office_id
    order by c.depth, h.recorded_at, h.id`.execute(read);
  return rows.map(({ answers, reverses, ...row }) => ({
    ...row,
    does: answers ? ('answers' as const) : reverses ? ('reverses' as const) : null,
    to: answers ?? reverses,
  }));
}

export async function listCasesOf(read: Read, handoverId: Id) {
  const { rows } = await sql<{ id: Id; kind: string; hand: NamedHand; amountVnd: bigint; ruled: boolean }>`
    select c.id, c.kind, ${namedHand('h')} as hand, c.amount_vnd as "amountVnd",
      exists (select 1 from custody_case_entry e where e.case_id = c.id and e.kind = 'ruled') as ruled
    from custody_case c join hand h on h.id = c.hand_id where c.handover_id = ${handoverId} order by c.id`.execute(
    read,
  );
  return rows;
}

export async function findClose(read: Read, handoverId: Id) {
  const { rows } = await sql<{
    hand_id: Id;
    day: Day;
    bookVnd: bigint;
    countedVnd: bigint;
    thingsBook: number;
    thingsCounted: number;
  }>`
    select hand_id, business_day as day, book_vnd as "bookVnd", counted_vnd as "countedVnd", things_book as "thingsBook",
      things_counted as "thingsCounted" from hand_close where handover_id = ${handoverId}`.execute(read);
  return rows[0] ?? null;
}

/** Hands by id, each with its office. */
export async function readHandsAt(
  read: Read,
  ids: readonly Id[],
): Promise<Map<Id, HandAt & { path: string }>> {
  const { rows } = await sql<HandAt & { path: string }>`
    select h.id, h.kind, h.name, o.id as "officeId", o.name as office, o.path
    from hand h join office o on o.id = h.office_id where h.id = any (${[...new Set(ids)]}::uuid[])`.execute(
    read,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

export async function findOfficePath(read: Read, id: Id): Promise<string> {
  const row = await read.selectFrom('office').select('path').where('id', '=', id).executeTakeFirst();
  return row?.path ?? '';
}
