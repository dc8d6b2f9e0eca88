import { Type } from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import {
  Count,
  Day,
  Id,
  Instant,
  Line,
  Month,
  Nullable,
  OneOf,
  PositiveVndText,
  shape,
  VndText,
} from '#kernel/contract/shapes.ts';
import { DeviceProofShape } from '#kernel/devices/shapes.ts';

/**
 * What a phone at the door receives and says. The bodies are those of the operations that this module registers
 * (`payouts.pay` and so on): plain JSON, amounts as digits, days as text.
 */

const Digits = Type.String({ pattern: '^(0|[1-9]\\d{0,14})$' });
const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
const Notes = Type.Record(
  Type.String({ pattern: '^(500000|200000|100000|50000|20000|10000|5000|2000|1000|500|200|100)$' }),
  Type.Integer({ minimum: 0, maximum: 1_000_000 }),
  { additionalProperties: false },
);
const VoucherIds = Type.Array(Id, { minItems: 1, maxItems: 50, uniqueItems: true });

const Position = Nullable(
  shape({
    lat: Type.Number({ minimum: -90, maximum: 90 }),
    lon: Type.Number({ minimum: -180, maximum: 180 }),
    accuracyM: Type.Number({ minimum: 0, maximum: 1_000_000 }),
  }),
);

export const VISIT_REASONS = [
  'absent',
  'moved',
  'dead',
  'refused',
  'amount_disputed',
  'no_papers',
  'wrong_person',
  'unreachable',
  'other',
] as const;
export const NEXT_STEPS = [
  'again',
  'to_office',
  'report_death',
  'report_move',
  'check_amount',
  'none',
] as const;

/** Who tells at a door what became of somebody. */
export const TELLER_RELATIONS = [
  'spouse',
  'child',
  'parent',
  'sibling',
  'grandchild',
  'relative',
  'neighbour',
] as const;

export type TellerRelation = (typeof TELLER_RELATIONS)[number];

/** The bodies of operations, by their kind. */
export const DOOR_BODIES = {
  /** Vouchers of one person from the bag: one act, any number of vouchers. */
  'payouts.pay': shape({
    citizenId: Id,
    voucherIds: VoucherIds,
    /** What was handed over: the sum of the vouchers as the phone knew them. */
    amountVnd: Digits,
    collector: Type.Union([
      shape({ kind: Type.Literal('self') }),
      shape({ kind: Type.Literal('proxy'), authorityId: Id }),
      shape({ kind: Type.Literal('heir'), heirId: Id }),
    ]),
    /** A drawn signature or the photo of a thumbprint by its attachment, or the number of a paper receipt. */
    signed: Type.Union([
      shape({ how: Type.Literal('pad'), sha256: Sha256 }),
      shape({ how: Type.Literal('thumb'), sha256: Sha256 }),
      shape({ how: Type.Literal('paper'), number: Line(40) }),
    ]),
    count: Nullable(Notes),
    /** The photo of the person, where the programme asks for one. */
    photoSha256: Nullable(Sha256),
    identity: OneOf('cccd_scanned', 'cccd_typed', 'papers_seen', 'known'),
    position: Position,
  }),
  /** Somebody came to the door and nothing was paid; the vouchers stay in the bag. */
  'payouts.visit': shape({
    citizenId: Id,
    voucherIds: VoucherIds,
    reason: OneOf(...VISIT_REASONS),
    next: OneOf(...NEXT_STEPS),
    againOn: Nullable(Day),
    note: Nullable(Line(300)),
    /** The relative or neighbour who told a death, a move or a refusal; null when nobody did. */
    toldBy: Type.Optional(
      Nullable(
        shape({
          name: Line(120),
          relation: OneOf(...TELLER_RELATIONS),
          phone: Nullable(Type.String({ pattern: '^0[0-9]{9,10}$' })),
        }),
      ),
    ),
    position: Position,
  }),
  /** Takes back a payment of this phone: the money is in the bag again, and the vouchers. */
  'payouts.undo': shape({ operationId: Id, reason: Line() }),
  /** Counts and accepts what was offered to the bag; what was written and not found is named. */
  'payouts.accept-offer': shape({
    offerId: Id,
    count: Nullable(Notes),
    missing: Type.Array(Id, { maxItems: 2_000, uniqueItems: true }),
    /** SHA-256, hex, of `offerText` (rules/offer-text): what the phone was shown, so that its signature stands under that too. */
    seen: Type.Optional(Sha256),
  }),
  'payouts.refuse-offer': shape({ offerId: Id, reason: Line() }),
  /** Offers cash, vouchers or both back from the bag; each offer has an id of its own, made by the phone. */
  'payouts.return-offer': shape({
    cash: Nullable(shape({ offerId: Id, towardHand: Id, count: Notes })),
    vouchers: Nullable(
      shape({
        offerId: Id,
        towardHand: Id,
        voucherIds: Type.Array(Id, { minItems: 1, maxItems: 700, uniqueItems: true }),
      }),
    ),
  }),
  /** The bag counted at the end of its day. */
  'payouts.close-bag': shape({
    day: Day,
    count: Notes,
    vouchersCounted: Type.Integer({ minimum: 0, maximum: 100_000 }),
    reason: Nullable(Line()),
  }),
} as const;

export type DoorKind = keyof typeof DOOR_BODIES;

const HashedNumber = {
  /** The last four digits, to be read out; null when no number is known. */
  tail: Nullable(Type.String()),
  /** SHA-256, hex, of the bag's salt and the whole number: a scanned card is compared by it. */
  hash: Nullable(Type.String()),
};

