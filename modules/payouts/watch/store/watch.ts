import { sql } from 'kysely';
import type { Placed } from '#kernel/contract/pages.ts';
import type { Read } from '#kernel/db/types.ts';
import { type NamedHand, namedHand } from '#kernel/handover/hands.ts';
import { balancesAt, type Moment } from '#kernel/handover/balances.ts';
import type { Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import type { Ruling } from '../../cases/rules.ts';
import { within } from '#kernel/access/office-tree.ts';

/** One page: rows after a cursor's values, one more than asked so that the caller knows whether there is a next. */
export interface PageOf {
  readonly path: string;
  readonly after: readonly string[] | null;
  readonly limit: number;
}

export interface HandNow {
  readonly id: Id;
  readonly name: string;
  readonly kind: string;
  readonly officeId: Id;
  readonly office: string;
  readonly holder: string | null;
  readonly balanceVnd: bigint;
  readonly things: number | null;
  readonly limitVnd: bigint | null;
  readonly closedDay: Day | null;
}

/** The hands of a subtree that hold cash or vouchers, office by office. Cursor: office path, hand id. */
export async function listHands(read: Read, asked: PageOf): Promise<Placed<HandNow>[]> {
  const { rows } = await sql<Placed<HandNow>>`
    select h.id, h.name, h.kind, o.id as "officeId", o.name as office, s.name as holder, array[o.path, h.id::text] as place,
      b.limit_vnd as "limitVnd", b.closed_day as "closedDay", (select count(*)::int from thing t where t.holder = h.id) as things,
      coalesce(b.balance_vnd, case h.kind
        when 'transit' then (select sum(m.amount_vnd) from open_offer f
          join money_move m on m.handover_id = f.handover_id and m.to_hand = h.id where f.transit_hand = h.id)
        when 'suspense' then coalesce((select sum(amount_vnd) from money_move where to_hand = h.id), 0)
          - coalesce((select sum(amount_vnd) from money_move where from_hand = h.id), 0)
      end, 0)::bigint as "balanceVnd"
    from office o join hand h on h.office_id = o.id left join hand_balance b on b.hand_id = h.id left join staff s on s.id = h.staff_id
    where ${holding(asked)} and h.closed_at is null
    order by o.path, h.id limit ${asked.limit + 1}`.execute(read);
  return rows;
}

/** The same hands as they were at a past moment, those closed since among them. */
export async function listHandsAt(read: Read, asked: PageOf, moment: Moment): Promise<Placed<HandNow>[]> {
  const at = 'at' in moment ? moment.at : new Date(`${moment.on}T23:59:59.999+07:00`);
  const { rows } = await sql<Placed<HandNow>>`
    select h.id, h.name, h.kind, o.id as "officeId", o.name as office, s.name as holder, array[o.path, h.id::text] as place,
      null as "limitVnd", null as "closedDay", null as things, 0::bigint as "balanceVnd"
    from office o join hand h on h.office_id = o.id left join staff s on s.id = h.staff_id
    where ${holding(asked)} and h.opened_at <= ${at} and (h.closed_at is null or h.closed_at > ${at})
    order by o.path, h.id limit ${asked.limit + 1}`.execute(read);
  const balances = await balancesAt(
    read,
    rows.map((row) => row.id),
    moment,
  );
  return rows.map((row) => ({ ...row, balanceVnd: balances.get(row.id) ?? 0n }));
}

function holding({ path, after }: PageOf) {
  return sql`${within('o.path', path)} and h.kind in ('vault', 'drawer', 'bag', 'desk', 'bank', 'transit', 'suspense')
    and (${after === null} or (o.path, h.id) > (${after?.[0] ?? ''}, ${after?.[1] ?? null}::uuid))`;
}

export interface HandoverLine {
  readonly id: Id;
  readonly kind: string;
  readonly actor: string;
  readonly office: string;
  readonly recordedAt: Date;
  readonly businessDay: Day;
  readonly amountVnd: bigint;
  readonly things: number;
  readonly reason: string | null;
  readonly answers: Id | null;
  readonly reverses: Id | null;
}

export interface HandoversAsked extends PageOf {
  /** Business days, both of them included. */
  readonly from: Day | null;
  readonly to: Day | null;
  readonly kind: string | null;
  readonly handId: Id | null;
}

/**
 * The handovers behind a figure, newest first. Cursor: business day, recorded at, id. Each office of the subtree gives its
 * newest by index and the pages are merged from those, so no more is read than could stand on the page. With a hand,
 * those that moved its money.
 */
export async function listHandovers(read: Read, asked: HandoversAsked): Promise<Placed<HandoverLine>[]> {
  const { path, after, limit, from, to, kind, handId } = asked;
  const [afterDay, afterAt, afterId] = after ?? [];
  const last = afterDay ?? to ?? '9999-12-31';
  const passed = sql`(${after === null} or (v.business_day, v.recorded_at, v.id) < (${last}::date, ${afterAt ?? null}::timestamptz, ${afterId ?? null}::uuid))`;
  const filter = sql`${passed} and (${from}::date is null or v.business_day >= ${from}::date) and (${kind}::text is null or v.kind = ${kind})`;
  const order = sql`order by v.business_day desc, v.recorded_at desc, v.id desc limit ${limit + 1}`;
  const source =
    handId === null
      ? sql`select v.* from office o cross join lateral (
          select v.* from handover v where v.office_id = o.id and v.business_day <= ${last}::date and ${filter} ${order}
        ) v where ${within('o.path', path)}`
      : sql`select v.* from (${movesOf(handId, last, limit)}) m join handover v on v.id = m.handover_id
          join office o on o.id = v.office_id where ${within('o.path', path)} and ${filter}`;
  const { rows } = await sql<Placed<HandoverLine>>`
    select v.id, v.kind, v.actor_name as actor, o.name as office, v.recorded_at as "recordedAt", array[v.business_day::text, v.recorded_at::text, v.id::text] as place,
      v.business_day as "businessDay", v.reason, v.answers, v.reverses,
      coalesce((select sum(m.amount_vnd) from money_move m where m.handover_id = v.id), 0)::bigint as "amountVnd",
      (select count(*) from thing_move t where t.handover_id = v.id)::int as things
    from (select * from (${source}) v ${order}) v join office o on o.id = v.office_id
    order by v.business_day desc, v.recorded_at desc, v.id desc`.execute(read);
  return rows;
}

/** A hand's moves of the cursor's day and of as many whole days before it as fill a page. */
function movesOf(handId: Id, last: Day, limit: number) {
  const side = (column: string) => {
    const hand = sql.ref(column);
    return sql`select handover_id from money_move where ${hand} = ${handId} and business_day = ${last}::date
      union all (select handover_id from money_move where ${hand} = ${handId} and business_day < ${last}::date
        order by business_day desc fetch first ${sql.lit(limit + 1)} rows with ties)`;
  };
  return sql`select distinct handover_id from (${side('from_hand')} union all ${side('to_hand')}) both_sides`;
}

export interface CaseLine {
  readonly id: Id;
  readonly kind: string;
  readonly hand: NamedHand;
  readonly officeId: Id;
  readonly office: string;
  readonly amountVnd: bigint;
  readonly openedAt: Date;
  readonly disputed: boolean;
  readonly ruled: boolean;
  readonly ruling: Ruling | null;
}

/**
 * Differences of a subtree, newest first. Cursor: opened at, id. Which they are is asked of two indexes; the rows are read for
 * the page alone.
 */
export async function listCases(
  read: Read,
  { path, after, limit, ruled }: PageOf & { readonly ruled: boolean },
): Promise<Placed<CaseLine>[]> {
  const { rows } = await sql<Placed<CaseLine>>`
    with page as (
      select c.opened_at, c.id from office o join custody_case c on c.office_id = o.id
      where ${within('o.path', path)}
        and ${ruled ? sql`` : sql`not`} exists (select from custody_case_entry e where e.case_id = c.id and e.kind = 'ruled')
        and ${after === null ? sql`true` : sql`(c.opened_at, c.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
      order by c.opened_at desc, c.id desc limit ${limit + 1})
    select c.id, c.kind, ${namedHand('h')} as hand, o.id as "officeId", o.name as office, c.amount_vnd as "amountVnd", c.opened_at as "openedAt",
      array[c.opened_at::text, c.id::text] as place, e.disputed, e.ruled, e.ruling
    from page join custody_case c on c.id = page.id join office o on o.id = c.office_id join hand h on h.id = c.hand_id
    cross join lateral (select coalesce(bool_or(kind = 'disputed'), false) as disputed, coalesce(bool_or(kind = 'ruled'), false) as ruled,
        max(ruling) filter (where kind = 'ruled') as ruling
      from custody_case_entry where case_id = c.id) e
    order by c.opened_at desc, c.id desc`.execute(read);
  return rows;
}
