import { searchKey } from '#kernel/words/text.ts';
import type { Confidence } from '#places/data/unit.ts';
import type { ProgrammeCode } from './programme.ts';

/** Where the money of a regime comes from, as the lists print it. */
export type Source = 'NSNN' | 'Quỹ BHXH' | 'Quỹ BHTN' | 'Ngân sách tỉnh';

export type Regime = {
  readonly code: string;
  readonly programme: ProgrammeCode;
  /** As the lists print it; a percentage may follow (`Thương binh 61%`). */
  readonly nameVi: string;
  readonly nameEn: string;
  readonly sources: readonly Source[];
  readonly confidence: Confidence;
};

type Row = readonly [code: string, nameVi: string, nameEn: string, ...sources: Source[]];

function of(programme: ProgrammeCode, confidence: Confidence, rows: readonly Row[]): Regime[] {
  return rows.map(([code, nameVi, nameEn, ...sources]) => ({
    code,
    programme,
    nameVi,
    nameEn,
    sources,
    confidence,
  }));
}

/**
 * The regimes a list names. Those of social insurance are the ones printed on monthly lists of 2020; pensions granted
 * before 1 October 1995 are paid from the state budget, later ones from the fund.
 */
export const regimes: readonly Regime[] = [
  ...of('pension', 'secondary', [
    ['huu-tri', 'Hưu trí', 'Old-age pension', 'Quỹ BHXH', 'NSNN'],
    ['huu-tri-quan-doi', 'Hưu trí quân đội', 'Military pension', 'Quỹ BHXH', 'NSNN'],
    ['mat-suc', 'Mất sức lao động', 'Incapacity benefit', 'NSNN', 'Quỹ BHXH'],
    ['tro-cap-91', 'Trợ cấp 91', 'Allowance under Decision 91/2000', 'NSNN', 'Quỹ BHXH'],
    ['tro-cap-613', 'Trợ cấp 613', 'Allowance under Decision 613/2010', 'NSNN'],
    ['can-bo-xa', 'Cán bộ xã', 'Commune officer benefit', 'NSNN', 'Quỹ BHXH'],
    ['tuat-co-ban', 'Tuất cơ bản', 'Basic survivor benefit', 'Quỹ BHXH', 'NSNN'],
    ['tuat-nuoi-duong', 'Tuất nuôi dưỡng', 'Survivor benefit with care', 'Quỹ BHXH', 'NSNN'],
    ['tnld-bnn', 'TNLĐ-BNN', 'Work accident and occupational disease', 'Quỹ BHXH', 'NSNN'],
  ]),
  ...of('unemployment', 'sure', [['that-nghiep', 'Trợ cấp thất nghiệp', 'Unemployment benefit', 'Quỹ BHTN']]),
  ...of('merit', 'sure', [
    ['tien-khoi-nghia', 'Tiền khởi nghĩa', 'Active before the August 1945 uprising', 'NSNN'],
    ['than-nhan-1-liet-si', 'Thân nhân 01 liệt sĩ', 'Relative of one martyr', 'NSNN'],
    ['than-nhan-2-liet-si', 'Thân nhân 02 liệt sĩ', 'Relative of two martyrs', 'NSNN'],
    ['vo-chong-liet-si', 'Vợ (chồng) liệt sĩ tái giá', 'Remarried spouse of a martyr', 'NSNN'],
    ['ba-me-anh-hung', 'Bà mẹ Việt Nam anh hùng', 'Heroic Vietnamese mother', 'NSNN'],
    ['thuong-binh', 'Thương binh', 'War invalid', 'NSNN'],
    ['benh-binh', 'Bệnh binh', 'Sick soldier', 'NSNN'],
    ['chat-doc', 'CĐHH', 'Resistance fighter exposed to toxic chemicals', 'NSNN'],
    ['con-chat-doc', 'Con đẻ người nhiễm CĐHH', 'Child of one exposed to toxic chemicals', 'NSNN'],
    ['tuat-thuong-binh', 'Tuất thương binh, bệnh binh', 'Survivor of a war invalid or sick soldier', 'NSNN'],
    ['tu-day', 'Bị địch bắt tù, đày', 'Imprisoned by the enemy', 'NSNN'],
    ['huan-chuong', 'Có công giúp đỡ cách mạng', 'Helped the revolution (medal)', 'NSNN'],
  ]),
  ...of('assistance', 'sure', [
    ['tre-em', 'Trẻ em không có nguồn nuôi dưỡng', 'Child without support', 'NSNN'],
    ['don-than', 'Người đơn thân nghèo nuôi con', 'Poor single parent', 'NSNN'],
    ['cao-tuoi-80', 'Người cao tuổi từ đủ 80 tuổi', 'Elderly of 80 and over without pension', 'NSNN'],
    ['cao-tuoi-ngheo', 'Người cao tuổi nghèo không nơi nương tựa', 'Poor elderly without support', 'NSNN'],
    ['khuyet-tat-nang', 'Người khuyết tật nặng', 'Severely disabled', 'NSNN'],
    ['khuyet-tat-dac-biet-nang', 'Người khuyết tật đặc biệt nặng', 'Very severely disabled', 'NSNN'],
    [
      'ho-cham-soc',
      'Hộ chăm sóc người khuyết tật đặc biệt nặng',
      'Household caring for a very severely disabled',
      'NSNN',
    ],
    ['hiv-ngheo', 'Người nhiễm HIV thuộc hộ nghèo', 'Poor person with HIV', 'NSNN'],
    [
      'bao-tro-tinh',
      'Đối tượng bảo trợ theo nghị quyết HĐND tỉnh',
      'Added by the provincial council',
      'Ngân sách tỉnh',
    ],
  ]),
  ...of('social-pension', 'sure', [
    ['huu-tri-xa-hoi', 'Hưu trí xã hội', 'Social pension', 'NSNN', 'Ngân sách tỉnh'],
  ]),
];

const byCode = new Map(regimes.map((regime) => [regime.code, regime]));

export function findRegime(code: string): Regime | undefined {
  return byCode.get(code);
}

const printed = regimes
  .map((regime) => ({ regime, key: searchKey(regime.nameVi) }))
  .toSorted((a, b) => b.key.length - a.key.length);

/** The programme whose regime a list prints, by the longest name it begins with; null when no programme has it. */
export function programmeOfRegime(text: string): ProgrammeCode | null {
  const key = `${searchKey(text)} `;
  return printed.find((row) => key.startsWith(`${row.key} `))?.regime.programme ?? null;
}
