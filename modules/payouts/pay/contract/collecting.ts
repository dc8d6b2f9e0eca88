import Type from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import { Day, Id, Nullable, shape } from '#kernel/contract/shapes.ts';
import { PersonHit } from '../../people/contract/people.ts';

export const collectingContract = contract({
  'POST /payouts/collecting/search': {
    may: ['teller', 'point-keeper', 'treasurer'],
    scope: 'office',
    readsOnly: true,
    summary: {
      vi: 'Người cầm thẻ này được nhận thay cho ai: theo giấy uỷ quyền, hoặc là người thừa kế',
      en: 'For whom the holder of a card may collect: by written authority, or as an heir',
    },
    /** A card's code as a scanner types it, or its twelve digits. */
    body: shape({ officeId: Id, q: Type.String({ minLength: 2, maxLength: 400 }) }),
    reply: Type.Array(
      shape({
        person: PersonHit,
        /** The authority; null for an heir. */
        authorityId: Nullable(Id),
        heirId: Nullable(Id),
        collector: Type.String(),
        collectorCccdMasked: Type.String(),
        relation: Nullable(Type.String()),
        /** Null: all programmes. */
        programmes: Nullable(Type.Array(Type.String())),
        expiresOn: Nullable(Day),
        /** Why it does not hold today; null when it does. */
        whyNot: Nullable(Type.String()),
      }),
    ),
    refusals: [],
    audit: 'people-found',
  },
});
