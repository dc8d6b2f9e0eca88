import type { Unit } from '#places/data/unit.ts';
import type { ProgrammeCode } from '#modules/payouts/programmes/data/programme.ts';

/** People per district in thousands, about as the census of 2019 counted them; the demonstration needs no more. */
const THOUSANDS: Readonly<Record<string, number>> = {
  461: 95, 462: 23, 464: 86, 465: 89, 466: 75, 467: 43, 468: 47, 469: 89, 470: 79,
}; // prettier-ignore
const MOUNTAIN_DISTRICTS = new Set(['465', '467']);
/** Settlements of the plain's people in the mountain districts, where half the names are Kinh. */
const MIXED = new Set(['19429', '19432', '19450', '19459', '19462', '19465', '19555', '19567', '19570']);

/** How likely a family of the commune belongs to an ethnic minority: 0 on the plain, 0.97 in the mountains. */
export function mountainShare(commune: Pick<Unit, 'code' | 'parentCode'>): number {
  if (!MOUNTAIN_DISTRICTS.has(commune.parentCode ?? '')) return 0;
  return MIXED.has(commune.code) ? 0.3 : 0.97;
}

/** Retired civil servants live in towns; assistance reaches the mountains more. Per head, against the average. */
function tendency(programme: ProgrammeCode, commune: Unit): number {
  const town = commune.kind === 'Phường' || commune.kind === 'Thị trấn';
  const mountain = mountainShare(commune) > 0.5;
  if (programme === 'pension' || programme === 'unemployment') return town ? 1.9 : mountain ? 0.25 : 0.9;
  if (programme === 'merit') return town ? 0.7 : mountain ? 0.8 : 1.1;
  return town ? 0.7 : mountain ? 1.4 : 1;
}

/** Relative number of people of a programme in a commune. Towns are larger than villages, and no two villages are equal. */
export function communeWeight(programme: ProgrammeCode, commune: Unit, communesInDistrict: number): number {
  const district = THOUSANDS[commune.parentCode ?? ''] ?? 10;
  const size = (commune.kind === 'Thị trấn' ? 1.8 : 1) * (0.75 + ((Number(commune.code) * 37) % 51) / 100);
  return (district / communesInDistrict) * size * tendency(programme, commune);
}
