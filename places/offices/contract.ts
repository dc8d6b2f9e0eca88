import Type from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import { Id, shape } from '#kernel/contract/shapes.ts';

export const officesContract = contract({
  'GET /offices': {
    may: 'signed-in',
    scope: 'none',
    summary: {
      vi: 'Các đơn vị trong phạm vi của tôi, theo cây',
      en: 'The offices within my reach, in the order of the tree',
    },
    reply: Type.Array(
      shape({
        id: Id,
        code: Type.String(),
        name: Type.String(),
        kind: Type.String(),
        path: Type.String(),
      }),
    ),
    refusals: [],
  },
});
