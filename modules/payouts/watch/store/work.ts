import { type RawBuilder, sql } from 'kysely';
import type { Read } from '#kernel/db/types.ts';
import { IS_OPEN } from '#kernel/devices/lists.ts';
import { type Day, firstDayOf, monthOf } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { within } from '#kernel/access/office-tree.ts';
import type { WorkKind } from '../rules/work.ts';

/** What is counted here; where cash or funding is short the treasury reckons. */
export type Counted = Exclude<WorkKind, 'cash-short' | 'funding-short'>;

export interface WorkFound {
  readonly kind: Counted;
  readonly count: number;
  readonly amountVnd: bigint;
  /** When the oldest of it began to wait. */
  readonly since: Date | null;
}

export interface WorkAsked {
  readonly kinds: readonly Counted[];
  /** The office and all below it. */
  readonly path: string;
  readonly officeId: Id;
  readonly staffId: string;
  readonly today: Day;
}

/** How much of each kind of work waits at and below an office for one person. What does not wait is not told. */
export async function findWork(read: Read, asked: WorkAsked): Promise<WorkFound[]> {
  const { kinds } = asked;
  if (kinds.length === 0) return [];
  const parts = kinds.map(
    (
      kind,
    ) => sql`select ${kind}::text as kind, count(*)::int as count, coalesce(sum(vnd), 0)::bigint as "amountVnd", min(at) as since
      from (${QUERIES[kind](asked)}) as found(at, vnd)`,
  );
  const { rows } = await sql<WorkFound>`
    select * from (${sql.join(parts, sql` union all `)}) work where count > 0`.execute(read);
  return rows;
}

/** The first day of the month that today stands in. */
const monthStart = (today: Day) => firstDayOf(monthOf(today));

/** The hands at and below a path. */
const handsWithin = (path: string) =>
  sql`select h.id from office o join hand h on h.office_id = o.id where ${within('o.path', path)}`;

const offered = sql`(select sum(m.amount_vnd) from money_move m where m.handover_id = f.handover_id and m.to_hand = f.transit_hand)`;

/** Each gives one row per matter: since when it waits, and what it is worth. */
const QUERIES: Readonly<Record<Counted, (asked: WorkAsked) => RawBuilder<unknown>>> = {
  'offers-to-me': ({ officeId, staffId }) => sql`
    select f.offered_at, ${offered} from open_offer f join hand h on h.id = f.toward_hand
    where h.staff_id = ${staffId} or (h.office_id = ${officeId} and h.staff_id is null)`,
  'offers-unanswered': ({ path, today }) => sql`
    select f.offered_at, ${offered} from open_offer f
    where f.offered_at < ${today}::date and f.toward_hand in (${handsWithin(path)})`,
  'orders-to-approve': ({ path, staffId }) => sql`
    select r.made_at, r.amount_vnd from cash_order r
    where r.needs_approval and r.made_by <> ${staffId} and r.from_hand in (${handsWithin(path)})
      and not exists (select from cash_order_approval a where a.order_id = r.id)
      and not exists (select from cash_order_offer x where x.order_id = r.id)`,
  'orders-to-send': ({ officeId }) => sql`
    select r.made_at, r.amount_vnd from cash_order r join hand h on h.id = r.from_hand
    where h.office_id = ${officeId} and not exists (select from cash_order_offer x where x.order_id = r.id)
      and (not r.needs_approval or exists (select from cash_order_approval a where a.order_id = r.id))`,
  proposals: ({ path, staffId }) => sql`
    select p.made_at, p.amount_vnd from proposal p join office o on o.id = p.office_id
    where ${within('o.path', path)} and p.made_by <> ${staffId}
      and not exists (select from proposal_ruling r where r.proposal_id = p.id)`,
  'hands-unclosed': ({ path, today }) => sql`
    select moved.day::timestamptz, b.balance_vnd from hand_balance b join hand h on h.id = b.hand_id
    cross join lateral (select max(day) as day from (
      (select m.business_day as day from money_move m where m.from_hand = h.id and m.business_day < ${today}::date order by m.business_day desc limit 1)
      union all
      (select m.business_day from money_move m where m.to_hand = h.id and m.business_day < ${today}::date order by m.business_day desc limit 1)
    ) latest) moved
    where h.kind in ('drawer', 'vault', 'bag') and h.closed_at is null and h.id in (${handsWithin(path)})
      and moved.day > coalesce(b.closed_day, '-infinity'::date)`,
  'cases-open': ({ path }) => sql`
    select c.opened_at, c.amount_vnd from custody_case c join office o on o.id = c.office_id
    where ${within('o.path', path)}
      and not exists (select from custody_case_entry e where e.case_id = c.id and e.kind = 'ruled')`,
  'phone-exceptions': ({ path }) => sql`
    select x.opened_at, (select c.amount_vnd from custody_case c where c.id = coalesce(
        (select n.case_id from device_reopening n where n.exception_id = x.id order by n.opened_at desc limit 1), x.case_id))
    from device_exception x join office o on o.id = x.office_id where ${within('o.path', path)} and ${IS_OPEN}`,
  'phone-alarms': ({ path }) => sql`
    select a.raised_at, 0::bigint from device_alarm a join device d on d.id = a.device_id join office o on o.id = d.office_id
    where ${within('o.path', path)} and not exists (select from device_alarm_end z where z.alarm_id = a.id)`,
  'lists-missing': ({ today }) => sql`
    select (${monthStart(today)}::date + r.opens_on - 1)::timestamptz, 0::bigint from programme p join programme_rule r on r.programme = p.code
    where r.valid_from <= ${today}::date and (r.valid_to is null or r.valid_to >= ${today}::date)
      and not exists (select from payout_list l where l.programme = p.code and l.month = ${monthStart(today)}::date)`,
  reviews: () => sql`
    select r.raised_at, 0::bigint from match_review r where not exists (select from match_ruling g where g.review_id = r.id)`,
  'bank-unanswered': () => sql`
    select b.made_at, b.total_vnd from bank_batch b where not exists (select from bank_answer a where a.batch_id = b.id)`,
  'settlements-due': ({ today }) => sql`
    select (m.month + r.settle_on)::timestamptz, m.vnd from (
      select programme, month, sum(total_vnd)::bigint as vnd from payout_list group by programme, month) m
    join programme_rule r on r.programme = m.programme and r.valid_from <= m.month and (r.valid_to is null or r.valid_to >= m.month)
    where m.month + r.settle_on - 1 < ${today}::date
      and not exists (select from settlement s where s.programme = m.programme and s.month = m.month)`,
  'settlements-to-lock': ({ staffId }) => sql`
    select s.made_at, s.returned_vnd from settlement s
    where s.made_by <> ${staffId} and not exists (select from settlement_lock k where k.settlement_id = s.id)`,
};
