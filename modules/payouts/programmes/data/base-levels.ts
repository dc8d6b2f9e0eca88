import type { Day } from '#kernel/words/day.ts';
import { isInForce, type Confidence } from '#places/data/unit.ts';

/** mức chuẩn ưu đãi, mức chuẩn trợ giúp, lương cơ sở (mức tham chiếu from 1 July 2025), hưu trí xã hội. */
export type BaseCode = 'merit-base' | 'assistance-base' | 'base-salary' | 'social-pension';

export type BaseLevel = {
  readonly code: BaseCode;
  readonly validFrom: Day;
  readonly validTo: Day | null;
  readonly amountVnd: bigint;
  readonly legalBasis: string;
  readonly confidence: Confidence;
};

type Row = readonly [BaseCode, Day, Day | null, bigint, string, Confidence];

const ROWS: readonly Row[] = [
  ['merit-base', '2019-07-01', '2021-06-30', 1_624_000n, 'Nghị định 58/2019/NĐ-CP', 'secondary'],
  ['merit-base', '2021-07-01', '2023-06-30', 1_624_000n, 'Nghị định 75/2021/NĐ-CP', 'sure'],
  ['merit-base', '2023-07-01', '2024-06-30', 2_055_000n, 'Nghị định 55/2023/NĐ-CP', 'sure'],
  ['merit-base', '2024-07-01', '2026-06-30', 2_789_000n, 'Nghị định 77/2024/NĐ-CP', 'sure'],
  ['merit-base', '2026-07-01', null, 3_012_000n, 'Nghị định 321/2026/NĐ-CP', 'secondary'],
  ['assistance-base', '2015-01-01', '2021-06-30', 270_000n, 'Nghị định 136/2013/NĐ-CP', 'secondary'],
  ['assistance-base', '2021-07-01', '2024-06-30', 360_000n, 'Nghị định 20/2021/NĐ-CP', 'sure'],
  ['assistance-base', '2024-07-01', '2026-06-30', 500_000n, 'Nghị định 76/2024/NĐ-CP', 'secondary'],
  ['assistance-base', '2026-07-01', null, 540_000n, 'Nghị định 335/2026/NĐ-CP', 'secondary'],
  ['base-salary', '2019-07-01', '2023-06-30', 1_490_000n, 'Nghị định 38/2019/NĐ-CP', 'sure'],
  ['base-salary', '2023-07-01', '2024-06-30', 1_800_000n, 'Nghị định 24/2023/NĐ-CP', 'sure'],
  ['base-salary', '2024-07-01', '2026-06-30', 2_340_000n, 'Nghị định 73/2024/NĐ-CP', 'sure'],
  ['base-salary', '2026-07-01', null, 2_530_000n, 'Nghị định 161/2026/NĐ-CP', 'sure'],
  ['social-pension', '2025-07-01', '2026-06-30', 500_000n, 'Nghị định 176/2025/NĐ-CP', 'sure'],
  ['social-pension', '2026-07-01', null, 540_000n, 'Nghị định 335/2026/NĐ-CP', 'secondary'],
];

export const baseLevels: readonly BaseLevel[] = ROWS.map(
  ([code, validFrom, validTo, amountVnd, legalBasis, confidence]) => ({
    code,
    validFrom,
    validTo,
    amountVnd,
    legalBasis,
    confidence,
  }),
);

export function findBaseLevel(code: BaseCode, on: Day): BaseLevel | undefined {
  return baseLevels.find((level) => level.code === code && isInForce(level, on));
}
