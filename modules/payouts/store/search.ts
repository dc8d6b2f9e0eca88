import { sql, type RawBuilder } from 'kysely';
import type { Read } from '#kernel/db/types.ts';
import type { Day } from '#kernel/words/day.ts';
import { dayOfReceipt } from '../rules/receipt.ts';
import type { Id } from '#kernel/words/id.ts';
import { maskNumber } from '#kernel/words/text.ts';
import { type NameQuery, type Probe, probesOf, type Query } from '../rules/query.ts';
import { within } from './overview.ts';

export interface PersonFound {
  readonly id: Id;
  readonly fullName: string;
  /** A day, or a year alone. */
  readonly birth: string | null;
  readonly cccdMasked: string | null;
  readonly hamlet: string | null;
  readonly commune: string | null;
  readonly dead: boolean;
}

export const HITS_MAX = 20;
/** Index entries that one probe may look at. No name is so common that a rarer word of the query does not lead. */
const LOOK_MAX = 30_000;

/**
 * The communes that the offices at and below a path serve, or were the last to serve: a commune that has been merged away
 * keeps its people's records with the office that had it.
 */
export async function listUnitsServed(read: Read, path: string, on: Day): Promise<number[]> {
  const { rows } = await sql<{ unit_id: number }>`
    select s.unit_id from (
      select distinct on (unit_id) unit_id, office_id from office_unit where valid_from <= ${on} order by unit_id, valid_from desc
    ) s join office o on o.id = s.office_id where ${within('o.path', path)}`.execute(read);
  return rows.map((row) => row.unit_id);
}

/** People found by what was typed or scanned, at most `limit`. `units` bounds a search by name; null means everywhere. */
export async function searchPeople(
  read: Read,
  query: Query,
  units: readonly number[] | null,
  limit = HITS_MAX,
): Promise<PersonFound[]> {
  if (query.kind === 'name') return byName(read, query, units, limit);
  if (query.kind !== 'card') return showFound(read, await idsByNumber(read, query));
  const known = await idsByNumber(read, { kind: 'cccd', number: query.cccd });
  if (known.length > 0) return showFound(read, known);
  const earlier = query.cmnd ? await idsByNumber(read, { kind: 'cmnd', number: query.cmnd }) : [];
  if (earlier.length > 0) return showFound(read, earlier);
  return query.name.words.length > 0 ? byName(read, query.name, units, limit) : [];
}

async function idsByNumber(
  read: Read,
  { kind, number }: { kind: Exclude<Query['kind'], 'card' | 'name'>; number: string },
): Promise<Id[]> {
  const column = { cccd: 'cccd', cmnd: 'cmnd', phone: 'phone', insurance: 'insurance_no' } as const;
  const among = (name: string) =>
    sql`select id from citizen where ${sql.ref(name)} = ${number} limit ${HITS_MAX}`;
  const source =
    kind === 'receipt'
      ? sql`select distinct citizen_id as id from payment where business_day = ${dayOfReceipt(number)} and receipt_no = ${number} limit ${HITS_MAX}`
      : kind === 'insurance' && number.startsWith('0')
        ? sql`(${among('insurance_no')}) union (${among('phone')})`
        : among(column[kind]);
  const { rows } = await sql<{ id: Id }>`${source}`.execute(read);
  return rows.map((row) => row.id);
}

async function byName(
  read: Read,
  query: NameQuery,
  units: readonly number[] | null,
  limit: number,
): Promise<PersonFound[]> {
  if (units?.length === 0) return [];
  const probes = probesOf(query.words);
  const parts = probes.map(
    (probe, i) => sql`(${candidates(probe, probes.slice(0, i), query, units, limit)} limit ${limit})`,
  );
  const { rows } = await sql<{ id: Id }>`
    select id from (${sql.join(parts, sql` union all `)}) found limit ${limit}`.execute(read);
  return showFound(
    read,
    rows.map((row) => row.id),
  );
}

/** One stretch of one index, without what the stretches before it have given already. */
function candidates(
  probe: Probe,
  before: readonly Probe[],
  query: NameQuery,
  units: readonly number[] | null,
  limit: number,
): RawBuilder<unknown> {
  const key = columnOf(probe);
  // Every key holds all words of the name, forwards or backwards, so either one can be asked for the others.
  const words = query.words.map((word, i) => {
    const pattern = i === query.words.length - 1 ? `% ${word}%` : `% ${word} %`;
    return sql`(' ' || ${key} || ' ') like ${pattern}`;
  });
  const year = query.birthYear === null ? [] : [sql`birth_year = ${query.birthYear}`];
  const filter = sql.join([...words, ...year], sql` and `);
  // A scalar subquery is asked of the few rows that are left; as an anti-join it would read those stretches whole.
  const seen =
    before.length === 0
      ? sql``
      : sql`and not (select ${sql.join(before.map(stretchOf), sql` or `)} from citizen c where c.id = s.id)`;
  return units === null
    ? sql`select id from (select id, ${key}, birth_year from citizen where ${stretchOf(probe)} order by ${key} limit ${LOOK_MAX}) s
        where ${filter} ${seen}`
    : sql`select first.id from unnest(${[...units]}::int[]) as place(unit) cross join lateral (
          select id, ${key} from (select id, ${key}, birth_year, unit_id from citizen where ${stretchWithin(probe)}
            order by unit_id, ${key} limit ${LOOK_MAX}) s
          where ${filter} ${seen} order by unit_id, ${key} limit ${limit}) first
        order by first.${key}`;
}

function columnOf(probe: Probe) {
  return sql.ref(probe.key === 'name' ? 'name_key' : 'tail_key');
}

/** `~` comes after every letter of a key. */
function stretchOf(probe: Probe): RawBuilder<boolean> {
  const key = columnOf(probe);
  return sql<boolean>`(${key} >= ${probe.prefix} and ${key} < ${`${probe.prefix}~`})`;
}

/** Compared as a pair, so that only the index of the commune can serve it: a name's share of a stretch is hard to guess. */
function stretchWithin(probe: Probe): RawBuilder<boolean> {
  const pair = sql`(unit_id, ${columnOf(probe)})`;
  return sql<boolean>`${pair} >= (place.unit, ${probe.prefix}) and ${pair} < (place.unit, ${`${probe.prefix}~`})`;
}

interface FoundRow {
  id: Id;
  full_name: string;
  born_on: Day | null;
  birth_year: number | null;
  cccd: string | null;
  hamlet: string | null;
  commune: string | null;
  dead: boolean;
}

/** People as a list shows them, numbers masked, in the order of the ids; a merged record stands as the one that was kept. */
export async function showFound(read: Read, ids: readonly Id[]): Promise<PersonFound[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<FoundRow>`
    select c.id, c.full_name, c.born_on, c.birth_year, c.cccd, c.hamlet, u.name as commune, d.citizen_id is not null as dead
    from (
      select coalesce(m.merged_into, m.id) as id, min(asked.n) as n
      from unnest(${[...ids]}::uuid[]) with ordinality as asked(id, n) join citizen m on m.id = asked.id group by 1
    ) kept
    join citizen c on c.id = kept.id
    left join unit u on u.id = c.unit_id left join citizen_death d on d.citizen_id = c.id
    order by kept.n`.execute(read);
  return rows.map((row) => ({
    id: row.id,
    fullName: row.full_name,
    birth: row.born_on ?? row.birth_year?.toString() ?? null,
    cccdMasked: row.cccd === null ? null : maskNumber(row.cccd),
    hamlet: row.hamlet,
    commune: row.commune,
    dead: row.dead,
  }));
}
