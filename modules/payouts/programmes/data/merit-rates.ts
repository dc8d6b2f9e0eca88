import type { Day } from '#kernel/words/day.ts';
import { isInForce, type Confidence } from '#places/data/unit.ts';
import { MERIT_DISABILITY } from './merit-disability.ts';

/** A monthly merit allowance. `grade` is what a list prints after the regime: `61%`, `41-60%`, or empty. */
export type MeritRate = {
  readonly regime: string;
  readonly grade: string;
  readonly validFrom: Day;
  readonly validTo: Day | null;
  readonly amountVnd: bigint;
  /** Paid on top of the allowance to the same person (phụ cấp); zero for most. */
  readonly supplementVnd: bigint;
  readonly legalBasis: string;
  readonly confidence: Confidence;
};

/** Thousands of VND at the base of 2,789,000: consolidated text 4804/VBHN-BLĐTBXH 2024, appendix I. */
const GRADES_2024: readonly (readonly [
  regime: string,
  grade: string,
  allowance: number,
  supplement: number,
])[] = [
  ['tien-khoi-nghia', '', 2_884, 0],
  ['than-nhan-1-liet-si', '', 2_789, 0],
  ['than-nhan-2-liet-si', '', 5_578, 0],
  ['vo-chong-liet-si', '', 2_789, 0],
  ['ba-me-anh-hung', '', 8_367, 2_337],
  ['benh-binh', '41-50%', 2_911, 0],
  ['benh-binh', '51-60%', 3_627, 0],
  ['benh-binh', '61-70%', 4_622, 0],
  ['benh-binh', '71-80%', 5_329, 0],
  ['benh-binh', '81-90%', 6_378, 1_399],
  ['chat-doc', '21-40%', 2_120, 0],
  ['chat-doc', '41-60%', 3_542, 0],
  ['chat-doc', '61-80%', 4_964, 0],
  ['chat-doc', '81-100%', 6_358, 1_399],
  ['con-chat-doc', '61-80%', 1_673, 0],
  ['con-chat-doc', '81-100%', 2_789, 0],
  ['tuat-thuong-binh', '', 1_565, 0],
  ['tu-day', '', 1_673, 0],
  ['huan-chuong', '', 1_639, 0],
];

/** Amounts seen on lists of 2020, in thousands; the derived table is within 1,000 VND of each and yields to them. */
const SEEN_2020: Readonly<Record<string, number>> = {
  'thuong-binh 21%': 1_094,
  'thuong-binh 41%': 2_135,
  'thuong-binh 61%': 3_173,
  'thuong-binh 81%': 4_215,
  'benh-binh 61-70%': 2_692,
  'chat-doc 41-60%': 2_062,
  'ba-me-anh-hung': 4_872,
  'than-nhan-1-liet-si': 1_624,
  'than-nhan-2-liet-si': 3_248,
};

/** The supplement of invalids from 81 % on, in thousands at the base of 2024. */
const SUPPLEMENT_81_2024 = 1_399;

type Table = Pick<MeritRate, 'validFrom' | 'validTo' | 'legalBasis' | 'confidence'>;

const UNDER_77: Table = {
  validFrom: '2024-07-01',
  validTo: '2026-06-30',
  legalBasis: 'Nghị định 77/2024/NĐ-CP',
  confidence: 'sure',
};
const UNDER_55: Table = {
  validFrom: '2023-07-01',
  validTo: '2024-06-30',
  legalBasis: 'Nghị định 55/2023/NĐ-CP',
  confidence: 'sure',
};
/** The table of 2019–2023 is not at hand: the one of 2024 scaled by the bases 1,624/2,789 and rounded to 1,000 VND. */
const UNDER_58: Table = {
  validFrom: '2019-07-01',
  validTo: '2023-06-30',
  legalBasis: 'Nghị định 58/2019/NĐ-CP; từ 01/7/2021 Nghị định 75/2021/NĐ-CP',
  confidence: 'derived',
};

function rate(table: Table, regime: string, grade: string, allowance: number, supplement: number): MeritRate {
  return {
    regime,
    grade,
    ...table,
    amountVnd: BigInt(allowance) * 1000n,
    supplementVnd: BigInt(supplement) * 1000n,
  };
}

function scaledTo2020(thousands: number): number {
  return Math.round((thousands * 1_624) / 2_789);
}

function of2020(regime: string, grade: string, allowance: number, supplement: number): MeritRate {
  const seen = SEEN_2020[`${regime} ${grade}`.trim()];
  return rate(UNDER_58, regime, grade, seen ?? scaledTo2020(allowance), scaledTo2020(supplement));
}

const invalids = MERIT_DISABILITY.flatMap(([percent, in2023, in2024]) => {
  const supplement = percent >= 81 ? SUPPLEMENT_81_2024 : 0;
  return [
    of2020('thuong-binh', `${percent}%`, in2024, supplement),
    rate(UNDER_55, 'thuong-binh', `${percent}%`, in2023, Math.round((supplement * 2_055) / 2_789)),
    rate(UNDER_77, 'thuong-binh', `${percent}%`, in2024, supplement),
  ];
});

/** Dated rows of every regime. Class B invalids are in `merit-disability.ts` and share the lists of the others. */
export const meritRates: readonly MeritRate[] = [
  ...invalids,
  ...GRADES_2024.map((row) => of2020(...row)),
  ...GRADES_2024.map((row) => rate(UNDER_77, ...row)),
];

export function findMeritRate(regime: string, grade: string, on: Day): MeritRate | undefined {
  return meritRates.find((row) => row.regime === regime && row.grade === grade && isInForce(row, on));
}
