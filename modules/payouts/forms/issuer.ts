import type { Day } from '#kernel/words/day.ts';
import type { Issuer } from './shapes.ts';

/** Above the province office stands the corporation. */
const CORPORATION = 'TỔNG CÔNG TY BƯU ĐIỆN VIỆT NAM';

/** The office that issues a paper; without a superior of its own it is the province's. */
export function issuerOf(office: string, superior: string | null, madeOn: Day): Issuer {
  return { parentName: superior ?? CORPORATION, name: office, number: null, place: 'Quảng Trị', madeOn };
}
