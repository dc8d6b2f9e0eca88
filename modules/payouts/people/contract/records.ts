import Type from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import {
  Day,
  Id,
  Instant,
  Line,
  Month,
  Nullable,
  OneOf,
  shape,
  VndText,
  NamedHand,
} from '#kernel/contract/shapes.ts';
import { Page, PageQuery } from '#kernel/contract/pages.ts';
import { TELLER_RELATIONS, VISIT_REASONS } from '../../at-door/contract/bodies.ts';
import { EVERYONE_INSIDE, PAYERS } from '../../roles.ts';
import { CHANNELS, COLLECTOR_KINDS, VOUCHER_KINDS, VOUCHER_STATUSES } from '../../voucher.ts';

const TELLERS = [...PAYERS, 'treasurer', 'payout-controller'] as const;

/** Why somebody left a counter or a door without money. */
const Number12 = Type.String({ pattern: '^[0-9]{12}$' });

/** The facts of a record that a correction may set; what is left out stays as it is, null takes a fact away. */
const Corrected = shape({
  fullName: Type.Optional(Line(120)),
  bornOn: Type.Optional(Nullable(Day)),
  birthYear: Type.Optional(Nullable(Type.Integer({ minimum: 1880, maximum: 2100 }))),
  sex: Type.Optional(Nullable(OneOf('male', 'female'))),
  cccd: Type.Optional(Nullable(Number12)),
  cmnd: Type.Optional(Nullable(Type.String({ pattern: '^[0-9]{9}$' }))),
  insuranceNo: Type.Optional(Nullable(Type.String({ pattern: '^[0-9]{10}$' }))),
  phone: Type.Optional(Nullable(Type.String({ pattern: '^0[0-9]{9,10}$' }))),
  address: Type.Optional(Nullable(Line(300))),
  bankAccount: Type.Optional(Nullable(Type.String({ pattern: '^[0-9A-Za-z]{5,30}$' }))),
  bankName: Type.Optional(Nullable(Line(120))),
});

const Attempt = shape({
  reason: OneOf(...VISIT_REASONS),
  note: Nullable(Type.String()),
  office: Type.String(),
  by: Type.String(),
  at: Instant,
  /** The relative or neighbour who told it at the door. */
  toldBy: Nullable(
    shape({ name: Type.String(), relation: OneOf(...TELLER_RELATIONS), phone: Nullable(Type.String()) }),
  ),
});

/** One payment of a voucher; taken back, it stays with the handover that took it back. */
const PaymentMade = shape({
  handoverId: Id,
  receiptNo: Type.String(),
  paidAt: Instant,
  officeId: Id,
  office: Type.String(),
  teller: Type.String(),
  collector: Type.String(),
  collectorKind: OneOf(...COLLECTOR_KINDS),
  signed: OneOf('paper', 'pad', 'bank'),
  hasSignature: Type.Boolean(),
  takenBack: Nullable(shape({ handoverId: Id, at: Instant, by: Type.String(), reason: Type.String() })),
});

