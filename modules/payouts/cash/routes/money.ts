import type { Database } from '#kernel/db/connect.ts';
import { PAGE, pageOfPlaced, readCursor } from '#kernel/contract/pages.ts';
import { once } from '#kernel/handover/once.ts';
import { bind, type Bound } from '#kernel/http/bind.ts';
import { acceptVouchers, distributeVouchers } from '../actions/distribute.ts';
import { moveBankCash, recordFunding } from '../actions/money.ts';
import { acceptOffer, offer, returnOffer } from '../actions/offers.ts';
import { approveOrder, makeOrder, sendOrder } from '../actions/orders.ts';
import { openPersonalHand } from '../actions/personal-hands.ts';
import { moneyContract } from '../contract/money.ts';
import { listMyHands } from '../store/custody.ts';
import { findOfferHands, listOpenOffers } from '../store/offers.ts';
import { pageOfOrders, showOrderFrom } from '../store/orders.ts';
import { pageOfOffered } from '../store/hand-vouchers.ts';
import { personOf, type RouteParts } from '../../request.ts';
import { showHandAt, showHandOf } from '../actions/hands.ts';

const DONE = { done: true };

export function moneyRoutes({ db, clock }: RouteParts): Bound {
  const write: Database['write'] = (work, options) => db.write(work, options);
  return bind(moneyContract, {
    'POST /payouts/funding': async ({ body, actor }) => {
      await write((tx) => recordFunding(tx, clock.now(), { ...body, doer: personOf(actor) }));
      return DONE;
    },
    'GET /payouts/my-hands': ({ query, actor }) => listMyHands(db.read, query.officeId, actor.staffId),
    'POST /payouts/drawers': async ({ body }) => {
      await write((tx) => openPersonalHand(tx, clock.now(), 'drawer', body));
      return DONE;
    },
    'POST /payouts/bank-cash': async ({ body, actor }) => {
      const command = { ...body, doer: personOf(actor), witnessId: null };
      await write((tx) => moveBankCash(tx, clock.now(), command));
      return DONE;
    },
    'GET /payouts/orders': ({ query }) => pageOfOrders(db.read, query.officeId, query.month, query),
    'POST /payouts/orders': async ({ body, office, actor }) => {
      await showHandAt(db.read, body.fromHand, office, actor);
      return write((tx) => makeOrder(tx, clock.now(), { ...body, doer: personOf(actor) }));
    },
    'POST /payouts/orders/:orderId/approval': async ({ params, body, actor }) => {
      await showOrderFrom(db.read, params.orderId, body.officeId);
      const command = { orderId: params.orderId, doer: personOf(actor) };
      return { ...DONE, ...(await write((tx) => approveOrder(tx, clock.now(), command))) };
    },
    'POST /payouts/orders/:orderId/sending': async ({ params, body, office, actor }) => {
      const fromHand = await showOrderFrom(db.read, params.orderId, body.officeId);
      await showHandOf(db.read, fromHand, office, actor);
      const command = { id: body.id, orderId: params.orderId, count: body.count, doer: personOf(actor) };
      await write((tx) => sendOrder(tx, clock.now(), command));
      return DONE;
    },
    'GET /payouts/offers': async ({ query }) => {
      const limit = query.limit ?? PAGE;
      const after = readCursor(query.after, 'instant', 'id');
      return pageOfPlaced(await listOpenOffers(db.read, query.officeId, { after, limit }), limit);
    },
    'GET /payouts/offers/:offerId/vouchers': async ({ params, query, office, actor, refuse }) => {
      const { offerId } = params;
      const hands = await findOfferHands(db.read, offerId);
      if (!hands) return refuse('not_found', { offer: offerId });
      await showHandOf(db.read, hands.toward, office, actor);
      return pageOfOffered(db.read, offerId, query);
    },
    'POST /payouts/offers': async ({ body, office, actor, refuse }) => {
      const { id, count, things, towardHand, takenAs } = body;
      if (!Object.values(count ?? {}).some((pieces) => pieces > 0) && !things?.length)
        refuse('nothing_to_offer');
      const from = await showHandOf(db.read, body.fromHand, office, actor);
      if (takenAs !== undefined) await showHandOf(db.read, towardHand, office, actor);
      const [doer, now] = [personOf(actor), clock.now()];
      const given = { ...(count && { count }), ...(things && { things }) };
      await write(async (tx) => {
        await offer(tx, now, { id, from, towardHand, doer, ...given });
        if (takenAs !== undefined)
          await acceptOffer(tx, now, { id: takenAs, offerId: id, doer, ...(count && { count }) });
      });
      return DONE;
    },
    'POST /payouts/offers/:offerId/acceptance': async ({ params, body, office, actor, refuse }) => {
      const hands = await findOfferHands(db.read, params.offerId);
      if (!hands) return refuse('not_found', { offer: params.offerId });
      await showHandOf(db.read, hands.toward, office, actor);
      const { id, count, missing } = body;
      const command = {
        id,
        offerId: params.offerId,
        doer: personOf(actor),
        ...(count && { count }),
        ...(missing && { missing }),
      };
      const accepted = await write((tx) => acceptOffer(tx, clock.now(), command));
      const differences = accepted.differences.map(({ kind, amountVnd }) => ({ kind, amountVnd }));
      return { ...accepted, differences };
    },
    'POST /payouts/offers/:offerId/return': async ({ params, body, office, actor, refuse }) => {
      const hands = await findOfferHands(db.read, params.offerId);
      if (!hands) return refuse('not_found', { offer: params.offerId });
      await showHandOf(db.read, body.how === 'refuse' ? hands.toward : hands.from, office, actor);
      const command = {
        id: body.id,
        offerId: params.offerId,
        kind: body.how,
        reason: body.reason,
        doer: personOf(actor),
      };
      await write((tx) => returnOffer(tx, clock.now(), command));
      return DONE;
    },
    'POST /payouts/distribution': async ({ body, actor }) => {
      const { id, ...input } = body;
      const doer = personOf(actor);
      const act = { id, kind: 'distribution', by: doer.id, input };
      const sent = await write((tx) =>
        once(tx, clock.now(), act, () => distributeVouchers(tx, clock.now(), { ...input, doer })),
      );
      return sent.offers;
    },
    'POST /payouts/vouchers/acceptance': ({ body, actor }) => {
      const { id, ...input } = body;
      const now = clock.now();
      return write((tx) =>
        once(tx, now, { id, kind: 'vouchers-acceptance', by: actor.staffId, input }, () =>
          acceptVouchers(tx, now, { ...input, doer: personOf(actor) }),
        ),
      );
    },
  });
}
