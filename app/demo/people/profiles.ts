import { assistanceVnd } from '#modules/payouts/programmes/data/assistance-rates.ts';
import { findMeritRate } from '#modules/payouts/programmes/data/merit-rates.ts';
import type { ProgrammeCode } from '#modules/payouts/programmes/data/programme.ts';
import type { Draw } from './draw.ts';

/** The month whose rules give every amount. */
export const DEMO_DAY = '2020-12-01';

export type Amount = { readonly amountVnd: bigint; readonly supplementVnd: bigint };

/** A kind of beneficiary: how many per thousand of its programme, how old, how often a woman, and what is paid. */
export type Profile = {
  readonly programme: ProgrammeCode;
  readonly regime: string;
  readonly grade: (draw: Draw) => string;
  readonly perThousand: number;
  readonly ages: readonly [number, number];
  readonly femaleShare: number;
  /** Undefined never happens for a grade the profile draws; the test walks every profile. */
  readonly pay: (draw: Draw, grade: string) => Amount;
};

type Row = readonly [
  regime: string,
  grade: string,
  perThousand: number,
  ages: readonly [number, number],
  femaleShare: number,
];

const toHundred = (vnd: number) => BigInt(Math.round(vnd / 100)) * 100n;

/** Around a median with a long right tail, never below the least nor above the most the law of 2020 allows. */
function around(median: number, spread: number, least: number, most: number) {
  return (draw: Draw): Amount => ({
    amountVnd: toHundred(Math.min(most, Math.max(least, median * Math.exp(spread * draw.bell())))),
    supplementVnd: 0n,
  });
}

const BASE_SALARY = 1_490_000;

/** Law on social insurance 2014, art. 47: 30 % of the base salary at 31 %, 2 % more for each further percent. */
function workAccident(draw: Draw): Amount {
  return {
    amountVnd: toHundred(BASE_SALARY * (0.3 + 0.02 * draw.below(40) + 0.003 * draw.below(60))),
    supplementVnd: 0n,
  };
}

const fixed = (amountVnd: bigint) => (): Amount => ({ amountVnd, supplementVnd: 0n });

/** Survivors: half the base salary, 70 % without another carer (art. 68). A pension is not below the base salary (art. 56). */
const PENSION: readonly (readonly [...Row, pay: (draw: Draw) => Amount])[] = [
  ['huu-tri', '', 620, [55, 94], 0.52, around(4_750_000, 0.32, BASE_SALARY, 15_000_000)],
  ['huu-tri-quan-doi', '', 80, [50, 94], 0.08, around(6_000_000, 0.26, 2_600_000, 15_000_000)],
  ['mat-suc', '', 70, [62, 94], 0.48, around(2_000_000, 0.1, BASE_SALARY, 3_200_000)],
  ['tro-cap-91', '', 30, [72, 96], 0.45, around(2_000_000, 0.06, BASE_SALARY, 2_600_000)],
  ['tro-cap-613', '', 10, [60, 90], 0.5, around(1_900_000, 0.06, BASE_SALARY, 2_400_000)],
  ['can-bo-xa', '', 30, [60, 94], 0.12, around(2_000_000, 0.08, BASE_SALARY, 2_900_000)],
  ['tuat-co-ban', '', 40, [4, 17], 0.49, fixed(745_000n)],
  ['tuat-co-ban', '', 60, [60, 97], 0.78, fixed(745_000n)],
  ['tuat-nuoi-duong', '', 20, [60, 97], 0.8, fixed(1_043_000n)],
  ['tnld-bnn', '', 40, [28, 78], 0.22, workAccident],
];

const MERIT: readonly Row[] = [
  ['tien-khoi-nghia', '', 1, [90, 99], 0.2],
  ['than-nhan-1-liet-si', '', 290, [68, 98], 0.78],
  ['than-nhan-2-liet-si', '', 18, [80, 100], 0.82],
  ['vo-chong-liet-si', '', 40, [66, 92], 0.97],
  ['ba-me-anh-hung', '', 4, [82, 103], 1],
  ['thuong-binh', '21-40', 175, [62, 90], 0.24],
  ['thuong-binh', '41-60', 70, [62, 90], 0.2],
  ['thuong-binh', '61-80', 18, [62, 90], 0.16],
  ['thuong-binh', '81-100', 6, [62, 88], 0.14],
  ['benh-binh', '41-50%', 14, [58, 86], 0.14],
  ['benh-binh', '51-60%', 14, [58, 86], 0.14],
  ['benh-binh', '61-70%', 18, [58, 86], 0.14],
  ['benh-binh', '71-80%', 6, [60, 86], 0.14],
  ['chat-doc', '21-40%', 26, [64, 88], 0.22],
  ['chat-doc', '41-60%', 34, [64, 88], 0.22],
  ['chat-doc', '61-80%', 10, [64, 88], 0.22],
  ['con-chat-doc', '61-80%', 26, [25, 50], 0.48],
  ['con-chat-doc', '81-100%', 12, [25, 50], 0.48],
  ['tuat-thuong-binh', '', 66, [58, 95], 0.86],
  ['tu-day', '', 92, [66, 94], 0.42],
  ['huan-chuong', '', 60, [78, 100], 0.62],
];

