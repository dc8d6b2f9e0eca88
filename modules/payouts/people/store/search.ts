import { sql, type RawBuilder } from 'kysely';
import type { Read } from '#kernel/db/types.ts';
import type { Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { within } from '#kernel/access/office-tree.ts';
import { dayOfReceipt } from '../../pay/rules/receipt.ts';
import { type NameQuery, type Probe, probesOf, type Query } from '../rules/query.ts';

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

const HITS_MAX = 20;
/** Index entries that one probe may look at: at first, and after those when nothing stood together as it was typed. */
export interface Look {
  readonly first: number;
  readonly further: number;
}
const LOOK: Look = { first: 30_000, further: 400_000 };

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

/** The office that serves the commune a person lives in; null when no commune is known of them. */
export async function findServingOffice(read: Read, citizenId: Id, on: Day): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`
    select o.name from citizen c join office_unit s on s.unit_id = c.unit_id and s.valid_from <= ${on} join office o on o.id = s.office_id
    where c.id = ${citizenId} order by s.valid_from desc limit 1`.execute(read);
  return rows[0]?.name ?? null;
}

/**
 * People found by what was typed or scanned, at most `limit`. `units` bounds a search by name; null means everywhere.
 * Refuses `query_too_wide` when nobody was found among so many of that name that not all were looked at.
 */
export async function searchPeople(
  read: Read,
  query: Query,
  units: readonly number[] | null,
  limit = HITS_MAX,
  look = LOOK,
): Promise<PersonFound[]> {
  if (query.kind === 'name') return byName(read, query, units, limit, look);
  if (query.kind !== 'card') return showFound(read, await idsByNumber(read, query));
  const known = await idsByNumber(read, { kind: 'cccd', number: query.cccd });
  if (known.length > 0) return showFound(read, known);
  const earlier = query.cmnd ? await idsByNumber(read, { kind: 'cmnd', number: query.cmnd }) : [];
  if (earlier.length > 0) return showFound(read, earlier);
  return query.name.words.length > 0 ? byName(read, query.name, units, limit, look) : [];
}

async function idsByNumber(
  read: Read,
  { kind, number }: { kind: Exclude<Query['kind'], 'card' | 'name'>; number: string },
): Promise<Id[]> {
  const column = { cccd: 'cccd', cmnd: 'cmnd', phone: 'phone', insurance: 'insurance_no' } as const;
  const among = (name: string) => sql`select id from find_people(${name}, ${number}, ${HITS_MAX}) id`;
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
  look: Look,
): Promise<PersonFound[]> {
  if (units?.length === 0) return [];
  const probes = probesOf(query.words);
  const ask = async (leads: readonly Probe[], skip: number, most: number) => {
    const parts = leads.map((probe) => {
      const before = probes.slice(0, probes.indexOf(probe));
      return sql`(select id, ${sql.lit(isWhole(probe, query.words))} as whole from (
        ${candidates(probe, before, query, units, { limit, skip, most })} limit ${limit}) p)`;
    });
    const { rows } = await sql<{ id: Id; whole: boolean }>`
      select id, whole from (${sql.join(parts, sql` union all `)}) found limit ${limit}`.execute(read);
    return rows;
  };
  const found = await ask(probes, 0, look.first);
  // A middle name was left out: the words stand apart, and whoever they name may lie beyond the first of a common name.
  const leads = probes.filter((probe) => !isWhole(probe, query.words));
  if (units === null && leads.length > 0 && found.length < limit && !found.some((row) => row.whole)) {
    const further = await ask(leads, look.first, look.further);
    found.push(...further.slice(0, limit - found.length));
    const all = look.first + look.further;
    if (found.length === 0 && (await anyBeyond(read, leads, all)))
      throw new Refusal('query_too_wide', { words: query.words.join(' '), looked: all });
  }
  return showFound(
    read,
    found.map((row) => row.id),
  );
}

/** Whether a probe leads with all words as they were typed, forwards or backwards, and not with one of them. */
function isWhole({ prefix }: Probe, words: readonly string[]): boolean {
  return prefix === words.join(' ') || prefix === words.toReversed().join(' ');
}

/** Whether one of these stretches goes on after so many entries. */
async function anyBeyond(read: Read, leads: readonly Probe[], entries: number): Promise<boolean> {
  const parts = leads.map(
    (probe) =>
      sql`exists (select 1 from citizen where ${stretchOf(probe)} order by ${columnOf(probe)} offset ${entries} limit 1)`,
  );
  const { rows } = await sql<{ beyond: boolean }>`select ${sql.join(parts, sql` or `)} as beyond`.execute(
    read,
  );
  return rows[0]?.beyond ?? false;
}

/** One stretch of one index, without what the stretches before it have given already. */
function candidates(
  probe: Probe,
  before: readonly Probe[],
  query: NameQuery,
  units: readonly number[] | null,
  { limit, skip, most }: { readonly limit: number; readonly skip: number; readonly most: number },
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
    ? sql`select id from (select id, ${key}, birth_year from citizen where ${stretchOf(probe)} order by ${key} offset ${skip} limit ${most}) s
        where ${filter} ${seen}`
    : sql`select first.id from unnest(${[...units]}::int[]) as place(unit) cross join lateral (
          select id, ${key} from (select id, ${key}, birth_year, unit_id from citizen where ${stretchWithin(probe)}
            order by unit_id, ${key} limit ${most}) s
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
  birth: string | null;
  cccd_masked: string | null;
  hamlet: string | null;
  commune: string | null;
  dead: boolean;
}

/** People as a list shows them, numbers masked, in the order of the ids; a merged record stands as the one that was kept. */
export async function showFound(read: Read, ids: readonly Id[]): Promise<PersonFound[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<FoundRow>`
    select c.id, c.full_name, coalesce(c.born_on::text, c.birth_year::text) as birth, c.cccd_masked, c.hamlet, u.name as commune, d.citizen_id is not null as dead
    from (
      select coalesce(m.merged_into, m.id) as id, min(asked.n) as n
      from unnest(${[...ids]}::uuid[]) with ordinality as asked(id, n) join citizen m on m.id = asked.id group by 1
    ) kept
    join citizen_shown c on c.id = kept.id
    left join unit u on u.id = c.unit_id left join citizen_death d on d.citizen_id = c.id
    order by kept.n`.execute(read);
  return rows.map((row) => ({
    id: row.id,
    fullName: row.full_name,
    birth: row.birth,
    cccdMasked: row.cccd_masked,
    hamlet: row.hamlet,
    commune: row.commune,
    dead: row.dead,
  }));
}
