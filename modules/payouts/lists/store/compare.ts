import { sql, type RawBuilder } from 'kysely';
import { PAGE, type PageAsked, pageOf, readCursor } from '#kernel/contract/pages.ts';
import type { Read } from '#kernel/db/types.ts';
import { addMonths, firstDayOf, type Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { named, wordsOf } from '../../people/store/named.ts';

export type Change = 'new' | 'gone' | 'changed';

/**
 * What each person is listed for in a month and the month before, a row a person and programme: set-based over both
 * months' vouchers by `voucher_month`. Withdrawn vouchers were taken off their list. Only programmes that have a list in
 * both months: where one is missing everybody would be new or gone.
 */
function pairs(month: Month, programme: string | null): RawBuilder<unknown> {
  const side = (of: Month) => sql`
    select citizen_id, programme, sum(amount_vnd)::bigint as vnd, min(regime) as regime, min(unit_id) as unit_id,
      coalesce(sum(amount_vnd) filter (where kind = 'regular'), 0)::bigint as regular_vnd
    from voucher where month = ${firstDayOf(of)} and status <> 'withdrawn'
      and programme in (select programme from comparable) and (${programme}::text is null or programme = ${programme})
    group by citizen_id, programme`;
  return sql`comparable as (
    select programme from payout_list where month in (${firstDayOf(month)}, ${firstDayOf(addMonths(month, -1))}) and kind <> 'withdrawal'
    group by programme having count(distinct month) = 2
  ), pair as materialized (
    select coalesce(n.citizen_id, b.citizen_id) as citizen_id, coalesce(n.programme, b.programme) as programme,
      coalesce(n.regime, b.regime) as regime, coalesce(n.unit_id, b.unit_id) as unit_id,
      coalesce(b.vnd, 0) as before_vnd, coalesce(n.vnd, 0) as now_vnd,
      coalesce(n.regular_vnd, 0) - coalesce(b.regular_vnd, 0) as regular_difference_vnd,
      case when b.citizen_id is null then 'new' when n.citizen_id is null then 'gone' when n.vnd <> b.vnd then 'changed' end as change
    from (${side(month)}) n full join (${side(addMonths(month, -1))}) b using (citizen_id, programme)
  )`;
}

const FIGURES = sql`
  count(*) filter (where change is distinct from 'new')::int as "beforePeople", coalesce(sum(before_vnd), 0)::bigint as "beforeVnd",
  count(*) filter (where change is distinct from 'gone')::int as "nowPeople", coalesce(sum(now_vnd), 0)::bigint as "nowVnd",
  count(*) filter (where change = 'new')::int as "newPeople", coalesce(sum(now_vnd) filter (where change = 'new'), 0)::bigint as "newVnd",
  count(*) filter (where change = 'gone')::int as "gonePeople", coalesce(sum(before_vnd) filter (where change = 'gone'), 0)::bigint as "goneVnd",
  count(*) filter (where change = 'changed')::int as "changedPeople",
  coalesce(sum(now_vnd - before_vnd) filter (where change = 'changed'), 0)::bigint as "changedVnd"`;

export interface CompareFigures {
  readonly beforePeople: number;
  readonly beforeVnd: bigint;
  readonly nowPeople: number;
  readonly nowVnd: bigint;
  readonly newPeople: number;
  readonly newVnd: bigint;
  readonly gonePeople: number;
  readonly goneVnd: bigint;
  readonly changedPeople: number;
  readonly changedVnd: bigint;
}

const NONE: CompareFigures = {
  beforePeople: 0,
  beforeVnd: 0n,
  nowPeople: 0,
  nowVnd: 0n,
  newPeople: 0,
  newVnd: 0n,
  gonePeople: 0,
  goneVnd: 0n,
  changedPeople: 0,
  changedVnd: 0n,
};

interface Cell extends CompareFigures {
  readonly programme: string | null;
  readonly unitId: number | null;
  readonly name: string | null;
  readonly district: string | null;
  readonly byProgramme: boolean;
}

export async function compareMonths(read: Read, month: Month) {
  const { rows } = await sql<Cell>`
    with ${pairs(month, null)}, cell as (
      select programme, unit_id, grouping(unit_id) = 1 as by_programme, ${FIGURES}
      from pair group by grouping sets ((programme), (unit_id))
    )
    select c.*, c.unit_id as "unitId", c.by_programme as "byProgramme", u.name, d.name as district
    from cell c left join unit u on u.id = c.unit_id left join unit d on d.id = u.parent_id
    order by c.programme, d.name, u.name`.execute(read);
  const { rows: listed } = await sql<{ programme: string }>`
    select distinct l.programme, p.position from payout_list l join programme p on p.code = l.programme
    where l.month in (${firstDayOf(month)}, ${firstDayOf(addMonths(month, -1))}) order by p.position`.execute(
    read,
  );
  const figures = new Map(rows.filter((row) => row.byProgramme).map((row) => [row.programme, row]));
  return {
    before: addMonths(month, -1),
    programmes: listed.map(({ programme }) => {
      const found = figures.get(programme);
      return { programme, comparable: found !== undefined, ...pick(found ?? NONE) };
    }),
    communes: rows
      .filter((row) => !row.byProgramme)
      .map((row) => ({ unitId: row.unitId, name: row.name, district: row.district, ...pick(row) })),
  };
}

function pick(row: CompareFigures): CompareFigures {
  return Object.fromEntries(
    (Object.keys(NONE) as (keyof CompareFigures)[]).map((key) => [key, row[key]]),
  ) as unknown as CompareFigures;
}

export interface ComparedAsked extends PageAsked {
  readonly month: Month;
  readonly programme?: string | undefined;
  readonly unitId?: number | undefined;
  readonly change?: Change | undefined;
  readonly q?: string | undefined;
}

interface ComparedRow {
  citizen_id: Id;
  full_name: string;
  birth: string | null;
  cccd_masked: string | null;
  hamlet: string | null;
  commune: string | null;
  programme: string;
  regime: string;
  change: Change;
  before_vnd: bigint;
  now_vnd: bigint;
  regular_difference_vnd: bigint;
  total: bigint;
  difference_vnd: bigint;
  place: string[];
}

/** Who is new, gone or changed, by commune and given name. */
export async function pageOfCompared(read: Read, asked: ComparedAsked) {
  const limit = asked.limit ?? PAGE;
  const after = readCursor(asked.after, 'text', 'text', 'id', 'text');
  const { rows } = await sql<ComparedRow>`
    with ${pairs(asked.month, asked.programme ?? null)}, found as materialized (
      select p.*, c.full_name, coalesce(c.born_on::text, c.birth_year::text) as birth, c.cccd_masked, c.hamlet, u.name as commune, c.tail_key,
        coalesce(u.code, '') as unit_code
      from pair p join citizen_shown c on c.id = p.citizen_id left join unit u on u.id = p.unit_id
      where p.change is not null and (${asked.change ?? null}::text is null or p.change = ${asked.change ?? null})
        and (${asked.unitId ?? null}::int is null or p.unit_id = ${asked.unitId ?? null}) ${named(wordsOf(asked.q))}
    ), summed as (select count(*) as total, coalesce(sum(now_vnd - before_vnd), 0)::bigint as difference_vnd from found)
    select s.*, f.*, array[f.unit_code, f.tail_key, f.citizen_id::text, f.programme] as place
    from summed s left join (
      select * from found where ${after === null} or (unit_code, tail_key, citizen_id, programme)
        > (${after?.[0] ?? ''}::text, ${after?.[1] ?? ''}::text collate "C", ${after?.[2] ?? null}::uuid, ${after?.[3] ?? ''}::text)
      order by unit_code, tail_key, citizen_id, programme limit ${limit + 1}
    ) f on true order by f.unit_code, f.tail_key, f.citizen_id, f.programme`.execute(read);
  const found = rows.filter((row) => row.citizen_id !== null);
  return {
    total: Number(rows[0]?.total ?? 0n),
    differenceVnd: rows[0]?.difference_vnd ?? 0n,
    ...pageOf(
      found,
      limit,
      (row) => row.place,
      (row) => ({
        citizenId: row.citizen_id,
        fullName: row.full_name,
        birth: row.birth,
        cccdMasked: row.cccd_masked,
        hamlet: row.hamlet,
        commune: row.commune,
        programme: row.programme,
        regime: row.regime,
        change: row.change,
        beforeVnd: row.before_vnd,
        nowVnd: row.now_vnd,
        differenceVnd: row.now_vnd - row.before_vnd,
        regularDifferenceVnd: row.regular_difference_vnd,
      }),
    ),
  };
}
