import Type from 'typebox';
import { Day, Id, Instant, Nullable, OneOf, shape, VndText, Whole } from '#kernel/contract/shapes.ts';

export const READERS = [
  'payout-controller',
  'chief-accountant',
  'treasurer',
  'teller',
  'point-keeper',
  'district-manager',
  'provincial-director',
  'auditor',
] as const;

/** Who decides who is visited by whom. */
export const PLANNERS = ['district-manager', 'treasurer', 'point-keeper'] as const;
/** Who sets the province's figures. */
export const SETTERS = ['payout-controller', 'provincial-director'] as const;
/** Who gives out of a vault. */
export const GIVERS = ['treasurer', 'point-keeper'] as const;
/** Who goes out with a bag. */
export const PAYERS = ['teller', 'point-keeper'] as const;

export const TERRAINS = ['town', 'plain', 'mountain'] as const;
export const WHYS = ['too-heavy', 'closed-road', 'window', 'hours', 'no-vehicle', 'no-room'] as const;

const Minute = Type.Integer({ minimum: 0, maximum: 1439 });

/** A payer who goes out, alone or with a second person, from when and for how long at the most. */
export const Outing = {
  payerId: Id,
  partnerId: Nullable(Id),
  startMinute: Minute,
  minutesAway: Type.Integer({ minimum: 1, maximum: 1440 }),
};

export const Named = shape({ id: Id, name: Type.String() });

export const Window = shape({ fromMinute: Minute, toMinute: Minute });

export const Closure = shape({
  id: Id,
  unitId: Whole(1),
  commune: Type.String(),
  hamlet: Nullable(Type.String()),
  towardUnitId: Nullable(Whole(1)),
  toward: Nullable(Type.String()),
  fromDay: Day,
  untilDay: Nullable(Day),
  reason: Type.String(),
  by: Type.String(),
  at: Instant,
});

const PlannedStop = shape({
  citizenId: Id,
  name: Type.String(),
  commune: Type.String(),
  hamlet: Nullable(Type.String()),
  arriveS: Type.Integer(),
  beginS: Type.Integer(),
  amountVnd: VndText,
  vouchers: Type.Integer(),
});

export const PlannedRound = shape({
  id: Id,
  n: Type.Integer(),
  payer: Named,
  partner: Nullable(Named),
  capacityVnd: VndText,
  startS: Type.Integer(),
  endS: Type.Integer(),
  distanceM: Type.Integer(),
  amountVnd: VndText,
  stops: Type.Array(PlannedStop),
});

export const PlanHead = shape({
  id: Id,
  version: Type.Integer(),
  reason: Nullable(Type.String()),
  travel: OneOf('road', 'distance'),
  stops: Type.Integer(),
  left: Type.Integer(),
  amountVnd: VndText,
  distanceM: Type.Integer(),
  travelS: Type.Integer(),
  by: Type.String(),
  at: Instant,
});
