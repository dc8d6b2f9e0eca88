import { firstDayOf, lastDayOf, type Day, type Month } from '#kernel/words/day.ts';
import { isInForce } from '#places/data/unit.ts';
import type { Funder, Programme, ProgrammeCode, ProgrammeRule } from './programme.ts';

export const programmes: readonly Programme[] = [
  { code: 'pension', nameVi: 'Lương hưu và trợ cấp BHXH', nameEn: 'Pension and social insurance benefits' },
  { code: 'unemployment', nameVi: 'Trợ cấp thất nghiệp', nameEn: 'Unemployment benefit' },
  { code: 'merit', nameVi: 'Trợ cấp ưu đãi người có công', nameEn: 'Allowances for people with merit' },
  { code: 'assistance', nameVi: 'Trợ giúp xã hội', nameEn: 'Social assistance' },
  { code: 'social-pension', nameVi: 'Trợ cấp hưu trí xã hội', nameEn: 'Social pension' },
];

export const funders: readonly Funder[] = [
  { code: 'bhxh-tinh', name: 'Bảo hiểm xã hội tỉnh Quảng Trị', each: 'province' },
  { code: 'so-ldtbxh', name: 'Sở Lao động - Thương binh và Xã hội', each: 'province' },
  { code: 'so-noi-vu', name: 'Sở Nội vụ', each: 'province' },
  { code: 'phong-ldtbxh', name: 'Phòng Lao động - Thương binh và Xã hội', each: 'district' },
  { code: 'ubnd-xa', name: 'Ủy ban nhân dân xã', each: 'commune' },
];

type Calendar = Omit<
  ProgrammeRule,
  'programme' | 'validFrom' | 'validTo' | 'legalBasis' | 'confidence' | 'unsure' | 'funder'
>;

/** Decision 166/QĐ-BHXH: account 2–5, points 2–10, transaction offices 11–25; unpaid lists and money back by about 28. */
const INSURANCE: Calendar = {
  opensOnDay: 2,
  pointDaysFrom: 2,
  pointDaysTo: 10,
  officeDaysFrom: 11,
  officeDaysTo: 25,
  bankDaysFrom: 2,
  bankDaysTo: 5,
  settleOnDay: 28,
  unpaidRule: 'carry',
  suspendAfterMonths: 6,
  homeAge: 80,
  fee: { kind: 'share', perMillion: 7_800 },
  forms: { payList: 'C72a-HD', bankList: 'C72b-HD', receipt: 'C73-HD', settlement: 'C74-HD' },
  shiftHolidays: { bank: 'next-working-day', cash: 'none' },
};

/** Circular 101/2018/TT-BTC art. 15: list and money before day 25 of the month before; report by day 20. Pay days are by contract. */
const BUDGET: Calendar = {
  opensOnDay: 5,
  pointDaysFrom: 5,
  pointDaysTo: 12,
  officeDaysFrom: 13,
  officeDaysTo: 19,
  bankDaysFrom: 5,
  bankDaysTo: 8,
  settleOnDay: 20,
  unpaidRule: 'carry',
  suspendAfterMonths: 3,
  homeAge: 80,
  fee: { kind: 'share', perMillion: 6_800 },
  forms: { payList: 'DS-CT', bankList: 'DS-CT-TK', receipt: 'PN-CT', settlement: 'BC-CT' },
  shiftHolidays: { bank: 'next-working-day', cash: 'next-working-day' },
};

const ofInsurance = ['suspendAfterMonths', 'settleOnDay', 'fee', 'forms'] as const;
const ofBudget = [
  'opensOnDay',
  'pointDaysFrom',
  'pointDaysTo',
  'officeDaysFrom',
  'officeDaysTo',
  'fee',
  'forms',
] as const;

