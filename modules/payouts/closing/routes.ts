import { bind, type Bound } from '#kernel/http/bind.ts';
import { dayAt } from '#kernel/words/day.ts';
import { showOffice } from '#places/offices/offices.ts';
import { closeHand, closeOffice } from './actions.ts';
import { closingContract } from './contract.ts';
import {
  findOfficeClose,
  type HandDay,
  listHandDays,
  listLateCloses,
  listOpenBelow,
  listOpenDays,
  readDayFigures,
} from './store/closing.ts';
import { listOpenOffers } from '../cash/store/offers.ts';
import { mayHandle, showHandOf } from '../cash/actions/hands.ts';
import { pathOf, personOf, type RouteParts } from '../request.ts';

/** The close of a day, and what it shows before, while and after it is done. */
export function closingRoutes({ db, clock }: RouteParts): Bound {
  return bind(closingContract, {
    'GET /payouts/closing': async ({ query: { officeId, day: asked }, office, actor }) => {
      const today = dayAt(clock.now());
      const openDays = await listOpenDays(db.read, officeId, today);
      const day = asked ?? openDays[0] ?? today;
      const [closed, hands, offices, offers, { proposals, figures }] = await Promise.all([
        findOfficeClose(db.read, officeId, day),
        listHandDays(db.read, officeId, day),
        listOpenBelow(db.read, officeId, day),
        listOpenOffers(db.read, officeId),
        readDayFigures(db.read, officeId, day),
      ]);
      const { id, name } = await showOffice(db.read, officeId);
      return {
        office: { id, name },
        today,
        day,
        openDays,
        closed,
        offices,
        proposals,
        figures,
        hands: hands.map((hand) => ({
          id: hand.id,
          kind: hand.kind,
          name: hand.name,
          holder: hand.holder,
          mine: hand.staffId === actor.staffId,
          mayClose: mayHandle(actor, hand, pathOf(office)),
          moved: hand.moved,
          holdsThings: hand.holdsThings,
          closedDay: hand.closedDay,
          close: closeOf(hand),
        })),
        offers: offers.map(({ id, from, toward, incoming, offeredAt, amountVnd, things }) => ({
          id,
          from,
          toward,
          incoming,
          offeredAt,
          amountVnd,
          things,
        })),
      };
    },
    'GET /payouts/late-closes': ({ office }) => listLateCloses(db.read, pathOf(office), dayAt(clock.now())),
    'POST /payouts/closes/hand': async ({ body, office, actor }) => {
      await showHandOf(db.read, body.handId, office, actor);
      const { reason, ...close } = body;
      const command = { ...close, doer: personOf(actor), ...(reason !== undefined && { reason }) };
      return db.write((tx) => closeHand(tx, clock.now(), command));
    },
    'POST /payouts/closes/office': async ({ body, actor }) => {
      await db.write((tx) => closeOffice(tx, clock.now(), { ...body, doer: personOf(actor) }));
      return { done: true };
    },
  });
}

function closeOf({ handoverId, by, at, bookVnd, countedVnd, caseIds }: HandDay) {
  if (handoverId === null || by === null || at === null || bookVnd === null || countedVnd === null)
    return null;
  return { handoverId, by, at, bookVnd, countedVnd, differenceVnd: countedVnd - bookVnd, caseIds };
}
