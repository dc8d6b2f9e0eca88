import Type from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import { Day, Id, Instant, Month, Nullable, OneOf, shape, VndText } from '#kernel/contract/shapes.ts';
import { WORK, type WorkKind } from '../rules/work.ts';
import { EVERYONE_INSIDE } from '../../roles.ts';

export const workContract = contract({
  'GET /payouts/work': {
    may: EVERYONE_INSIDE,
    scope: 'office',
    summary: {
      vi: 'Việc đang chờ tôi tại một đơn vị: chờ, trễ, lệch',
      en: 'What waits for me at an office: waiting, late, not matching',
    },
    query: shape({ officeId: Id }),
    reply: Type.Array(
      shape({
        kind: OneOf(...(Object.keys(WORK) as [WorkKind, ...WorkKind[]])),
        state: OneOf('waits', 'late', 'mismatch'),
        count: Type.Integer(),
        amountVnd: VndText,
        /** When the oldest of it began to wait; of cash that is short, the first day of paying without it. */
        since: Nullable(Instant),
        /** Of cash that is short: where, the soonest first. */
        shortages: Type.Array(shape({ office: Type.String(), missingVnd: VndText, by: Day })),
        /** Of funding that is short: whose money has not come, the longest first, and since when its list stands. */
        underfunded: Type.Array(
          shape({
            programme: Type.String(),
            nameVi: Type.String(),
            nameEn: Type.String(),
            month: Month,
            missingVnd: VndText,
            since: Day,
          }),
        ),
      }),
    ),
    refusals: [],
  },
});
