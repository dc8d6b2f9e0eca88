import type { Day } from '#kernel/words/day.ts';
import { communes2020 } from './communes-2020.ts';
import { communesQuangBinh } from './communes-quang-binh.ts';
import { communesToday } from './communes-today.ts';
import { districts2020, districtsQuangBinh } from './districts.ts';
import { ACTS, MERGED_2025, NEW_IN_2025 } from './mergers-2025.ts';
import type { CommuneRow, Unit, UnitLevel } from './unit.ts';

/** The register opens with the reorganisation of 2020; what was before is not entered. */
const OPENS: Day = '2020-01-01';
const END_OF_DISTRICTS: Day = '2025-06-30';
const TODAY_BEGINS: Day = '2025-07-01';
/** Quảng Bình is entered as it stood on its last day, without its earlier history. */
const QUANG_BINH_LISTED: Day = '2025-03-01';

/** Units that Resolution 832 made or enlarged; the others stood before it under the same code. */
const MADE_BY_832 = new Set(
  '19378 19384 19408 19414 19489 19507 19519 19534 19537 19543 19570 19603 19678 19681 19699 19714 19726'.split(
    ' ',
  ),
);

type Span = {
  level: UnitLevel;
  parentCode: string | null;
  validFrom: Day;
  validTo: Day | null;
  legalBasis: string;
};

function unit([code, kind, name, lat, lon]: CommuneRow, span: Span): Unit {
  return { code, kind, name: `${kind} ${name}`, lat, lon, ...span, approximate: span.validTo !== null };
}

function old(code: string): Pick<Span, 'validFrom' | 'validTo' | 'legalBasis'> {
  const validTo = MERGED_2025.has(code) ? ACTS.january2025.lastDayBefore : END_OF_DISTRICTS;
  return {
    validFrom: OPENS,
    validTo,
    legalBasis: MADE_BY_832.has(code) ? ACTS.reorganised2020 : ACTS.codeList,
  };
}

/** Province 45 with its 10 districts and 125 communes: what was in force in December 2020. */
export const units2020: readonly Unit[] = [
  unit(['45', 'Tỉnh', 'Quảng Trị', 16.802, 107.071], { level: 'province', parentCode: null, ...old('45') }),
  ...districts2020.map((row) => unit(row, { level: 'district', parentCode: '45', ...old(row[0]) })),
  ...Object.entries(communes2020).flatMap(([parentCode, rows]) =>
    rows.map((row) => unit(row, { level: 'commune', parentCode, ...old(row[0]) })),
  ),
];

/** The three communes under a new name from 1 January to 30 June 2025; with the unchanged ones they made 119. */
const unitsEarly2025: readonly Unit[] = NEW_IN_2025.map(([parentCode, ...row]) =>
  unit(row, {
    level: 'commune',
    parentCode,
    validFrom: ACTS.january2025.on,
    validTo: END_OF_DISTRICTS,
    legalBasis: ACTS.january2025.name,
  }),
);

const endOfQuangBinh = { validFrom: QUANG_BINH_LISTED, validTo: END_OF_DISTRICTS, legalBasis: ACTS.codeList };

/** The former Quảng Bình (code 44 until 30 June 2025): 8 districts, 145 communes. */
const unitsQuangBinh: readonly Unit[] = [
  unit(['44', 'Tỉnh', 'Quảng Bình', 17.4522, 106.632], {
    level: 'province',
    parentCode: null,
    ...endOfQuangBinh,
  }),
  ...districtsQuangBinh.map((row) => unit(row, { level: 'district', parentCode: '44', ...endOfQuangBinh })),
  ...Object.entries(communesQuangBinh).flatMap(([parentCode, rows]) =>
    rows.map((row) => unit(row, { level: 'commune', parentCode, ...endOfQuangBinh })),
  ),
];

const today = { validFrom: TODAY_BEGINS, validTo: null };

/** Province 44 Quảng Trị with its 78 units; there are no districts since 1 July 2025. */
export const unitsToday: readonly Unit[] = [
  unit(['44', 'Tỉnh', 'Quảng Trị', 17.4522, 106.632], {
    level: 'province',
    parentCode: null,
    ...today,
    legalBasis: ACTS.provinces2025,
  }),
  ...communesToday.map(([code, kind, name, lat, lon]) =>
    unit([code, kind, name, lat, lon], {
      level: 'commune',
      parentCode: '44',
      ...today,
      legalBasis: ACTS.communes2025,
    }),
  ),
];

/** Every row of the register, oldest first. The key of each is its code and first day. */
export const allUnits: readonly Unit[] = [...units2020, ...unitsEarly2025, ...unitsQuangBinh, ...unitsToday];
