import { Type } from 'typebox';
import { Day, Id, Line, Nullable, OneOf, shape } from '#kernel/contract/shapes.ts';

/**
 * What a phone at the door says: the bodies of the operations that this module registers (`payouts.pay` and so on), plain JSON,
 * amounts as digits, days as text.
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
const NEXT_STEPS = ['again', 'to_office', 'report_death', 'report_move', 'check_amount', 'none'] as const;

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
    /** SHA-256, hex, of `offerText` (at-door/rules): what the phone was shown, so that its signature stands under that too. */
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
