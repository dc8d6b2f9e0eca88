import type { Read } from '#kernel/db/types.ts';
import type { Day } from '#kernel/words/day.ts';
import { searchKey } from '#kernel/words/text.ts';

export interface CommuneRow {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly districtName: string | null;
  /** The office that serves it on the day asked; null when none does. */
  readonly officeId: string | null;
}

/** Every commune in force on a day with the office that serves it. */
export async function listCommunes(read: Read, on: Day): Promise<CommuneRow[]> {
  const rows = await read
    .selectFrom('unit as u')
    .leftJoin('unit as d', (join) => join.onRef('d.id', '=', 'u.parent_id').on('d.level', '=', 'district'))
    .leftJoin('office_unit as s', (join) =>
      join
        .onRef('s.unit_id', '=', 'u.id')
        .on('s.valid_from', '<=', on)
        .on((eb) => eb.or([eb('s.valid_to', 'is', null), eb('s.valid_to', '>=', on)])),
    )
    .select(['u.id', 'u.code', 'u.name', 'd.name as district_name', 's.office_id'])
    .where('u.level', '=', 'commune')
    .where('u.valid_from', '<=', on)
    .where((eb) => eb.or([eb('u.valid_to', 'is', null), eb('u.valid_to', '>=', on)]))
    .orderBy('u.code')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    name: row.name,
    districtName: row.district_name,
    officeId: row.office_id,
  }));
}

const KIND = /^(xa|phuong|thi tran|dac khu|tt|p|x) (?=.)/;
const DISTRICT_KIND = /^(huyen|thi xa|thanh pho|quan|tx|tp|h) (?=.)/;

/** A commune's name for comparing: without diacritics, and without its kind unless the name is a bare number. */
export function communeKey(text: string): string {
  const key = searchKey(text);
  const bare = key.replace(KIND, '');
  return /^\d+$/.test(bare) ? `phuong ${Number(bare)}` : bare;
}

function districtKey(text: string): string {
  return searchKey(text).replace(DISTRICT_KIND, '');
}

export type Found =
  | { readonly commune: CommuneRow }
  | { readonly problem: 'unknown_commune' | 'ambiguous_commune' };

/**
 * Finds communes by what lists write: `Xã Cam Chính`, `TT Cam Lộ`, `P.1`. A name borne by several (Phường 1 of Đông Hà
 * and of Quảng Trị town) is decided by the district when the text names it.
 */
export function communeFinder(
  communes: readonly CommuneRow[],
): (text: string, around?: string | null) => Found {
  const byName = new Map<string, CommuneRow[]>();
  for (const commune of communes) {
    const key = communeKey(commune.name);
    byName.set(key, [...(byName.get(key) ?? []), commune]);
  }
  return (text, around) => {
    const found = byName.get(communeKey(text)) ?? [];
    if (found.length === 1 && found[0]) return { commune: found[0] };
    if (found.length === 0) return { problem: 'unknown_commune' };
    const context = ` ${searchKey(around ?? '')} `;
    const near = found.filter(
      (commune) => commune.districtName && context.includes(` ${districtKey(commune.districtName)} `),
    );
    const exact = (near.length > 0 ? near : found).filter(
      (commune) => searchKey(commune.name) === searchKey(text),
    );
    const best = near.length === 1 ? near : exact;
    return best.length === 1 && best[0] ? { commune: best[0] } : { problem: 'ambiguous_commune' };
  };
}
