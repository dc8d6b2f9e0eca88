import type { Database } from '#kernel/db/connect.ts';
import { bind, type Bound } from '#kernel/http/bind.ts';
import { listBoundaries } from './boundaries.ts';
import { boundariesContract } from './contract.ts';

export function boundariesRoutes({ db }: { readonly db: Database }): Bound {
  return bind(boundariesContract, {
    'GET /places/boundaries': async ({ query }) => {
      const { areas, covered } = await listBoundaries(db.read, query.on);
      return {
        areas: areas.map(({ unitId, area }) => ({
          unitId,
          area: area.map((rings) => rings.map((ring) => ring.map((point) => [...point]))),
        })),
        covered: [...covered],
      };
    },
  });
}
