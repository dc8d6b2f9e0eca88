import { sql } from 'kysely';
import { within } from '#kernel/access/office-tree.ts';
import type { Read } from '#kernel/db/types.ts';
import { type Day, firstDayOf, type Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import type { Cell } from '../rules/overview.ts';

export interface OfficeOfTree {
  readonly id: Id;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly path: string;
  readonly parentId: Id | null;
  readonly closed: boolean;
}

/** An office, every office above it and every office below it, in tree order. */
export async function listTree(read: Read, path: string): Promise<OfficeOfTree[]> {
  const codes = path.split('/');
  const above = codes.map((_, i) => codes.slice(0, i + 1).join('/'));
  const { rows } = await sql<{
    id: Id;
    code: string;
    name: string;
    kind: string;
    path: string;
    parent_id: Id | null;
    closed: boolean;
  }>`
    select id, code, name, kind, path, parent_id, closed_on is not null as closed from office
    where path = any (${above}::text[]) or ${within('path', path)} order by path`.execute(read);
  return rows.map(({ parent_id: parentId, ...row }) => ({ ...row, parentId }));
}

/** The rollup of one month at and below an office. It reads that month's rollup rows and no others. */
export async function listCells(read: Read, month: Month, path: string): Promise<Cell[]> {
  const { rows } = await sql<{
    programme: string;
    office_id: Id;
    unit_id: number;
    due_count: number;
    due_vnd: bigint;
    paid_count: number;
    paid_vnd: bigint;
    bank_count: number;
    bank_vnd: bigint;
    returned_count: number;
    returned_vnd: bigint;
  }>`
    select r.programme, r.office_id, r.unit_id, r.due_count, r.due_vnd, r.paid_count, r.paid_vnd, r.bank_count, r.bank_vnd,
      r.returned_count, r.returned_vnd
    from payout_rollup r join office o on o.id = r.office_id
    where r.month = ${firstDayOf(month)} and ${within('o.path', path)}`.execute(read);
  return rows.map((row) => ({
    programme: row.programme,
    officeId: row.office_id,
    unitId: row.unit_id,
    dueCount: row.due_count,
    dueVnd: row.due_vnd,
    paidCount: row.paid_count,
    paidVnd: row.paid_vnd,
    bankCount: row.bank_count,
    bankVnd: row.bank_vnd,
    returnedCount: row.returned_count,
    returnedVnd: row.returned_vnd,
  }));
}

export interface HourFigure {
  readonly day: Day;
  readonly hour: number;
  readonly paidCount: number;
  readonly paidVnd: bigint;
}

const DAYS_OF_HOURS = 7;

/**
 * Payments by hour on the last seven days of the month that had any at or below an office. The days are found one
 * probe each from the newest back, so a month of many hours costs no more than its last week.
 */
export async function listHours(read: Read, month: Month, path: string): Promise<HourFigure[]> {
  const first = firstDayOf(month);
  const { rows } = await sql<{ day: Day; hour: number; paid_count: bigint; paid_vnd: bigint }>`
    with recursive place as materialized (
      select id from office where ${within('path', path)}
    ), latest(day, n) as (
      (select h.day, 1 from payout_hour h where h.month = ${first} and h.office_id in (select id from place)
       order by h.day desc limit 1)
      union all
      select (select h.day from payout_hour h where h.month = ${first} and h.day < l.day and h.office_id in (select id from place)
        order by h.day desc limit 1), l.n + 1
      from latest l where l.day is not null and l.n < ${DAYS_OF_HOURS}
    )
    select h.day, h.hour, sum(h.paid_count) as paid_count, sum(h.paid_vnd)::bigint as paid_vnd
    from payout_hour h join place on place.id = h.office_id
    where h.month = ${first} and h.day >= (select min(day) from latest)
    group by h.day, h.hour having sum(h.paid_count) > 0 order by h.day, h.hour`.execute(read);
  return rows.map((row) => ({
    day: row.day,
    hour: row.hour,
    paidCount: Number(row.paid_count),
    paidVnd: row.paid_vnd,
  }));
}

export interface CommunePlace {
  readonly unitId: number;
  readonly code: string;
  readonly name: string;
  readonly district: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
}

/** The communes that a month's rollup names. */
export async function listCommunesOf(read: Read, month: Month): Promise<CommunePlace[]> {
  const { rows } = await sql<CommunePlace>`
    select u.id as "unitId", u.code, u.name, d.name as district, u.lat, u.lon
    from unit u left join unit d on d.id = u.parent_id and d.level = 'district'
    where u.id in (select unit_id from payout_rollup where month = ${firstDayOf(month)}) order by u.code`.execute(
    read,
  );
  return rows;
}

export interface ProgrammeMoney {
  readonly programme: string;
  readonly fundedVnd: bigint;
  readonly settled: boolean;
  readonly locked: boolean;
}

/** What funders have deposited for a month, and how far its settlement is; for the whole province. */
export async function listProgrammeMoney(read: Read, month: Month): Promise<ProgrammeMoney[]> {
  const first = firstDayOf(month);
  const { rows } = await sql<ProgrammeMoney>`
    select p.code as programme,
      coalesce((select sum(f.amount_vnd) from funding f where f.month = ${first} and f.programme = p.code), 0)::bigint as "fundedVnd",
      s.id is not null as settled, k.settlement_id is not null as locked
    from programme p
    left join settlement s on s.programme = p.code and s.month = ${first}
    left join settlement_lock k on k.settlement_id = s.id`.execute(read);
  return rows;
}

export interface CashNow {
  readonly vaultVnd: bigint;
  readonly drawerVnd: bigint;
  readonly bagVnd: bigint;
  readonly bankVnd: bigint;
  readonly transitVnd: bigint;
  readonly suspenseVnd: bigint;
  readonly openOffers: number;
  readonly openCases: number;
  readonly openCasesVnd: bigint;
}

/**
 * What the hands of a subtree hold at this moment. Guarded hands have a stored balance. Transit is the value of the
 * offers that nobody has answered yet, since an answer empties it to the last dong. Suspense is summed from its moves,
 * one per difference ever found.
 */
export async function readCash(read: Read, path: string): Promise<CashNow> {
  const { rows } = await sql<CashNow>`
    with place as materialized (
      select h.id, h.kind, o.id as office_id from office o join hand h on h.office_id = o.id
      where ${within('o.path', path)} and h.kind in ('vault', 'drawer', 'bag', 'bank', 'transit', 'suspense')
    ), stored as (
      select coalesce(sum(b.balance_vnd) filter (where p.kind = 'vault'), 0)::bigint as "vaultVnd",
        coalesce(sum(b.balance_vnd) filter (where p.kind = 'drawer'), 0)::bigint as "drawerVnd",
        coalesce(sum(b.balance_vnd) filter (where p.kind = 'bag'), 0)::bigint as "bagVnd",
        coalesce(sum(b.balance_vnd) filter (where p.kind = 'bank'), 0)::bigint as "bankVnd"
      from place p join hand_balance b on b.hand_id = p.id
    ), transit as (
      select coalesce(sum(m.amount_vnd), 0)::bigint as "transitVnd"
      from open_offer f join place p on p.id = f.transit_hand
      join money_move m on m.handover_id = f.handover_id and m.to_hand = f.transit_hand
    ), suspense as (
      select coalesce(sum(i.vnd), 0)::bigint - coalesce(sum(x.vnd), 0)::bigint as "suspenseVnd"
      from place p
      cross join lateral (select sum(amount_vnd) as vnd from money_move where to_hand = p.id) i
      cross join lateral (select sum(amount_vnd) as vnd from money_move where from_hand = p.id) x
      where p.kind = 'suspense'
    ), offers as (
      select count(*)::int as "openOffers" from open_offer f
      where exists (select 1 from hand h join office o on o.id = h.office_id
        where h.id in (f.from_hand, f.toward_hand) and ${within('o.path', path)})
    ), cases as (
      select count(*)::int as "openCases", coalesce(sum(c.amount_vnd), 0)::bigint as "openCasesVnd"
      from custody_case c where c.office_id in (select office_id from place)
        and not exists (select 1 from custody_case_entry e where e.case_id = c.id and e.kind = 'ruled')
    )
    select * from stored, transit, suspense, offers, cases`.execute(read);
  return rows[0] as CashNow;
}

export interface MonthFigure {
  readonly month: Month;
  readonly dueVnd: bigint;
  readonly paidVnd: bigint;
  readonly dueCount: number;
  readonly paidCount: number;
}

/** Every month with payouts at or below the paths, newest first. */
export async function listMonths(read: Read, paths: readonly string[]): Promise<MonthFigure[]> {
  const { rows } = await sql<Omit<MonthFigure, 'month'> & { first: Day }>`
    select r.month as first, sum(r.due_vnd)::bigint as "dueVnd", sum(r.paid_vnd)::bigint as "paidVnd",
      sum(r.due_count)::int as "dueCount", sum(r.paid_count)::int as "paidCount"
    from payout_rollup r join office o on o.id = r.office_id
    where exists (select from unnest(${[...paths]}::text[]) as top(path)
      where o.path = top.path or starts_with(o.path, top.path || '/'))
    group by r.month order by r.month desc`.execute(read);
  return rows.map(({ first, ...figures }) => ({ month: first.slice(0, 7), ...figures }));
}
