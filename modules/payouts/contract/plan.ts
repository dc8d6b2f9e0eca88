import Type from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import { Day, Id, Line, Month, OneOf, shape, Whole } from '#kernel/contract/shapes.ts';

export const planContract = contract({
  'POST /payouts/plan': {
    may: ['payout-controller', 'district-manager'],
    scope: 'office',
    summary: {
      vi: 'Đổi nơi, ngày, cách trả: hàng loạt hoặc từng người',
      en: 'Change where, when and how: in bulk or one by one',
    },
    body: shape({
      officeId: Id,
      month: Month,
      programme: Line(40),
      who: shape({
        unitId: Type.Optional(Whole(1)),
        hamlet: Type.Optional(Line()),
        voucherIds: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 5000 })),
      }),
      change: shape({
        channel: Type.Optional(OneOf('point', 'office', 'home', 'bank')),
        payOn: Type.Optional(Day),
        toOfficeId: Type.Optional(Id),
      }),
    }),
    reply: shape({ vouchers: Type.Integer() }),
    refusals: [
      'programme_not_in_force',
      'nothing_to_plan',
      'day_outside',
      'held_elsewhere',
      'no_bank_account',
    ],
  },
});
