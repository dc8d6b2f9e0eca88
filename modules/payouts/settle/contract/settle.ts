import Type from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import {
  Count,
  Day,
  Id,
  Line,
  Month,
  Nullable,
  OneOf,
  shape,
  SignedVndText,
  VndText,
  Whole,
} from '#kernel/contract/shapes.ts';
import { RECOGNITION_REFUSALS, RULINGS } from '../../cases/rules.ts';

const CUSTODIANS = ['treasurer', 'teller', 'point-keeper'] as const;
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

export const FORMS = [
  'c72a',
  'c72b',
  'c73',
  'c73-80mm',
  'c74',
  '13-hsb',
  'cash-minutes',
  'day-close',
] as const;

export const settleContract = contract({
  'GET /payouts/form-layouts/:form': {
    may: ['administrator', 'auditor'],
    scope: 'province',
    summary: { vi: 'Mẫu in đang dùng', en: 'The layout in force' },
    params: shape({ form: OneOf(...FORMS) }),
    query: shape({ on: Type.Optional(Day) }),
    reply: shape({
      validFrom: Nullable(Day),
      legalBasis: Nullable(Type.String()),
      layout: Type.Record(Type.String(), Type.Unknown(), { additionalProperties: true }),
    }),
    refusals: [],
  },
  'POST /payouts/form-layouts/:form': {
    may: ['administrator'],
    scope: 'province',
    summary: {
      vi: 'Thay mẫu in từ một ngày, có căn cứ',
      en: 'Replace a layout from a day on, with its basis',
    },
    params: shape({ form: OneOf(...FORMS) }),
    body: shape({
      validFrom: Day,
      legalBasis: Line(),
      layout: Type.Record(Type.String(), Type.Unknown(), { additionalProperties: true }),
    }),
    reply: done,
    refusals: ['layout_unfit', 'layout_dated'],
  },
  'POST /payouts/closes/hand': {
    may: CUSTODIANS,
    scope: 'office',
    summary: { vi: 'Khoá sổ ngày của ngăn kéo, két', en: 'Close the day of a drawer or vault' },
    body: shape({
      id: Id,
      officeId: Id,
      handId: Id,
      day: Day,
      count: Count,
      thingsCounted: Whole(),
      /** What its holder says about a difference. */
      reason: Type.Optional(Line()),
    }),
    reply: shape({
      bookVnd: VndText,
      countedVnd: VndText,
      differenceVnd: SignedVndText,
      thingsBook: Type.Integer(),
      caseIds: Type.Array(Id),
    }),
    refusals: ['day_closed', 'day_ahead', 'hand_not_found', 'hand_frozen'],
  },
  'POST /payouts/closes/office': {
    may: ['treasurer', 'point-keeper', 'district-manager', 'chief-accountant'],
    scope: 'office',
    summary: { vi: 'Khoá sổ ngày của đơn vị', en: "Close an office's day" },
    body: shape({ officeId: Id, day: Day }),
    reply: done,
    refusals: ['day_closed', 'day_ahead', 'hands_open', 'offices_open'],
  },
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
  'GET /payouts/forms/:form': {
    may: [...READERS, 'teller', 'point-keeper', 'district-manager'],
    scope: 'office',
    summary: { vi: 'In biểu mẫu của đơn vị (PDF, xlsx)', en: "Print an office's form (PDF, xlsx)" },
    params: shape({ form: OneOf('c72a', 'c72b', 'c74', 'day-close', 'cash-minutes') }),
    query: shape({
      officeId: Id,
      month: Type.Optional(Month),
      programme: Type.Optional(Line(40)),
      day: Type.Optional(Day),
      handoverId: Type.Optional(Id),
      as: Type.Optional(OneOf('pdf', 'xlsx')),
    }),
    reply: 'file',
    refusals: ['programme_not_in_force', 'form_unfit'],
    audit: 'personal-data',
  },
});