export const BagPerson = shape({
  citizenId: Id,
  fullName: Type.String(),
  birthYear: Nullable(Type.Integer()),
  sex: Nullable(OneOf('male', 'female')),
  cccd: shape(HashedNumber),
  phone: Nullable(Type.String()),
  hamlet: Nullable(Type.String()),
  address: Nullable(Type.String()),
  commune: Nullable(Type.String()),
  diedOn: Nullable(Day),
  /** The last visit of these days that ended without a payment; null when there was none. */
  visited: Nullable(shape({ reason: OneOf(...VISIT_REASONS), at: Instant })),
  vouchers: Type.Array(
    shape({
      id: Id,
      programme: Type.String(),
      programmeVi: Type.String(),
      programmeEn: Type.String(),
      month: Month,
      benefitMonth: Month,
      kind: Type.String(),
      regime: Type.String(),
      amountVnd: VndText,
      opensOn: Day,
      payUntil: Day,
      /** Why it may not be paid as things stood when the bag was packed; null when it may. */
      blocked: Nullable(OneOf('payment_stopped', 'identity_in_review', 'period_locked', 'paid_by_bank')),
      photoNeeded: Type.Boolean(),
    }),
  ),
  proxies: Type.Array(
    shape({
      authorityId: Id,
      name: Type.String(),
      cccd: shape(HashedNumber),
      programmes: Nullable(Type.Array(Type.String())),
      madeOn: Day,
      expiresOn: Day,
    }),
  ),
  heirs: Type.Array(
    shape({ heirId: Id, name: Type.String(), relation: Type.String(), cccd: shape(HashedNumber) }),
  ),
});

/** One stop of the round, in order; whoever is in the bag and in no stop may still be paid on the road. */
export const BagStop = shape({
  citizenIds: Type.Array(Id),
  name: Type.String(),
  lat: Nullable(Type.Number()),
  lon: Nullable(Type.Number()),
  arriveAt: Nullable(Instant),
  note: Nullable(Type.String()),
});

export const BagShape = shape({
  form: Type.Literal('bag/1'),
  madeAt: Instant,
  today: Day,
  office: shape({ id: Id, name: Type.String() }),
  person: shape({ id: Id, name: Type.String() }),
  /** Null until the office has opened one for this person. */
  bag: Nullable(
    shape({
      handId: Id,
      name: Type.String(),
      balanceVnd: VndText,
      limitVnd: Nullable(VndText),
      frozen: Type.Boolean(),
      /** Closed through this day; null when it never was. */
      closedDay: Nullable(Day),
    }),
  ),
  /** Where cash and vouchers go back to. */
  returnTo: shape({ vault: Id, vaultName: Type.String(), desk: Id, deskName: Type.String() }),
  /** On its way to the bag: to be counted and accepted, or refused. The people of its vouchers are among `people`. */
  offers: Type.Array(
    shape({
      id: Id,
      from: Type.String(),
      by: Type.String(),
      offeredAt: Instant,
      amountVnd: VndText,
      count: Count,
      voucherIds: Type.Array(Id),
    }),
  ),
  /** What this bag has offered back in the last days, and what the office answered. */
  returns: Type.Array(
    shape({
      id: Id,
      toward: Type.String(),
      offeredAt: Instant,
      amountVnd: VndText,
      vouchers: Type.Integer(),
      state: OneOf('waiting', 'accepted', 'refused', 'withdrawn'),
      by: Nullable(Type.String()),
      at: Nullable(Instant),
      reason: Nullable(Type.String()),
      /** What the office counted; null while it waits or when it did not take it. */
      countedVnd: Nullable(VndText),
      vouchersCounted: Nullable(Type.Integer()),
    }),
  ),
  /** The vouchers that the bag holds. */
  heldVoucherIds: Type.Array(Id),
  people: Type.Array(BagPerson),
  /** Null when the round was not planned here. */
  round: Nullable(shape({ id: Id, day: Day, stops: Type.Array(BagStop) })),
  /** Goes before the number when a card is compared; new with each bag. */
  salt: Type.String(),
  /** After this instant, once nothing is in the bag, and when it is closed, people's facts are purged from the phone. */
  purgeAt: Instant,
});

export const doorContract = contract({
  'POST /devices/:deviceId/bag': {
    may: 'anyone',
    scope: 'none',
    summary: {
      vi: 'Điện thoại nhận túi: phiếu, người nhận, tiền, lộ trình; có ký thử thách',
      en: 'A phone receives its bag: vouchers, payees, float, round; admitted by a signed challenge',
    },
    params: shape({ deviceId: Id }),
    body: shape({ proof: DeviceProofShape }),
    reply: BagShape,
    refusals: ['device_not_found', 'wrong_device_proof', 'device_gone', 'person_not_here'],
    perMinute: 60,
    perMinuteEach: 'deviceId',
  },
  'POST /payouts/bags': {
    may: ['treasurer', 'point-keeper', 'district-manager'],
    scope: 'office',
    summary: {
      vi: 'Mở túi tiền đi chi trả cho một người',
      en: 'Open a bag for a person who pays at the door',
    },
    body: shape({ id: Id, officeId: Id, staffId: Id, name: Line(), limitVnd: Nullable(PositiveVndText) }),
    reply: shape({ done: Type.Boolean() }),
    refusals: ['bag_open', 'not_staff_here'],
  },
});
