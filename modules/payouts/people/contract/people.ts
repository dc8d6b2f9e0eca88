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
  Whole,
} from '#kernel/contract/shapes.ts';
import { EVERYONE_INSIDE, CUSTODIANS } from '../../roles.ts';
import { CHANNELS, VOUCHER_KINDS, VOUCHER_STATUSES } from '../../voucher.ts';

/** A person as a search shows them: enough to choose, numbers masked. */
export const PersonHit = shape({
  id: Id,
  fullName: Type.String(),
  birth: Nullable(Type.String()),
  cccdMasked: Nullable(Type.String()),
  hamlet: Nullable(Type.String()),
  commune: Nullable(Type.String()),
  dead: Type.Boolean(),
});

export const PersonVoucher = shape({
  id: Id,
  programme: Type.String(),
  regime: Type.String(),
  kind: OneOf(...VOUCHER_KINDS),
  month: Month,
  benefitMonth: Month,
  amountVnd: VndText,
  status: OneOf(...VOUCHER_STATUSES),
  channel: OneOf(...CHANNELS),
  officeId: Id,
  office: Type.String(),
  payOn: Day,
  payUntil: Day,
  /** Why it cannot be paid at the asking office today; null when it can. */
  whyNot: Nullable(
    shape({
      code: Type.String(),
      facts: Type.Record(Type.String(), Type.Unknown(), { additionalProperties: true }),
    }),
  ),
  paid: Nullable(
    shape({
      handoverId: Id,
      receiptNo: Type.String(),
      paidAt: Instant,
      office: Type.String(),
      collector: Type.String(),
      teller: Type.String(),
    }),
  ),
});

