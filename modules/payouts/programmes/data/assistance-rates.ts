import type { Day } from '#kernel/words/day.ts';
import { isInForce, type Confidence } from '#places/data/unit.ts';
import { findBaseLevel } from './base-levels.ts';

/** The coefficient of a group, in tenths: 15 is 1.5 times the base level. */
export type AssistanceRate = {
  readonly regime: string;
  readonly group: string;
  readonly tenths: number;
  readonly validFrom: Day;
  readonly validTo: Day | null;
  readonly legalBasis: string;
  readonly confidence: Confidence;
};

const UNDER_136 = {
  validFrom: '2015-01-01',
  validTo: '2021-06-30',
  legalBasis: 'Nghị định 136/2013/NĐ-CP',
  confidence: 'secondary',
} as const;
const UNDER_20 = {
  validFrom: '2021-07-01',
  validTo: null,
  legalBasis: 'Nghị định 20/2021/NĐ-CP, Điều 6 và Điều 20',
  confidence: 'sure',
} as const;
/** Repealed by the social pension. */
const UNTIL_SOCIAL_PENSION = { ...UNDER_20, validTo: '2025-06-30' } as const;

/** Group, tenths under Decree 136, tenths under Decree 20. */
const GROUPS: readonly (readonly [regime: string, group: string, under136: number, under20: number])[] = [
  ['tre-em', 'dưới 4 tuổi', 25, 25],
  ['tre-em', 'từ 4 đến dưới 16 tuổi', 15, 15],
  ['tre-em', 'từ 16 đến 22 tuổi còn đi học', 15, 15],
  ['don-than', 'nuôi 1 con', 10, 10],
  ['don-than', 'nuôi 2 con trở lên', 20, 20],
  ['cao-tuoi-80', '', 10, 10],
  ['cao-tuoi-ngheo', 'từ 60 đến dưới 80 tuổi', 15, 15],
  ['cao-tuoi-ngheo', 'từ 80 tuổi', 20, 20],
  ['khuyet-tat-nang', 'người lớn', 15, 15],
  ['khuyet-tat-nang', 'trẻ em hoặc người cao tuổi', 20, 20],
  ['khuyet-tat-dac-biet-nang', 'người lớn', 20, 20],
  ['khuyet-tat-dac-biet-nang', 'trẻ em hoặc người cao tuổi', 25, 25],
  ['ho-cham-soc', '', 10, 10],
  ['hiv-ngheo', '', 15, 15],
  ['bao-tro-tinh', '', 10, 10],
];

function under20(
  regime: string,
): Pick<AssistanceRate, 'validFrom' | 'validTo' | 'legalBasis' | 'confidence'> {
  return regime === 'cao-tuoi-80' ? UNTIL_SOCIAL_PENSION : UNDER_20;
}

export const assistanceRates: readonly AssistanceRate[] = GROUPS.flatMap(([regime, group, before, since]) => [
  { regime, group, tenths: before, ...UNDER_136 },
  { regime, group, tenths: since, ...under20(regime) },
]);

/** The monthly amount of a group on a day: base level times coefficient. Undefined when the group is not paid then. */
export function assistanceVnd(regime: string, group: string, on: Day): bigint | undefined {
  const rate = assistanceRates.find(
    (row) => row.regime === regime && row.group === group && isInForce(row, on),
  );
  const base = findBaseLevel('assistance-base', on);
  return rate && base ? (base.amountVnd * BigInt(rate.tenths)) / 10n : undefined;
}
