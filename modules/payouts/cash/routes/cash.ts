import type { Actor } from '#kernel/access/actor.ts';
import { PAGE, pageOfPlaced, readCursor } from '#kernel/contract/pages.ts';
import { showHand } from '#kernel/handover/hands.ts';
import { bind, type Bound } from '#kernel/http/bind.ts';
import { dayAt } from '#kernel/words/day.ts';
import { countedVnd } from '#kernel/words/money.ts';
import { showOffice } from '#places/offices/offices.ts';
import { cashContract } from '../contract/cash.ts';
import { missingVnd, notesFor, notesToPay, stockOf } from '../rules/notes.ts';
import { listLimits, listTakers, listTellers, listTransit, setLimit } from '../store/cash.ts';
import { listFunding } from '../store/funding.ts';
import { readNotedSince } from '../store/hand-notes.ts';
import { listNeeds } from '../store/needs.ts';
import { findSetting } from '../../programmes/store/programmes.ts';
import { mayHandle, showHandOf } from '../actions/hands.ts';
import { pathOf, personOf, type RouteParts } from '../../request.ts';

/** What the treasury looks at before it moves cash: needs, what is under way, who may take, limits, funding. */
export function cashRoutes({ db, clock }: RouteParts): Bound {
  return bind(cashContract, {
    'GET /payouts/transit': async ({ query, office, actor }) => {
      const today = dayAt(clock.now());
      const { limit = PAGE } = query;
      const after = readCursor(query.after, 'instant', 'id');
      const { items, next } = pageOfPlaced(
        await listTransit(db.read, { path: pathOf(office), after, limit }),
        limit,
      );
      return { items: items.map((line) => shownTo(actor, today, line)), next };
    },
    'GET /payouts/takers': async ({ query }) => {
      const today = dayAt(clock.now());
      const { id, name } = await showOffice(db.read, query.officeId);
      return {
        office: { id, name },
        today,
        twoPeopleAboveVnd: await findSetting(db.read, 'two-people-above', today),
        hands: await listTakers(db.read, id),
      };
    },
    'GET /payouts/cash-needs': async ({ query }) =>
      (await listNeeds(db.read, query)).map(({ amounts, ...row }) => {
        const notes = notesToPay(amounts);
        const needVnd = amounts.reduce((sum, each) => sum + each.amountVnd * BigInt(each.times), 0n);
        const wanted = notesFor(missingVnd(needVnd, row.heldVnd + row.comingVnd), notes);
        return {
          ...row,
          needVnd,
          notes,
          vouchers: amounts.reduce((sum, each) => sum + each.times, 0),
          wantedVnd: countedVnd(wanted),
          wanted,
        };
      }),
    'GET /payouts/funding': ({ query }) => listFunding(db.read, query.month),
    'GET /payouts/tellers': ({ query }) => listTellers(db.read, query.officeId),
    'GET /payouts/hands/:handId/notes': async ({ params, office, actor }) => {
      const hand = await showHandOf(db.read, params.handId, office, actor);
      const { counted, countedOn, moves } = await readNotedSince(db.read, hand.id);
      return { ...stockOf(counted, moves), countedOn };
    },
    'GET /payouts/hands/:handId/limits': ({ params, query }) =>
      listLimits(db.read, params.handId, query.officeId),
    'POST /payouts/hands/:handId/limits': async ({ params, body, office, actor, refuse }) => {
      const hand = await showHand(db.read, params.handId);
      if (hand.officeId !== office?.id || !['vault', 'drawer', 'bag'].includes(hand.kind))
        refuse('hand_not_found', { id: params.handId });
      const { id, limitVnd, reason } = body;
      const { id: by, name } = personOf(actor);
      const command = { id, handId: hand.id, limitVnd, reason, by: { id: by, name } };
      await db.write((tx) => setLimit(tx, clock.now(), command));
      return { done: true };
    },
  });
}

type Line = Omit<Awaited<ReturnType<typeof listTransit>>[number], 'place'>;

/** An offer as its reader sees it: whether it is late, and what they may do about it. */
function shownTo(actor: Actor, today: string, line: Line) {
  const { fromKind, fromStaff, fromPath, towardKind, towardStaff, towardPath, ...shown } = line;
  return {
    ...shown,
    late: dayAt(line.offeredAt) < today,
    mayAccept: mayHandle(actor, { kind: towardKind, staffId: towardStaff }, towardPath),
    mayWithdraw: mayHandle(actor, { kind: fromKind, staffId: fromStaff }, fromPath),
  };
}
