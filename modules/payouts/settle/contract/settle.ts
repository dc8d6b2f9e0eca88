import Type from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import { Id, Line, Month, OneOf, shape, SignedVndText, VndText } from '#kernel/contract/shapes.ts';
import { CUSTODIANS } from '../../roles.ts';
import { RECOGNITION_REFUSALS, RULINGS } from '../../cases/rules.ts';

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
  'POST /payouts/cases/:caseId/entries': {
    may: [...CUSTODIANS, 'district-manager', 'chief-accountant'],
    scope: 'office',
    summary: { vi: 'Khiếu nại hoặc giải trình một chênh lệch', en: 'Dispute or explain a difference' },
    params: shape({ caseId: Id }),
    body: shape({ id: Id, officeId: Id, kind: OneOf('disputed', 'explained'), note: Line(1000) }),
    reply: done,
    refusals: ['case_ruled'],
  },
  'POST /payouts/cases/:caseId/ruling': {
    may: ['chief-accountant'],
    scope: 'office',
    summary: {
      vi: 'Kết luận một chênh lệch (dưới hạn mức; trên hạn mức thì lập đề nghị)',
      en: 'Rule on a difference, below the limit; above it, propose',
    },
    params: shape({ caseId: Id }),
    body: shape({
      id: Id,
      officeId: Id,
      ruling: OneOf(...RULINGS),
      note: Line(1000),
    }),
    reply: done,
    refusals: [
      'case_ruled',
      'own_case',
      'ruling_unfit',
      'two_people_needed',
      'hand_short',
      'hand_over_limit',
      'held_elsewhere',
      'hand_frozen',
      ...RECOGNITION_REFUSALS,
    ],
  },
  'POST /payouts/cases/:caseId/ruling/reversal': {
    may: ['chief-accountant'],
    scope: 'office',
    summary: {
      vi: 'Rút lại kết luận một chênh lệch (dưới hạn mức; trên hạn mức thì lập đề nghị)',
      en: 'Take the ruling on a difference back, below the limit; above it, propose',
    },
    params: shape({ caseId: Id }),
    body: shape({ id: Id, officeId: Id, reason: Line(1000) }),
    reply: done,
    refusals: [
      'case_open',
      'own_case',
      'ruling_elsewhere',
      'ruling_gone_on',
      'two_people_needed',
      'hand_over_limit',
      'hand_frozen',
      'already_reversed',
    ],
  },
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
