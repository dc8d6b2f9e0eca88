import { bind, type Bound } from '#kernel/http/bind.ts';
import { dayAt } from '#kernel/words/day.ts';
import { readCollecting } from '../actions/collecting.ts';
import { collectingContract } from '../contract/collecting.ts';
import { pathOf, type RouteParts } from '../../request.ts';

/** Who may be collected for with a card; each of them is a person looked at. */
export function collectingRoutes({ db, clock }: RouteParts): Bound {
  return bind(collectingContract, {
    'POST /payouts/collecting/search': async ({ body, office, reveal }) => {
      const at = { officeId: body.officeId, path: pathOf(office), today: dayAt(clock.now()) };
      const found = await readCollecting(db.read, body.q, at);
      for (const id of new Set(found.map(({ person }) => person.id)))
        reveal({ subjectKind: 'citizen', subjectId: id, reason: 'collecting' });
      return found;
    },
  });
}
