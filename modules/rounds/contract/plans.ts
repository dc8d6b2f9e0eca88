import Type from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import { Count, Day, Id, Instant, Line, Nullable, OneOf, shape, VndText } from '#kernel/contract/shapes.ts';
import { GIVERS, Outing, PAYERS, PlanHead, PlannedRound, PLANNERS, READERS, WHYS } from './shapes.ts';

const Drawn = shape({ ...Outing, stops: Type.Array(Id, { maxItems: 1000 }) });
const OfficeDay = shape({ officeId: Id, day: Day });

const OFFER_REFUSALS = [
  'hand_unfit',
  'hand_short',
  'hand_over_limit',
  'held_elsewhere',
  'two_people_needed',
  'hand_frozen',
  'hand_not_found',
  'offer_closed',
  'count_missing',
] as const;

export const plansContract = contract({
  'POST /rounds/searches': {
    may: PLANNERS,
    scope: 'office',
    summary: { vi: 'Bắt đầu tìm cách chia tuyến', en: 'Begin to look for the best rounds' },
    body: shape({
      id: Id,
      officeId: Id,
      day: Day,
      outings: Type.Array(shape(Outing), { minItems: 1, maxItems: 60 }),
      seconds: Type.Integer({ minimum: 1, maximum: 60 }),
    }),
    reply: shape({ done: Type.Boolean() }),
    refusals: ['too_many_stops', 'setting_missing', 'outing_unfit', 'searching_already'],
    perMinute: 60,
  },
  'GET /rounds/searches/:searchId': {
    may: PLANNERS,
    scope: 'office',
    summary: { vi: 'Tìm đến đâu', en: 'How far a search has come, and its plan when it has ended' },
    params: shape({ searchId: Id }),
    query: shape({ officeId: Id }),
    reply: shape({
      state: OneOf('looking', 'done', 'failed'),
      elapsedS: Type.Number(),
      seconds: Type.Integer(),
      costS: Nullable(Type.Number()),
      unassigned: Nullable(Type.Integer()),
      rounds: Nullable(Type.Integer()),
      plan: Nullable(
        shape({
          rounds: Type.Array(shape({ payerId: Id, stops: Type.Array(Id) })),
          unassigned: Type.Array(shape({ citizenId: Id, why: OneOf(...WHYS) })),
        }),
      ),
    }),
    refusals: ['search_gone'],
    perMinute: 1200,
  },
  'POST /rounds/searches/:searchId/stop': {
    may: PLANNERS,
    scope: 'office',
    summary: { vi: 'Dừng tìm, lấy cách tốt nhất đến lúc này', en: 'Stop looking and take the best so far' },
    params: shape({ searchId: Id }),
    body: shape({ officeId: Id }),
    reply: shape({ done: Type.Boolean() }),
    refusals: ['search_gone'],
  },
  'GET /rounds/plans': {
    may: READERS,
    scope: 'office',
    summary: { vi: 'Tuyến đã chốt của một ngày, mọi bản', en: 'The accepted rounds of a day, all versions' },
    query: OfficeDay,
    reply: shape({
      versions: Type.Array(PlanHead),
      /** The rounds of the newest version. */
      rounds: Type.Array(PlannedRound),
      left: Type.Array(
        shape({ citizenId: Id, name: Type.String(), why: OneOf(...WHYS), amountVnd: VndText }),
      ),
    }),
    refusals: [],
  },
  'POST /rounds/plans': {
    may: PLANNERS,
    scope: 'office',
    summary: { vi: 'Chốt tuyến của một ngày', en: 'Accept the rounds of a day' },
    body: shape({
      id: Id,
      officeId: Id,
      day: Day,
      /** The version that the planner saw; 0 when there was none. */
      after: Type.Integer({ minimum: 0, maximum: 30_000 }),
      reason: Nullable(Line()),
      rounds: Type.Array(Drawn, { minItems: 1, maxItems: 60 }),
    }),
    reply: shape({ version: Type.Integer(), already: Type.Boolean() }),
    refusals: [
      'plan_moved_on',
      'reason_missing',
      'stops_changed',
      'limits_broken',
      'outing_unfit',
      'too_many_stops',
      'setting_missing',
      'day_past',
    ],
  },
  'GET /rounds/plans/:planId/sheet': {
    may: READERS,
    scope: 'office',
    summary: { vi: 'Phiếu tuyến phát để in và ký', en: 'The round sheet to print and sign' },
    params: shape({ planId: Id }),
    query: shape({
      officeId: Id,
      roundId: Type.Optional(Id),
      as: Type.Optional(OneOf('pdf', 'xlsx')),
    }),
    reply: 'file',
    refusals: [],
    audit: 'personal-data',
  },
  'GET /rounds/bags': {
    may: READERS,
    scope: 'office',
    summary: { vi: 'Túi của từng tuyến: đã giao, đã nhận, còn lại', en: 'The bag of each round' },
    query: OfficeDay,
    reply: Type.Array(
      shape({
        roundId: Id,
        payerId: Id,
        payer: Type.String(),
        mine: Type.Boolean(),
        planned: Type.Integer(),
        plannedVnd: VndText,
        /** On the office's desk, ready to be offered; and not come to the office yet. */
        ready: Type.Integer(),
        readyVnd: VndText,
        coming: Type.Integer(),
        paid: Type.Integer(),
        /** Notes that pay each voucher that is not paid with the fewest. */
        notes: Count,
        bag: Nullable(
          shape({
            handId: Id,
            balanceVnd: VndText,
            limitVnd: Nullable(VndText),
            vouchers: Type.Integer(),
            vouchersVnd: VndText,
            closedDay: Nullable(Day),
          }),
        ),
        offers: Type.Array(
          shape({
            id: Id,
            what: OneOf('vouchers', 'cash'),
            amountVnd: VndText,
            pieces: Type.Integer(),
            by: Type.String(),
            at: Instant,
            state: OneOf('proposed', 'denied', 'waiting', 'accept', 'refuse', 'withdraw'),
            answeredBy: Nullable(Type.String()),
            answeredAt: Nullable(Instant),
            count: Count,
          }),
        ),
      }),
    ),
    refusals: [],
  },
  'POST /rounds/bags/:roundId/filling': {
    may: GIVERS,
    scope: 'office',
    summary: { vi: 'Giao phiếu và tiền vào túi của tuyến', en: 'Offer a round its vouchers and cash' },
    params: shape({ roundId: Id }),
    body: shape({ id: Id, officeId: Id, count: Count }),
    reply: shape({
      vouchers: Type.Integer(),
      /** The cash waits for a second person. */
      proposed: Type.Boolean(),
      already: Type.Boolean(),
    }),
    refusals: [
      ...OFFER_REFUSALS,
      'setting_missing',
      'round_replaced',
      'nothing_to_offer',
      'not_staff_here',
      'bag_elsewhere',
    ],
  },
  'POST /rounds/bags/return': {
    may: PAYERS,
    scope: 'office',
    summary: {
      vi: 'Nộp lại phiếu chưa chi và tiền còn trong túi của tôi',
      en: 'Offer back what is left in my bag',
    },
    body: shape({ id: Id, officeId: Id, count: Count }),
    reply: shape({ vouchers: Type.Integer(), already: Type.Boolean() }),
    refusals: [...OFFER_REFUSALS, 'nothing_to_offer', 'bag_elsewhere'],
  },
});
