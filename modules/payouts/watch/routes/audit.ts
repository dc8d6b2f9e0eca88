import { PAGE, pageOfPlaced, readCursor } from '#kernel/contract/pages.ts';
import { bind, type Bound } from '#kernel/http/bind.ts';
import { auditContract } from '../contract/audit.ts';
import { listCorrections } from '../store/audit.ts';
import { pathOf, type RouteParts } from '../../request.ts';

export function auditRoutes({ db }: Pick<RouteParts, 'db'>): Bound {
  return bind(auditContract, {
    'GET /payouts/corrections': async ({ query, office }) => {
      const limit = query.limit ?? PAGE;
      const rows = await listCorrections(db.read, {
        path: pathOf(office),
        after: readCursor(query.after, 'instant', 'id'),
        limit,
        from: query.from ?? null,
        to: query.to ?? null,
      });
      return pageOfPlaced(rows, limit);
    },
  });
}
