import type { Instance } from './instance.ts';
import type { Random } from './random.ts';

type Routes = readonly (readonly number[])[];

/**
 * Brings two answers together: the routes of one that pass nearest to a random stop, and of the other those that have
 * most stops left, without the stops that are visited already (after the route exchange of Nagata and Bräysy, Networks
 * 54(4), 2009). Stops that fit in neither are left to be put back.
 */
export function crossed(instance: Instance, random: Random, one: Routes, other: Routes): number[][] {
  const { n, nodes, matrix } = instance;
  const seed = 1 + random.below(n);
  const share = 0.2 + 0.6 * random.unit();
  const farness = (route: readonly number[]) =>
    route.reduce((sum, c) => sum + matrix[seed * nodes + c]!, 0) / route.length;
  const from = one
    .filter((route) => route.length > 0)
    .map((route) => ({ route, far: farness(route) }))
    .sort((a, b) => a.far - b.far);
  const child = from.slice(0, Math.max(1, Math.round(from.length * share))).map(({ route }) => [...route]);
  const visited = new Set(child.flat());
  const rest = other
    .map((route) => {
      const left = route.filter((c) => !visited.has(c));
      return { left, lost: 1 - left.length / Math.max(1, route.length) };
    })
    .filter(({ left }) => left.length > 0)
    .sort((a, b) => a.lost - b.lost);
  for (const { left } of rest.slice(0, Math.max(0, from.length - child.length))) child.push(left);
  return child;
}
