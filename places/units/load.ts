import type { Tx } from '#kernel/db/types.ts';
import { searchKey } from '#kernel/words/text.ts';
import { holidays } from '../data/holidays.ts';
import { successions } from '../data/successions.ts';
import { unitKey } from '../data/unit.ts';
import { allUnits } from '../data/units.ts';

/** Enters the administrative units with what became of them, and the holidays. Entering again adds nothing. */
export async function loadPlaces(tx: Tx): Promise<boolean> {
  if (await tx.selectFrom('unit').select('id').limit(1).executeTakeFirst()) return false;
  await loadUnits(tx);
  await tx
    .insertInto('holiday')
    .values(
      holidays.map(({ day, kind, name, legalBasis, confidence }) => ({
        day,
        kind,
        name,
        legal_basis: legalBasis,
        confidence,
      })),
    )
    .execute();
  return true;
}

async function loadUnits(tx: Tx): Promise<void> {
  const ids = new Map<string, number>();
  for (const level of ['province', 'district', 'commune'] as const) {
    const units = allUnits.filter((unit) => unit.level === level);
    const rows = await tx
      .insertInto('unit')
      .values(
        units.map((unit) => ({
          code: unit.code,
          level,
          name: unit.name,
          name_key: searchKey(unit.name),
          parent_id: unit.parentCode === null ? null : parentOf(unit.parentCode, unit.validFrom, ids),
          valid_from: unit.validFrom,
          valid_to: unit.validTo,
          legal_basis: unit.legalBasis,
          lat: unit.lat,
          lon: unit.lon,
        })),
      )
      .returning(['id', 'code', 'valid_from'])
      .execute();
    for (const row of rows) ids.set(unitKey({ code: row.code, validFrom: row.valid_from }), row.id);
  }
  await tx
    .insertInto('unit_succession')
    .values(
      successions.map((succession) => ({
        from_id: ids.get(succession.from) as number,
        to_id: ids.get(succession.to) as number,
        effective_on: succession.on,
        legal_basis: succession.legalBasis,
      })),
    )
    .execute();
}

function parentOf(code: string, on: string, ids: ReadonlyMap<string, number>): number | null {
  const parent = allUnits.find(
    (unit) =>
      unit.code === code &&
      unit.level !== 'commune' &&
      unit.validFrom <= on &&
      (unit.validTo === null || unit.validTo >= on),
  );
  return parent ? (ids.get(unitKey(parent)) ?? null) : null;
}
