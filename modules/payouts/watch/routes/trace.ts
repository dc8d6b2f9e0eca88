import { isWithin } from '#kernel/access/actor.ts';
import { bind, type Bound } from '#kernel/http/bind.ts';
import { dayAt } from '#kernel/words/day.ts';
import { showHandover } from '../actions/trace.ts';
import { traceContract } from '../contract/trace.ts';
import { concernedIn } from '../../cases/rules.ts';
import { listPapers } from '../../cases/store/papers.ts';
import { findCase, listSides, listSuspense } from '../../cases/store/cases.ts';
import { listEntries } from '../../cases/store/entries.ts';
import { isReversible } from '../../cases/store/take-back.ts';
import { findSetting } from '../../programmes/store/programmes.ts';
import { readHandsAt } from '../store/trace.ts';
import { pathOf, type RouteParts } from '../../request.ts';

/** What leads from a figure to its handovers, and from a difference to what both sides say. */
export function traceRoutes({ db, clock }: RouteParts): Bound {
  return bind(traceContract, {
    'GET /payouts/handovers/:handoverId': ({ params, reach }) =>
      showHandover(db.read, params.handoverId, reach),
    'GET /payouts/cases/:caseId': async ({ params, reach, actor, refuse }) => {
      const found = await findCase(db.read, params.caseId);
      if (!found) return refuse('not_found', { case: params.caseId });
      if (!reach.some((top) => isWithin(found.officePath, top))) refuse('not_allowed');
      const [sides, entries, papers, reversible, hands, twoPeopleAboveVnd] = await Promise.all([
        listSides(db.read, found),
        listEntries(db.read, found.id),
        listPapers(db.read, found.id),
        isReversible(db.read, found.id),
        readHandsAt(db.read, [found.handId]),
        findSetting(db.read, 'two-people-above', dayAt(clock.now())),
      ]);
      const { id, kind, amountVnd, openedAt, holder, officeId, foundBy, said, handoverId, things } = found;
      const { path: _path, ...hand } = hands.get(found.handId) as NonNullable<ReturnType<typeof hands.get>>;
      return {
        id,
        kind,
        amountVnd,
        openedAt,
        holder,
        officeId,
        foundBy,
        said,
        handoverId,
        things: things.length,
        hand,
        sides,
        entries,
        papers,
        ruled: entries.some((entry) => entry.kind === 'ruled'),
        reversible,
        own: concernedIn(found).includes(actor.staffId),
        twoPeopleAboveVnd,
      };
    },
    'GET /payouts/suspense': ({ office }) => listSuspense(db.read, pathOf(office)),
  });
}
