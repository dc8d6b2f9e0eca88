import type { Day } from '#kernel/words/day.ts';

export type UnitLevel = 'province' | 'district' | 'commune';
export type UnitKind = 'Tỉnh' | 'Thành phố' | 'Thị xã' | 'Huyện' | 'Phường' | 'Thị trấn' | 'Xã' | 'Đặc khu';

/** Code, kind, name, latitude, longitude. */
export type CommuneRow = readonly [code: string, kind: UnitKind, name: string, lat: number, lon: number];
/** The same, and the codes of the units it was made of. */
export type TodayRow = readonly [...CommuneRow, from: readonly string[]];

/**
 * An administrative unit over the days it was in force. Codes are reused: `44` was Quảng Bình and is Quảng Trị,
 * `19597` was the town of Cam Lộ and is a commune of that name. The key of a unit is therefore its code and its first day.
 */
export type Unit = {
  readonly code: string;
  readonly level: UnitLevel;
  readonly kind: UnitKind;
  /** With its kind, as printed: `Xã Cam Hiếu`. */
  readonly name: string;
  /** Code of the unit above on the same days; null for a province. */
  readonly parentCode: string | null;
  readonly validFrom: Day;
  /** The last day in force; null while it still is. */
  readonly validTo: Day | null;
  readonly legalBasis: string;
  readonly lat: number;
  readonly lon: number;
  /** True when the place is near its successor's centre and not its own measured centroid. */
  readonly approximate: boolean;
};

/** On a day, the land and people of one unit go to another. Both ends are unit keys. */
export type Succession = {
  readonly from: string;
  readonly to: string;
  readonly on: Day;
  readonly legalBasis: string;
  readonly confidence: Confidence;
};

/** How well a fact is known: read in its source, read at second hand, computed from sure facts, or not confirmed. */
export type Confidence = 'sure' | 'secondary' | 'derived' | 'unsure';

export function unitKey(unit: Pick<Unit, 'code' | 'validFrom'>): string {
  return `${unit.code}@${unit.validFrom}`;
}

export function isInForce(dated: { validFrom: Day; validTo: Day | null }, on: Day): boolean {
  return dated.validFrom <= on && (dated.validTo === null || on <= dated.validTo);
}
