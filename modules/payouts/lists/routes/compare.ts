import { bind, type Bound } from '#kernel/http/bind.ts';
import { compareContract } from '../contract/compare.ts';
import { compareMonths, pageOfCompared } from '../store/compare.ts';
import type { RouteParts } from '../../request.ts';

export function compareRoutes({ db }: RouteParts): Bound {
  return bind(compareContract, {
    'GET /payouts/comparison': ({ query }) => compareMonths(db.read, query.month),
    'GET /payouts/comparison/people': ({ query }) => pageOfCompared(db.read, query),
  });
}
