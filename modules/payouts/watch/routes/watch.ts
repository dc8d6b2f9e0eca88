import { PAGE, pageOfPlaced, readCursor } from '#kernel/contract/pages.ts';
import { bind, type Bound } from '#kernel/http/bind.ts';
import { dayAt, monthOf } from '#kernel/words/day.ts';
import { readOverview } from '../actions/overview.ts';
import { watchContract } from '../contract/watch.ts';
import { listMonths } from '../store/overview.ts';
import { listCases, listHandovers, listHands, listHandsAt } from '../store/watch.ts';
import { openChanges } from './changes.ts';
import { pathOf, type RouteParts } from '../../request.ts';

/** `listenUrl` is a connection on which the feed's wake-up calls are heard; without it changes come by a clock. */
export function watchRoutes({ db, clock, listenUrl }: RouteParts & { readonly listenUrl?: string }): Bound {
  const changes = openChanges({ db, ...(listenUrl && { listenUrl }) });
  return bind(watchContract, {
    'GET /payouts/months': async ({ reach }) => {
      const current = monthOf(dayAt(clock.now()));
      const months = await listMonths(db.read, reach);
      return months.map((each) => ({ ...each, begun: each.month <= current }));
    },
    'GET /payouts/overview': ({ query, office }) =>
      readOverview(db.read, { month: query.month, path: pathOf(office), today: dayAt(clock.now()) }),
    'GET /payouts/changes':
      ({ office }) =>
      (stream) =>
        changes.follow(stream, pathOf(office)),
    'GET /payouts/hands': async ({ query, office }) => {
      const limit = query.limit ?? PAGE;
      const after = readCursor(query.after, 'text', 'id');
      const asked = { path: pathOf(office), after, limit };
      const moment = query.at ? { at: query.at } : query.on ? { on: query.on } : null;
      const rows = moment ? await listHandsAt(db.read, asked, moment) : await listHands(db.read, asked);
      return pageOfPlaced(rows, limit);
    },
    'GET /payouts/handovers': async ({ query, office }) => {
      const limit = query.limit ?? PAGE;
      const rows = await listHandovers(db.read, {
        path: pathOf(office),
        after: readCursor(query.after, 'day', 'instant', 'id'),
        limit,
        from: query.from ?? null,
        to: query.to ?? null,
        kind: query.kind ?? null,
        handId: query.handId ?? null,
      });
      return pageOfPlaced(rows, limit);
    },
    'GET /payouts/cases': async ({ query, office }) => {
      const limit = query.limit ?? PAGE;
      const after = readCursor(query.after, 'instant', 'id');
      const ruled = query.state === 'ruled';
      const rows = await listCases(db.read, { path: pathOf(office), after, limit, ruled });
      return pageOfPlaced(rows, limit);
    },
  });
}
