import type { Confidence, CommuneRow } from './unit.ts';

/** The acts that made the units, as printed in the register. */
export const ACTS = {
  codeList: 'Danh mục và mã số các đơn vị hành chính Việt Nam, Quyết định 124/2004/QĐ-TTg',
  reorganised2020: 'Nghị quyết 832/NQ-UBTVQH14, hiệu lực 01/01/2020',
  january2025: {
    name: 'Nghị quyết 1281/NQ-UBTVQH15, hiệu lực 01/01/2025',
    on: '2025-01-01',
    lastDayBefore: '2024-12-31',
  },
  provinces2025: 'Nghị quyết 202/2025/QH15',
  communes2025: 'Nghị quyết 1680/NQ-UBTVQH15',
} as const;

/** District, then the new commune: made of two old ones, under the code of the first. */
export const NEW_IN_2025: readonly (readonly [district: string, ...CommuneRow])[] = [
  ['469', '19627', 'Xã', 'Triệu Tân', 16.8627, 107.206],
  ['469', '19654', 'Xã', 'Triệu Cơ', 16.7948, 107.253],
  ['470', '19687', 'Xã', 'Hải Bình', 16.755, 107.288],
];

/**
 * Where the six mergers of 1 January 2025 sent each commune. Which codes ended is sure (they are missing from the 119);
 * Triệu Cơ is read in the press on the plan; the receiving unit of the others follows from neighbourhood and code.
 * Whatever the middle step, the unit of today is the same: both candidates lie inside it.
 */
export const MERGERS_2025: readonly { from: string; to: string; confidence: Confidence }[] = [
  { from: '19525', to: '19495', confidence: 'unsure' },
  { from: '19531', to: '19496', confidence: 'unsure' },
  { from: '19549', to: '19537', confidence: 'unsure' },
  { from: '19627', to: '19627', confidence: 'derived' },
  { from: '19630', to: '19627', confidence: 'derived' },
  { from: '19651', to: '19654', confidence: 'secondary' },
  { from: '19654', to: '19654', confidence: 'secondary' },
  { from: '19687', to: '19687', confidence: 'derived' },
  { from: '19696', to: '19687', confidence: 'derived' },
];

/** The communes of 2020 that ended on 31 December 2024. */
export const MERGED_2025: ReadonlySet<string> = new Set(MERGERS_2025.map(({ from }) => from));
