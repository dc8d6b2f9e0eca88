import Type from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import {
  Count,
  Id,
  Instant,
  Line,
  Month,
  NamedHand,
  Nullable,
  OneOf,
  shape,
  VndText,
} from '#kernel/contract/shapes.ts';
import { PAYERS } from '../../roles.ts';

const PAY_REFUSALS = [
  'already_paid',
  'voucher_withdrawn',
  'voucher_returned',
  'period_locked',
  'identity_in_review',
  'payment_stopped',
  'paid_by_bank',
  'contested',
  'wrong_place',
  'held_elsewhere',
  'too_early',
  'citizen_dead',
  'citizen_alive',
  'authority_not_found',
  'authority_revoked',
  'authority_expired',
  'authority_not_yet',
  'authority_scope',
  'heir_not_found',
  'drawer_not_open',
  'drawer_closed',
  'drawer_short',
  'several_people',
  'count_differs',
  'signature_missing',
] as const;

const Collector = Type.Union([
  shape({ kind: Type.Literal('self') }),
  shape({ kind: Type.Literal('proxy'), authorityId: Id }),
  shape({ kind: Type.Literal('heir'), heirId: Id }),
]);

const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256, hex' });

const Payment = {
  id: Id,
  voucherIds: Type.Array(Id, { minItems: 1, maxItems: 50, uniqueItems: true }),
  collector: Collector,
  signed: OneOf('paper', 'pad'),
  /** Of the picture drawn on the pad, kept before by `POST /payouts/signatures`. */
  signatureSha256: Type.Optional(Sha256),
  count: Type.Optional(Count),
  occurredAt: Instant,
};

const Receipt = shape({
  handoverId: Id,
  receiptNo: Type.String(),
  amountVnd: VndText,
  already: Type.Boolean(),
});

export const payContract = contract({
  'POST /payouts/payments': {
    may: PAYERS,
    scope: 'office',
    summary: {
      vi: 'Chi trả tại quầy: một người, một hoặc nhiều phiếu',
      en: 'Pay at the counter: one person, any number of vouchers',
    },
    body: shape({ officeId: Id, ...Payment }),
    reply: Receipt,
    refusals: PAY_REFUSALS,
  },
  'POST /payouts/payments/bulk': {
    may: PAYERS,
    scope: 'office',
    summary: {
      vi: 'Ghi nhiều lần chi trả cùng lúc, trả lời từng lần',
      en: 'Record many payments at once, each answered by itself',
    },
    body: shape({ officeId: Id, payments: Type.Array(shape(Payment), { minItems: 1, maxItems: 1000 }) }),
    reply: Type.Array(
      shape({
        receipt: Nullable(Receipt),
        refusal: Nullable(
          shape({
            code: Type.String(),
            facts: Type.Record(Type.String(), Type.Unknown(), { additionalProperties: true }),
          }),
        ),
      }),
    ),
    refusals: ['signature_missing'],
  },
  'GET /payouts/payments/:handoverId/receipt': {
    may: [...PAYERS, 'treasurer', 'chief-accountant', 'auditor'],
    scope: 'office',
    summary: { vi: 'Giấy nhận (C73-HD), khổ A5 hoặc 80 mm', en: 'The receipt, A5 or 80 mm' },
    params: shape({ handoverId: Id }),
    query: shape({ officeId: Id, paper: Type.Optional(OneOf('a5', '80mm')) }),
    reply: 'file',
    refusals: [],
    audit: 'personal-data',
  },
  'POST /payouts/signatures': {
    may: PAYERS,
    scope: 'office',
    summary: {
      vi: 'Giữ chữ ký trên bảng ký trước khi chi trả',
      en: 'Keep a signature drawn on the pad, before its payment names it',
    },
    query: shape({ officeId: Id }),
    upload: { maxBytes: 256 * 1024 },
    body: shape({}),
    reply: shape({ sha256: Sha256 }),
    refusals: ['signature_unfit'],
  },
  'GET /payouts/payments/:handoverId/signature': {
    may: [...PAYERS, 'treasurer', 'chief-accountant', 'auditor'],
    scope: 'office',
    summary: { vi: 'Chữ ký của người nhận', en: 'The signature of who collected' },
    params: shape({ handoverId: Id }),
    query: shape({ officeId: Id }),
    reply: 'file',
    refusals: [],
    audit: 'personal-data',
  },
  'POST /payouts/unpaid': {
    may: ['payout-controller', 'treasurer'],
    scope: 'province',
    summary: {
      vi: 'Hoàn phiếu không có người nhận (dưới hạn mức; trên hạn mức thì lập đề nghị)',
      en: 'Return what nobody collected, below the limit; above it, propose',
    },
    body: shape({
      id: Id,
      programme: Line(40),
      month: Month,
      officeIds: Nullable(Type.Array(Id, { minItems: 1, maxItems: 500 })),
      reason: Line(),
    }),
    reply: shape({
      /** It had been done before under this id; what is told is what it did then. */
      already: Type.Boolean(),
      vouchers: Type.Integer(),
      totalVnd: VndText,
      carried: Type.Integer(),
      suspended: Type.Integer(),
      /** Vouchers that stay because somebody else holds them, at most 200: on their way, in a bag, at the bank. */
      skipped: Type.Array(
        shape({
          voucherId: Id,
          citizen: Type.String(),
          amountVnd: VndText,
          holder: NamedHand,
        }),
      ),
    }),
    refusals: [
      'programme_not_in_force',
      'period_locked',
      'held_elsewhere',
      'two_people_needed',
      'payer_returns',
    ],
  },
});
