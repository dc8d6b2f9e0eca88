import { readOperation } from '#kernel/devices/operation.ts';
import { bind, type Bound } from '#kernel/http/bind.ts';
import { isId } from '#kernel/words/id.ts';
import { doorDeskContract } from '../contract/desk.ts';
import {
  findBagToReissue,
  findCitizenSeen,
  findExceptionContent,
  listOthers,
  readVouchersSeen,
} from '../store/desk.ts';
import { pathOf, type RouteParts } from '../../request.ts';

const isNamed = (value: unknown): value is string => typeof value === 'string' && isId(value);

/** What the desk sees of doors: an operation beside the office's own books, and the bag of a lost phone. */
export function doorDeskRoutes({ db }: Pick<RouteParts, 'db'>): Bound {
  return bind(doorDeskContract, {
    'GET /payouts/door-operations/:exceptionId': async ({ params, office, refuse }) => {
      const { exceptionId } = params;
      const content = await findExceptionContent(db.read, exceptionId, pathOf(office));
      const body = content === null ? null : readOperation(content)?.body;
      if (!body) return refuse('not_found', { exception: exceptionId });
      const { citizenId, voucherIds, amountVnd } = body;
      const named = Array.isArray(voucherIds) ? voucherIds.filter((id) => isNamed(id)) : [];
      const digits = typeof amountVnd === 'string' && /^\d{1,15}$/.test(amountVnd) ? BigInt(amountVnd) : null;
      return {
        citizen: isNamed(citizenId) ? await findCitizenSeen(db.read, citizenId) : null,
        givenVnd: digits,
        vouchers: await readVouchersSeen(db.read, named),
        others: await listOthers(db.read, { exceptionId, voucherIds: named, path: pathOf(office) }),
      };
    },
    'GET /payouts/bags/:bagId/reissue': async ({ params, office, actor, refuse }) => {
      const bag = await findBagToReissue(db.read, params.bagId, pathOf(office), actor.staffId);
      return bag ?? refuse('not_found', { bag: params.bagId });
    },
  });
}
