import Type from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import { Id, Line, Month, OneOf, shape, SignedVndText, VndText } from '#kernel/contract/shapes.ts';

const ACCOUNTANTS = ['chief-accountant', 'provincial-director'] as const;
const READERS = [...ACCOUNTANTS, 'payout-controller', 'treasurer', 'auditor'] as const;
const done = shape({ done: Type.Boolean() });

const Figures = shape({
  programme: Type.String(),
  month: Month,
  lines: Type.Array(
    shape({
      listId: Id,
      listName: Type.String(),
      source: Type.String(),
      officeId: Id,
      officeName: Type.String(),
      listCount: Type.Integer(),
      listVnd: VndText,
      paidCount: Type.Integer(),
      paidVnd: VndText,
      carriedCount: Type.Integer(),
      carriedVnd: VndText,
      returnedCount: Type.Integer(),
      returnedVnd: VndText,
      openCount: Type.Integer(),
      openVnd: VndText,
    }),
  ),
  match: shape({
    listVnd: VndText,
    cashVnd: VndText,
    signedVnd: VndText,
    unmatched: Type.Array(shape({ handoverId: Id, cashVnd: VndText, signedVnd: VndText })),
  }),
  unmatchedListVnd: SignedVndText,
  unmatchedCashVnd: SignedVndText,
  fundedVnd: VndText,
  paidVnd: VndText,
  toReturnVnd: VndText,
  feeVnd: VndText,
  blocks: Type.Array(OneOf('vouchers_open', 'list_unmatched', 'cash_unmatched', 'not_funded')),
});

export const settleContract = contract({
  'GET /payouts/settlement': {
    may: READERS,
    scope: 'province',
    summary: {
      vi: 'Số liệu quyết toán và đối chiếu ba bên',
      en: 'Settlement figures and the three-way match',
    },
    query: shape({ programme: Line(40), month: Month }),
    reply: Figures,
    refusals: ['programme_not_in_force'],
  },
  'POST /payouts/settlement': {
    may: ACCOUNTANTS,
    scope: 'province',
    summary: { vi: 'Quyết toán một chế độ trong tháng', en: "Settle a programme's month" },
    body: shape({ id: Id, programme: Line(40), month: Month }),
    reply: Figures,
    refusals: ['programme_not_in_force', 'already_settled', 'settlement_blocked', 'hand_short'],
  },
  'POST /payouts/settlement/lock': {
    may: ACCOUNTANTS,
    scope: 'province',
    stepUp: true,
    summary: { vi: 'Khoá kỳ (người thứ hai)', en: 'Lock the period, as the second person' },
    body: shape({ programme: Line(40), month: Month }),
    reply: done,
    refusals: ['not_settled', 'two_people_needed'],
  },
});
