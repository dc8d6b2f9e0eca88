import { Type } from 'typebox';
import {
  Count,
  Day,
  Id,
  Instant,
  Month,
  NamedHand,
  Nullable,
  OneOf,
  shape,
  VndText,
} from '#kernel/contract/shapes.ts';
import { VISIT_REASONS } from './bodies.ts';

/** What a phone at the door receives before it goes out, and again whenever it asks. */

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
      blocked: Nullable(
        OneOf('payment_stopped', 'identity_in_review', 'period_locked', 'paid_by_bank', 'contested'),
      ),
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
const BagStop = shape({
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
      balanceVnd: VndText,
      limitVnd: Nullable(VndText),
      frozen: Type.Boolean(),
      /** Closed through this day; null when it never was. */
      closedDay: Nullable(Day),
      /** The notes that it can hold by what was written; `exact`: these and no others. Null when nothing can be said. */
      notes: Nullable(shape({ count: Count, exact: Type.Boolean() })),
    }),
  ),
  /** The office's own hands, where cash and vouchers go back to. */
  returnTo: shape({ vault: Id, desk: Id }),
  /** On its way to the bag: to be counted and accepted, or refused. The people of its vouchers are among `people`. */
  offers: Type.Array(
    shape({
      id: Id,
      from: NamedHand,
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
      toward: NamedHand,
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
