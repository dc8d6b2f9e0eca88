import type { Reply } from '#kernel/web/ask.ts';
import type { Degrees } from '#kernel/web/projection.ts';
import type { DeskContract, Overview } from '../../api.ts';

type Commune = Overview['communes'][number];
export type Boundaries = Reply<DeskContract, 'GET /places/boundaries'>;

export interface CommuneArea {
  readonly unitId: number;
  /** What is drawn in one colour: the communes of the month that stand on this border, their figures added up. */
  readonly communes: readonly Commune[];
  readonly dueVnd: bigint;
  readonly paidVnd: bigint;
  readonly area: Boundaries['areas'][number]['area'];
}

/** A commune with its own circle, or an area with whatever stands on it. */
export type CommuneOnMap = Commune | CommuneArea;

/** What stands on one area may be several communes of a past year. */
export function nameOf(each: CommuneOnMap): string {
  const communes = 'communes' in each ? each.communes : [each];
  return communes.map(({ name, district }) => (district === null ? name : `${name}, ${district}`)).join('; ');
}

/**
 * Puts the month's communes on the borders there are: each on its own, or on that of the one it went into. `left` have neither
 * and are drawn as circles.
 */
export function onAreas(
  communes: readonly Commune[],
  { areas, covered }: Boundaries,
): { readonly areas: CommuneArea[]; readonly left: Commune[] } {
  const cover = new Map(covered.map(({ unitId, by }) => [unitId, by]));
  const drawn = new Set(areas.map(({ unitId }) => unitId));
  const standsOn = (commune: Commune) =>
    drawn.has(commune.unitId) ? commune.unitId : (cover.get(commune.unitId) ?? null);
  const byArea = Map.groupBy(communes, standsOn);
  return {
    areas: areas.flatMap(({ unitId, area }) => {
      const own = byArea.get(unitId) ?? [];
      if (own.length === 0) return [];
      const sum = (key: 'dueVnd' | 'paidVnd') => own.reduce((total, each) => total + BigInt(each[key]), 0n);
      return [{ unitId, communes: own, area, dueVnd: sum('dueVnd'), paidVnd: sum('paidVnd') }];
    }),
    left: byArea.get(null) ?? [],
  };
}

/** All corners of an area, for fitting it into a drawing. */
export function cornersOf({ area }: CommuneArea): Degrees[] {
  return area.flatMap((rings) => (rings[0] ?? []).map(([lon = 0, lat = 0]) => ({ lon, lat })));
}

/** The area as the text of an SVG path; holes stay open by the even-odd rule. */
export function pathOf(
  { area }: Pick<CommuneArea, 'area'>,
  project: (place: Degrees) => { x: number; y: number },
): string {
  const points = (ring: readonly (readonly number[])[]) =>
    ring.map(([lon = 0, lat = 0]) => {
      const { x, y } = project({ lon, lat });
      return `${x.toFixed(1)} ${y.toFixed(1)}`;
    });
  return area.flatMap((rings) => rings.map((ring) => `M${points(ring).join('L')}Z`)).join('');
}
