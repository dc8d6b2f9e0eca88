import { createHash } from 'node:crypto';
import type { Read, Tx } from '#kernel/db/types.ts';
import type { Day } from '#kernel/words/day.ts';
import { newId } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { communeKey } from '../units/communes.ts';
import { type Area, type Outline, readBoundaries } from './read-boundaries.ts';

export interface Imported {
  readonly outcome: 'done' | 'already';
  readonly matched: number;
  /** Features whose code and name are no unit's here. */
  readonly unknown: readonly {
    readonly n: number;
    readonly code: string | null;
    readonly name: string | null;
  }[];
}

/**
 * Enters the borders of a file for the communes it names: by code when the name agrees, else by a name that only one commune bears.
 * The same file again changes nothing. Refuses `boundaries_unreadable`, `boundaries_not_degrees`, and `boundaries_unknown`
 * when not one feature is a commune of this province.
 */
export async function importBoundaries(tx: Tx, file: { name: string; text: string }): Promise<Imported> {
  const outlines = readBoundaries(file.text);
  const sha256 = createHash('sha256').update(file.text).digest();
  const known = await tx
    .selectFrom('boundary_import')
    .select('id')
    .where('file_sha256', '=', sha256)
    .executeTakeFirst();
  const find = await unitFinder(tx);
  const found = outlines.map((outline) => ({ outline, units: find(outline) }));
  const matched = found.filter(({ units }) => units.length > 0);
  const unknown = found
    .filter(({ units }) => units.length === 0)
    .map(({ outline: { n, code, name } }) => ({ n, code, name }));
  if (matched.length === 0)
    throw new Refusal('boundaries_unknown', {
      features: outlines.length,
      first: unknown[0]?.name ?? unknown[0]?.code ?? '',
    });
  if (known) return { outcome: 'already', matched: matched.length, unknown };
  const importId = newId();
  await tx
    .insertInto('boundary_import')
    .values({ id: importId, file_name: file.name, file_sha256: sha256 })
    .execute();
  const rows = new Map(
    matched.flatMap(({ outline, units }) => units.map((unitId) => [unitId, outline.area] as const)),
  );
  await tx
    .insertInto('unit_boundary')
    .values(
      [...rows].map(([unit_id, area]) => ({
        import_id: importId,
        unit_id,
        coordinates: JSON.stringify(area),
      })),
    )
    .execute();
  return { outcome: 'done', matched: matched.length, unknown };
}

/** The units an outline stands for: one commune, in all the times it kept its code and name. */
async function unitFinder(read: Read): Promise<(outline: Outline) => number[]> {
  const units = await read
    .selectFrom('unit')
    .select(['id', 'code', 'name'])
    .where('level', '=', 'commune')
    .execute();
  const byName = Map.groupBy(units, (unit) => communeKey(unit.name));
  const byCode = Map.groupBy(units, (unit) => unit.code);
  return ({ code, name }) => {
    const key = name === null ? null : communeKey(name);
    const coded = code === null ? [] : (byCode.get(code) ?? []);
    const agreeing = coded.filter((unit) => key === null || communeKey(unit.name) === key);
    if (agreeing.length > 0) return agreeing.map(({ id }) => id);
    const named = key === null ? [] : (byName.get(key) ?? []);
    return new Set(named.map((unit) => unit.code)).size === 1 ? named.map(({ id }) => id) : [];
  };
}

export interface Boundaries {
  readonly areas: readonly { readonly unitId: number; readonly area: Area }[];
  /** Communes without a border of their own that went into one commune that has one: a past month on today's map. */
  readonly covered: readonly { readonly unitId: number; readonly by: number }[];
}

/** The borders to draw for the communes in force on a day, the newest of each. */
export async function listBoundaries(read: Read, on: Day): Promise<Boundaries> {
  const rows = await read
    .selectFrom('unit_boundary as b')
    .innerJoin('boundary_import as i', 'i.id', 'b.import_id')
    .distinctOn('b.unit_id')
    .select(['b.unit_id', 'b.coordinates'])
    .orderBy('b.unit_id')
    .orderBy('i.imported_at', 'desc')
    .execute();
  const drawn = new Map(rows.map((row) => [row.unit_id, row.coordinates as Area]));
  const units = await read
    .selectFrom('unit')
    .select('id')
    .where('level', '=', 'commune')
    .where('valid_from', '<=', on)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', on)]))
    .execute();
  const covers = await coverFinder(read, drawn);
  const covered = units.flatMap(({ id }) => {
    const by = drawn.has(id) ? null : covers(id);
    return by === null ? [] : [{ unitId: id, by }];
  });
  const wanted = new Set([...units.map(({ id }) => id), ...covered.map(({ by }) => by)]);
  const areas = [...drawn]
    .filter(([unitId]) => wanted.has(unitId))
    .map(([unitId, area]) => ({ unitId, area }));
  return { areas, covered };
}

/** Follows what became of a unit until it comes to a drawn one. A unit that was split between several has none. */
async function coverFinder(
  read: Read,
  drawn: ReadonlyMap<number, Area>,
): Promise<(unitId: number) => number | null> {
  const successions = await read.selectFrom('unit_succession').select(['from_id', 'to_id']).execute();
  const next = Map.groupBy(successions, (each) => each.from_id);
  return (unitId) => {
    const seen = new Set<number>();
    for (let at: number | undefined = unitId; at !== undefined && !seen.has(at);) {
      if (drawn.has(at)) return at;
      seen.add(at);
      const to: readonly { to_id: number }[] = next.get(at) ?? [];
      at = to.length === 1 ? to[0]?.to_id : undefined;
    }
    return null;
  };
}
