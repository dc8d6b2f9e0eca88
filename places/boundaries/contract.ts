import Type from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import { Day, shape } from '#kernel/contract/shapes.ts';

const Ring = Type.Array(Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }));

export const boundariesContract = contract({
  'GET /places/boundaries': {
    may: 'signed-in',
    scope: 'none',
    summary: { vi: 'Ranh giới xã để vẽ bản đồ', en: 'Borders of communes, for maps' },
    query: shape({ on: Day }),
    reply: shape({
      /** MultiPolygon coordinates, longitude and latitude in degrees. */
      areas: Type.Array(shape({ unitId: Type.Integer(), area: Type.Array(Type.Array(Ring)) })),
      covered: Type.Array(shape({ unitId: Type.Integer(), by: Type.Integer() })),
    }),
    refusals: [],
  },
});