export const recordsContract = contract({
  'GET /payouts/programmes': {
    may: 'signed-in',
    scope: 'none',
    summary: { vi: 'Các chế độ chi trả', en: 'The programmes, by name' },
    reply: Type.Array(shape({ code: Type.String(), nameVi: Type.String(), nameEn: Type.String() })),
    refusals: [],
  },
  'GET /payouts/communes': {
    may: 'signed-in',
    scope: 'none',
    summary: { vi: 'Các xã, phường đang có', en: 'The communes in force today' },
    reply: Type.Array(shape({ id: Type.Integer(), name: Type.String(), district: Nullable(Type.String()) })),
    refusals: [],
  },
  'GET /payouts/people/:citizenId/vouchers': {
    may: EVERYONE_INSIDE,
    scope: 'office',
    summary: {
      vi: 'Mọi phiếu của một người qua các tháng: đã chi, đã hoàn, chuyển kỳ, ai chi, ở đâu',
      en: "All of a person's vouchers over the months: paid, returned, carried over, by whom and where",
    },
    params: shape({ citizenId: Id }),
    query: shape({
      officeId: Id,
      programme: Type.Optional(Line(40)),
      status: Type.Optional(OneOf(...VOUCHER_STATUSES)),
      ...PageQuery,
    }),
    reply: Page(
      shape({
        id: Id,
        programme: Type.String(),
        regime: Type.String(),
        kind: OneOf(...VOUCHER_KINDS),
        month: Month,
        benefitMonth: Month,
        amountVnd: VndText,
        status: OneOf(...VOUCHER_STATUSES),
        channel: OneOf(...CHANNELS),
        office: Type.String(),
        /** The newest first; more than one when a payment was taken back. */
        payments: Type.Array(PaymentMade),
        returned: Nullable(
          shape({
            handoverId: Id,
            at: Instant,
            by: Type.String(),
            reason: Type.String(),
            outcome: OneOf('carried', 'returned', 'suspended', 'recalled'),
          }),
        ),
        attempts: Type.Array(Attempt),
      }),
    ),
    refusals: [],
    audit: 'personal-data',
  },
  'GET /payouts/vouchers/:voucherId/trail': {
    may: EVERYONE_INSIDE,
    scope: 'office',
    summary: {
      vi: 'Đường đi của một phiếu: mọi bàn giao từ danh sách đến tay người nhận',
      en: 'The trail of a voucher: every handover from the list to the payee',
    },
    params: shape({ voucherId: Id }),
    query: shape({ officeId: Id }),
    reply: Type.Array(
      shape({
        handoverId: Id,
        kind: Type.String(),
        from: NamedHand,
        to: NamedHand,
        office: Type.String(),
        actor: Type.String(),
        recordedAt: Instant,
        businessDay: Day,
        reason: Nullable(Type.String()),
        reverses: Nullable(Id),
      }),
    ),
    refusals: [],
    audit: 'personal-data',
  },
  'GET /payouts/people/:citizenId/history': {
    may: EVERYONE_INSIDE,
    scope: 'office',
    summary: {
      vi: 'Ghi chú và các lần sửa hồ sơ của một người, mới nhất trước',
      en: 'Notes about a person and changes of the record, newest first',
    },
    params: shape({ citizenId: Id }),
    query: shape({ officeId: Id, ...PageQuery }),
    reply: Page(
      shape({
        id: Id,
        kind: OneOf('note', 'change'),
        /** The note, or why the record was changed. */
        text: Type.String(),
        /** What a change set, numbers masked; empty for a note. */
        fields: Type.Array(
          shape({
            name: Type.String(),
            before: Nullable(Type.String()),
            after: Nullable(Type.String()),
          }),
        ),
        by: Type.String(),
        at: Instant,
      }),
    ),
    refusals: [],
    audit: 'personal-data',
  },
  'POST /payouts/people/:citizenId/notes': {
    may: TELLERS,
    scope: 'office',
    summary: { vi: 'Ghi chú về một người', en: 'Write a note about a person' },
    params: shape({ citizenId: Id }),
    body: shape({ id: Id, officeId: Id, text: Line(500) }),
    reply: shape({ id: Id }),
    refusals: [],
  },
  'POST /payouts/people/:citizenId/correction': {
    may: ['payout-controller'],
    scope: 'office',
    summary: {
      vi: 'Sửa thông tin cá nhân, có lý do; giá trị cũ được giữ lại',
      en: 'Correct personal facts, with a reason; what stood before is kept',
    },
    params: shape({ citizenId: Id }),
    body: shape({ id: Id, officeId: Id, set: Corrected, reason: Line(300) }),
    reply: shape({ id: Id, changed: Type.Array(Type.String()) }),
    refusals: ['number_taken', 'nothing_changed', 'birth_ahead'],
  },
  'POST /payouts/attempts': {
    may: PAYERS,
    scope: 'office',
    summary: {
      vi: 'Ghi nhận không chi được, kèm lý do; phiếu vẫn còn phải chi',
      en: 'Record that vouchers could not be paid and why; they stay due',
    },
    body: shape({
      id: Id,
      officeId: Id,
      voucherIds: Type.Array(Id, { minItems: 1, maxItems: 50, uniqueItems: true }),
      reason: OneOf(...VISIT_REASONS),
      note: Nullable(Line(300)),
    }),
    reply: shape({ recorded: Type.Integer() }),
    refusals: ['already_paid', 'voucher_returned', 'voucher_withdrawn', 'wrong_place', 'several_people'],
  },
  'GET /payouts/payments': {
    may: [...PAYERS, 'treasurer', 'chief-accountant', 'district-manager', 'auditor'],
    scope: 'office',
    summary: {
      vi: 'Các lần chi trả tại quầy trong ngày, mới nhất trước',
      en: "A day's payments at an office's counters, newest first",
    },
    query: shape({
      officeId: Id,
      day: Type.Optional(Day),
      /** Only the caller's own. */
      mine: Type.Optional(Type.Boolean()),
      ...PageQuery,
    }),
    reply: Page(
      shape({
        handoverId: Id,
        receiptNo: Type.String(),
        paidAt: Instant,
        citizenId: Id,
        fullName: Type.String(),
        collector: Type.String(),
        collectorKind: OneOf(...COLLECTOR_KINDS),
        teller: Type.String(),
        mine: Type.Boolean(),
        vouchers: Type.Integer(),
        amountVnd: VndText,
        takenBack: Type.Boolean(),
        /** Whether somebody has asked to take it back and waits for the second person. */
        takingBack: Type.Boolean(),
      }),
    ),
    refusals: [],
  },
});
