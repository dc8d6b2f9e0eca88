import { feature } from 'topojson-client';
import type { Topology } from 'topojson-specification';
import { Refusal } from '#kernel/words/refusal.ts';

/** Longitude and latitude in degrees. */
export type Point = readonly [lon: number, lat: number];
/** The coordinates of a GeoJSON MultiPolygon: polygons of rings of points (RFC 7946, 3.1.7). */
export type Area = readonly (readonly (readonly Point[])[])[];

export interface Outline {
  /** The place in the file, from 1, for messages. */
  readonly n: number;
  readonly code: string | null;
  readonly name: string | null;
  readonly area: Area;
}

interface Feature {
  readonly id?: unknown;
  readonly properties?: Readonly<Record<string, unknown>> | null;
  readonly geometry?: { readonly type?: unknown; readonly coordinates?: unknown } | null;
}

/** Four decimals are some ten metres: enough to draw a province, and a tenth of the size. */
const PRECISION = 1e4;
/** The names under which files carry a unit's code and name, as the General Statistics Office and mapmakers write them. */
const CODE_KEYS = [
  'code',
  'ma',
  'ma_xa',
  'maxa',
  'ma_dvhc',
  'gso_id',
  'wardcode',
  'commune_code',
  'matinhxa',
];
const NAME_KEYS = ['fullname', 'ten_xa', 'tenxa', 'ten', 'name', 'ward', 'commune'];

/**
 * Reads a TopoJSON or GeoJSON text into outlines. Refuses `boundaries_unreadable` when it is neither, and
 * `boundaries_not_degrees` when its coordinates are metres of a map grid (VN-2000) instead of degrees; facts: `feature`, `found`.
 */
export function readBoundaries(text: string): Outline[] {
  const features = featuresOf(parsed(text));
  if (features.length === 0) throw new Refusal('boundaries_unreadable', { found: 'no features' });
  return features.map((each, i) => ({
    n: i + 1,
    code: property(each, CODE_KEYS) ?? (typeof each.id === 'string' ? each.id : null),
    name: property(each, NAME_KEYS),
    area: areaOf(each, i + 1),
  }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new Refusal('boundaries_unreadable', { found: text.slice(0, 20) });
  }
}

function featuresOf(file: unknown): readonly Feature[] {
  const { type, features, objects } = (file ?? {}) as Record<string, unknown>;
  if (type === 'FeatureCollection' && Array.isArray(features)) return features as Feature[];
  if (type !== 'Topology' || typeof objects !== 'object' || objects === null)
    throw new Refusal('boundaries_unreadable', { found: String(type) });
  try {
    return Object.values(objects).flatMap((object) => {
      const found = feature(file as Topology, object as never) as { features?: Feature[] } & Feature;
      return found.features ?? [found];
    });
  } catch {
    throw new Refusal('boundaries_unreadable', { found: 'Topology' });
  }
}

function property({ properties }: Feature, keys: readonly string[]): string | null {
  const byKey = new Map(Object.entries(properties ?? {}).map(([key, value]) => [key.toLowerCase(), value]));
  for (const key of keys) {
    const value = byKey.get(key);
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
    if (typeof value === 'number') return String(value);
  }
  return null;
}

function areaOf({ geometry }: Feature, n: number): Area {
  const { type, coordinates } = geometry ?? {};
  if ((type !== 'Polygon' && type !== 'MultiPolygon') || !Array.isArray(coordinates))
    throw new Refusal('boundaries_unreadable', { feature: n, found: String(type) });
  const polygons = (type === 'Polygon' ? [coordinates] : coordinates) as unknown[][][];
  return polygons.map((rings) => rings.map((ring) => rounded(ring, n)));
}

/** A ring without the points that fall together once rounded. */
function rounded(ring: readonly unknown[], n: number): Point[] {
  const points: Point[] = [];
  for (const each of ring) {
    const [lon, lat] = Array.isArray(each) ? (each as unknown[]) : [];
    if (typeof lon !== 'number' || typeof lat !== 'number')
      throw new Refusal('boundaries_unreadable', { feature: n, found: JSON.stringify(each) });
    if (Math.abs(lon) > 180 || Math.abs(lat) > 90)
      throw new Refusal('boundaries_not_degrees', { feature: n, found: `${lon}, ${lat}` });
    const point = [Math.round(lon * PRECISION) / PRECISION, Math.round(lat * PRECISION) / PRECISION] as const;
    const last = points.at(-1);
    if (last?.[0] !== point[0] || last[1] !== point[1]) points.push(point);
  }
  return points;
}