export const peopleContract = contract({
  'POST /payouts/people/search': {
    may: EVERYONE_INSIDE,
    scope: 'office',
    readsOnly: true,
    summary: {
      vi: 'Tìm người hưởng theo mã QR CCCD, số hoặc tên không dấu',
      en: 'Find a payee by CCCD QR, number or name without diacritics',
    },
    body: shape({
      officeId: Id,
      q: Type.String({ minLength: 2, maxLength: 400 }),
      everywhere: Type.Optional(Type.Boolean()),
      /** How many at most, best first; 20 when it is left out. */
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    }),
    reply: Type.Array(PersonHit),
    refusals: ['query_too_short', 'query_too_wide'],
  },
  'GET /payouts/people/:citizenId': {
    may: EVERYONE_INSIDE,
    scope: 'office',
    summary: {
      vi: 'Một người: mọi chế độ đến hạn, đã chi, đã hoàn',
      en: 'One person: all that is due, paid, returned',
    },
    params: shape({ citizenId: Id }),
    query: shape({ officeId: Id }),
    reply: shape({
      person: PersonHit,
      diedOn: Nullable(Day),
      /** All that is still due, and the newest of the rest. */
      vouchers: Type.Array(PersonVoucher),
      authorities: Type.Array(
        shape({
          id: Id,
          proxyName: Type.String(),
          proxyCccdMasked: Type.String(),
          relation: Nullable(Type.String()),
          /** Null: all programmes. */
          programmes: Nullable(Type.Array(Type.String())),
          madeOn: Day,
          expiresOn: Day,
          certifiedBy: Type.String(),
          hasImage: Type.Boolean(),
          /** Why it was ended before its last day; null while it was not. */
          revokedReason: Nullable(Type.String()),
          /** Why nobody may collect with it today; null when it is good. */
          whyNot: Nullable(Type.String()),
        }),
      ),
      heirs: Type.Array(
        shape({ id: Id, fullName: Type.String(), relation: Type.String(), document: Type.String() }),
      ),
      stops: Type.Array(
        shape({
          id: Id,
          programme: Nullable(Type.String()),
          kind: OneOf('suspended', 'ended'),
          fromMonth: Month,
          reason: Type.String(),
          recordedBy: Type.String(),
          recordedAt: Instant,
          lifted: Type.Boolean(),
          liftReason: Nullable(Type.String()),
        }),
      ),
    }),
    refusals: ['person_not_allowed'],
    audit: 'personal-data',
  },
  'POST /payouts/people/:citizenId/reveal': {
    may: EVERYONE_INSIDE,
    scope: 'office',
    summary: {
      vi: 'Xem số giấy tờ đầy đủ, có lý do, được ghi lại',
      en: 'Show full numbers, with a reason, recorded',
    },
    params: shape({ citizenId: Id }),
    body: shape({ officeId: Id, reason: Line() }),
    reply: shape({
      cccd: Nullable(Type.String()),
      cmnd: Nullable(Type.String()),
      insuranceNo: Nullable(Type.String()),
      phone: Nullable(Type.String()),
      bankAccount: Nullable(Type.String()),
      address: Nullable(Type.String()),
    }),
    refusals: ['data_restricted'],
    audit: 'personal-data',
  },
  'POST /payouts/people/:citizenId/authorities': {
    may: CUSTODIANS,
    scope: 'office',
    summary: { vi: 'Ghi giấy uỷ quyền (13-HSB)', en: 'Record a written authority (13-HSB)' },
    params: shape({ citizenId: Id }),
    body: shape({
      id: Id,
      officeId: Id,
      proxyName: Line(),
      proxyCccd: Type.String({ pattern: '^[0-9]{12}$' }),
      relation: Nullable(Line(100)),
      programmes: Nullable(Type.Array(Line(40), { minItems: 1, maxItems: 20 })),
      madeOn: Day,
      expiresOn: Day,
      certifiedBy: Line(),
    }),
    reply: shape({ id: Id }),
    refusals: ['authority_too_long', 'authority_past'],
  },
  'POST /payouts/authorities/:authorityId/revocation': {
    may: CUSTODIANS,
    scope: 'office',
    summary: { vi: 'Thu hồi uỷ quyền', en: 'Revoke an authority' },
    params: shape({ authorityId: Id }),
    body: shape({ officeId: Id, reason: Line() }),
    reply: shape({ revoked: Type.Boolean() }),
    refusals: ['authority_not_found'],
  },
  'POST /payouts/people/:citizenId/heirs': {
    may: CUSTODIANS,
    scope: 'office',
    summary: { vi: 'Ghi người thừa kế nhận thay', en: 'Record an heir who may collect' },
    params: shape({ citizenId: Id }),
    body: shape({
      id: Id,
      officeId: Id,
      fullName: Line(),
      cccd: Type.String({ pattern: '^[0-9]{12}$' }),
      relation: Line(100),
      document: Line(),
    }),
    reply: shape({ id: Id }),
    refusals: ['citizen_alive'],
  },
  'POST /payouts/people/:citizenId/death': {
    may: [...CUSTODIANS, 'payout-controller'],
    scope: 'office',
    summary: {
      vi: 'Ghi nhận qua đời và thu hồi phiếu các tháng sau',
      en: 'Record a death and recall later vouchers',
    },
    params: shape({ citizenId: Id }),
    body: shape({ id: Id, officeId: Id, diedOn: Day, document: Line() }),
    reply: shape({ recalled: Type.Integer(), awaiting: Type.Integer(), already: Type.Boolean() }),
    refusals: ['death_recorded', 'death_ahead', 'held_elsewhere'],
  },
  'POST /payouts/people/:citizenId/stops': {
    may: ['payout-controller'],
    scope: 'province',
    summary: { vi: 'Tạm dừng hoặc chấm dứt chi trả', en: 'Suspend or end payment' },
    params: shape({ citizenId: Id }),
    body: shape({
      id: Id,
      programme: Nullable(Line(40)),
      kind: OneOf('suspended', 'ended'),
      fromMonth: Month,
      reason: Line(),
    }),
    reply: shape({ id: Id }),
    refusals: [],
  },
  'POST /payouts/stops/:stopId/lift': {
    may: ['payout-controller'],
    scope: 'province',
    summary: { vi: 'Tiếp tục chi trả', en: 'Resume payment' },
    params: shape({ stopId: Id }),
    body: shape({ reason: Line() }),
    reply: shape({ lifted: Type.Boolean() }),
    refusals: [],
  },
  'POST /payouts/authorities/:authorityId/image': {
    may: CUSTODIANS,
    scope: 'office',
    summary: { vi: 'Gửi bản chụp giấy uỷ quyền', en: 'Add the picture of an authority' },
    params: shape({ authorityId: Id }),
    query: shape({ officeId: Id }),
    upload: { maxBytes: 8 * 1024 * 1024 },
    body: shape({}),
    reply: shape({ sha256: Type.String() }),
    refusals: ['authority_not_found', 'image_unfit', 'image_known'],
  },
  'GET /payouts/authorities/:authorityId/image': {
    may: EVERYONE_INSIDE,
    scope: 'office',
    summary: { vi: 'Bản chụp giấy uỷ quyền', en: 'The picture of an authority' },
    params: shape({ authorityId: Id }),
    query: shape({ officeId: Id }),
    reply: 'file',
    refusals: ['authority_not_found'],
    audit: 'personal-data',
  },
  'GET /payouts/authorities/:authorityId/form': {
    may: CUSTODIANS,
    scope: 'office',
    summary: { vi: 'In giấy uỷ quyền theo mẫu 13-HSB để ký', en: 'Print an authority (13-HSB) to be signed' },
    params: shape({ authorityId: Id }),
    query: shape({ officeId: Id }),
    reply: 'file',
    refusals: ['authority_not_found'],
    audit: 'personal-data',
  },
  'POST /payouts/people/:citizenId/move': {
    may: [...CUSTODIANS, 'payout-controller'],
    scope: 'office',
    summary: {
      vi: 'Ghi nhận chuyển nơi ở, phiếu đi theo',
      en: 'Record a move of residence; due vouchers follow',
    },
    params: shape({ citizenId: Id }),
    body: shape({
      id: Id,
      officeId: Id,
      unitId: Whole(1),
      hamlet: Nullable(Line(100)),
      reason: Line(),
    }),
    reply: shape({
      sent: Type.Integer(),
      awaiting: Type.Integer(),
      office: Type.String(),
      already: Type.Boolean(),
    }),
    refusals: ['held_elsewhere'],
  },
});
