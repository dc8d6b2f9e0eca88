import { bind, type Bound } from '#kernel/http/bind.ts';
import { handVouchersContract } from '../contract/hand-vouchers.ts';
import { readQuery } from '../../people/rules/query.ts';
import { groupHeld, pageOfHeld } from '../store/hand-vouchers.ts';
import { searchPeople } from '../../people/store/search.ts';
import { showHandOf } from '../actions/hands.ts';
import type { RouteParts } from '../../request.ts';

/** What lies in a hand, for choosing what to hand on. */
export function handVouchersRoutes({ db }: Pick<RouteParts, 'db'>): Bound {
  return bind(handVouchersContract, {
    'POST /payouts/hands/:handId/vouchers/search': async ({ params, body, office, actor }) => {
      const hand = await showHandOf(db.read, params.handId, office, actor);
      const { q, officeId: _office, ...filter } = body;
      return pageOfHeld(db.read, { handId: hand.id, ...filter, ...(await whose(q)) });
    },
    'GET /payouts/hands/:handId/voucher-groups': async ({ params, office, actor }) => {
      const hand = await showHandOf(db.read, params.handId, office, actor);
      return groupHeld(db.read, hand.id);
    },
  });

  /** A name is looked for among what the hand holds; a card or a number says whose it is. */
  async function whose(q: string | undefined) {
    const asked = q === undefined ? null : readQuery(q);
    if (!asked) return q === undefined ? {} : { citizens: [] };
    if (asked.kind === 'name') return { words: asked.words };
    return { citizens: (await searchPeople(db.read, asked, null)).map(({ id }) => id) };
  }
}