const ASSISTANCE: readonly Row[] = [
  ['cao-tuoi-80', '', 420, [80, 103], 0.66],
  ['khuyet-tat-nang', 'người lớn', 150, [17, 59], 0.44],
  ['khuyet-tat-nang', 'trẻ em hoặc người cao tuổi', 40, [2, 15], 0.42],
  ['khuyet-tat-nang', 'trẻ em hoặc người cao tuổi', 110, [60, 95], 0.58],
  ['khuyet-tat-dac-biet-nang', 'người lớn', 45, [17, 59], 0.42],
  ['khuyet-tat-dac-biet-nang', 'trẻ em hoặc người cao tuổi', 12, [2, 15], 0.42],
  ['khuyet-tat-dac-biet-nang', 'trẻ em hoặc người cao tuổi', 30, [60, 96], 0.58],
  ['ho-cham-soc', '', 55, [30, 68], 0.72],
  ['don-than', 'nuôi 1 con', 55, [22, 50], 0.93],
  ['don-than', 'nuôi 2 con trở lên', 35, [25, 50], 0.93],
  ['tre-em', 'dưới 4 tuổi', 3, [0, 3], 0.48],
  ['tre-em', 'từ 4 đến dưới 16 tuổi', 19, [4, 15], 0.48],
  ['tre-em', 'từ 16 đến 22 tuổi còn đi học', 4, [16, 22], 0.5],
  ['cao-tuoi-ngheo', 'từ 60 đến dưới 80 tuổi', 14, [61, 79], 0.75],
  ['cao-tuoi-ngheo', 'từ 80 tuổi', 3, [80, 98], 0.75],
  ['hiv-ngheo', '', 1, [22, 55], 0.35],
  ['bao-tro-tinh', '', 4, [20, 75], 0.5],
];

/** A span of percents is drawn towards its lower end; other grades are printed as they are. */
function gradeOf(regime: string, grade: string): (draw: Draw) => string {
  if (regime !== 'thuong-binh') return () => grade;
  const [low = 21, high = 100] = grade.split('-').map(Number);
  return (draw) => `${low + Math.min(draw.below(high - low + 1), draw.below(high - low + 1))}%`;
}

function meritPay(regime: string) {
  return (_: Draw, grade: string): Amount => {
    const rate = findMeritRate(regime, grade, DEMO_DAY);
    if (!rate) throw new RangeError(`no merit rate for ${regime} ${grade}`);
    return { amountVnd: rate.amountVnd, supplementVnd: rate.supplementVnd };
  };
}

function assistancePay(regime: string) {
  return (_: Draw, group: string): Amount => {
    const amountVnd = assistanceVnd(regime, group, DEMO_DAY);
    if (amountVnd === undefined) throw new RangeError(`no assistance rate for ${regime} ${group}`);
    return { amountVnd, supplementVnd: 0n };
  };
}

/** Unemployment benefit: 60 % of the former wage, at most five times the regional minimum (3,070,000 in region IV). */
const UNEMPLOYMENT = around(2_550_000, 0.28, 1_842_000, 15_350_000);

export const profiles: readonly Profile[] = [
  ...PENSION.map(([regime, grade, perThousand, ages, femaleShare, pay]) => ({
    programme: 'pension' as const,
    regime,
    grade: () => grade,
    perThousand,
    ages,
    femaleShare,
    pay,
  })),
  {
    programme: 'unemployment',
    regime: 'that-nghiep',
    grade: () => '',
    perThousand: 1000,
    ages: [20, 54],
    femaleShare: 0.55,
    pay: UNEMPLOYMENT,
  },
  ...MERIT.map(([regime, grade, perThousand, ages, femaleShare]) => ({
    programme: 'merit' as const,
    regime,
    grade: gradeOf(regime, grade),
    perThousand,
    ages,
    femaleShare,
    pay: meritPay(regime),
  })),
  ...ASSISTANCE.map(([regime, grade, perThousand, ages, femaleShare]) => ({
    programme: 'assistance' as const,
    regime,
    grade: () => grade,
    perThousand,
    ages,
    femaleShare,
    pay: assistancePay(regime),
  })),
];