/** Dated rows, oldest first per programme. A programme without a row in force may pay nobody. */
export const programmeRules: readonly ProgrammeRule[] = [
  {
    programme: 'pension',
    validFrom: '2019-05-01',
    validTo: '2025-06-30',
    legalBasis: 'Luật BHXH 58/2014/QH13; Quyết định 166/QĐ-BHXH ngày 31/01/2019',
    confidence: 'sure',
    unsure: ofInsurance,
    funder: 'bhxh-tinh',
    ...INSURANCE,
  },
  {
    programme: 'pension',
    validFrom: '2025-07-01',
    validTo: null,
    legalBasis: 'Luật BHXH 41/2024/QH15; Quyết định 166/QĐ-BHXH (sửa đổi)',
    confidence: 'sure',
    unsure: ofInsurance,
    funder: 'bhxh-tinh',
    ...INSURANCE,
  },
  {
    programme: 'unemployment',
    validFrom: '2019-05-01',
    validTo: null,
    legalBasis: 'Luật Việc làm 38/2013/QH13; Nghị định 28/2015/NĐ-CP; Quyết định 166/QĐ-BHXH',
    confidence: 'unsure',
    unsure: [...ofInsurance, 'opensOnDay', 'pointDaysFrom', 'pointDaysTo', 'officeDaysFrom', 'officeDaysTo'],
    funder: 'bhxh-tinh',
    ...INSURANCE,
    suspendAfterMonths: 3,
    forms: { payList: 'C97-HD', bankList: 'C97-HD', receipt: 'C98-HD', settlement: 'C74-HD' },
  },
  {
    programme: 'merit',
    validFrom: '2019-01-01',
    validTo: '2022-09-04',
    legalBasis: 'Thông tư 101/2018/TT-BTC, Điều 15; CV 5115/LĐTBXH-KHTC ngày 03/12/2018',
    confidence: 'sure',
    unsure: [...ofBudget, 'suspendAfterMonths'],
    funder: 'so-ldtbxh',
    ...BUDGET,
  },
  {
    programme: 'merit',
    validFrom: '2022-09-05',
    validTo: '2025-02-28',
    legalBasis: 'Thông tư 44/2022/TT-BTC, Điều 8; Pháp lệnh 02/2020/UBTVQH14',
    confidence: 'sure',
    unsure: [...ofBudget, 'suspendAfterMonths'],
    funder: 'so-ldtbxh',
    ...BUDGET,
  },
  {
    programme: 'merit',
    validFrom: '2025-03-01',
    validTo: null,
    legalBasis: 'Thông tư 44/2022/TT-BTC, Điều 8; người có công chuyển về ngành Nội vụ từ 01/3/2025',
    confidence: 'unsure',
    unsure: [...ofBudget, 'suspendAfterMonths', 'funder'],
    funder: 'so-noi-vu',
    ...BUDGET,
  },
  {
    programme: 'assistance',
    validFrom: '2019-01-01',
    validTo: '2021-06-30',
    legalBasis: 'Nghị định 136/2013/NĐ-CP; CV 5115/LĐTBXH-KHTC ngày 03/12/2018',
    confidence: 'secondary',
    unsure: [...ofBudget, 'suspendAfterMonths', 'settleOnDay'],
    funder: 'phong-ldtbxh',
    ...BUDGET,
  },
  {
    programme: 'assistance',
    validFrom: '2021-07-01',
    validTo: '2025-06-30',
    legalBasis: 'Nghị định 20/2021/NĐ-CP, Điều 34; Thông tư 02/2021/TT-BLĐTBXH, Điều 2',
    confidence: 'sure',
    unsure: ofBudget,
    funder: 'phong-ldtbxh',
    ...BUDGET,
  },
  {
    programme: 'assistance',
    validFrom: '2025-07-01',
    validTo: null,
    legalBasis: 'Nghị định 20/2021/NĐ-CP; Nghị định 176/2025/NĐ-CP',
    confidence: 'sure',
    unsure: ofBudget,
    funder: 'ubnd-xa',
    ...BUDGET,
  },
  {
    programme: 'social-pension',
    validFrom: '2025-07-01',
    validTo: null,
    legalBasis: 'Luật BHXH 41/2024/QH15, Điều 21–22; Nghị định 176/2025/NĐ-CP',
    confidence: 'sure',
    unsure: [...ofBudget, 'suspendAfterMonths'],
    funder: 'ubnd-xa',
    ...BUDGET,
  },
];

/** The rule of a programme on a day, or undefined when it is not in force: the social pension before 1 July 2025. */
export function findRule(programme: ProgrammeCode, on: Day): ProgrammeRule | undefined {
  return programmeRules.find((rule) => rule.programme === programme && isInForce(rule, on));
}

/** Programmes with a rule on the first and last day of a month. December 2020 has four: the social pension came in 2025. */
export function programmesIn(month: Month): readonly ProgrammeCode[] {
  return programmes
    .map(({ code }) => code)
    .filter((code) => findRule(code, firstDayOf(month)) && findRule(code, lastDayOf(month)));
}
