import Type from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import {
  Day,
  Id,
  Line,
  Nullable,
  OneOf,
  PositiveVndText,
  shape,
  VndText,
  Whole,
} from '#kernel/contract/shapes.ts';
import { Closure, Named, PLANNERS, READERS, SETTERS, TERRAINS, Window } from './shapes.ts';

const done = shape({ done: Type.Boolean() });

export const dayContract = contract({
  'GET /rounds/offices': {
    may: READERS,
    scope: 'office',
    summary: {
      vi: 'Số người phải đến tận nhà theo đơn vị, và tuyến đã chốt, của một ngày',
      en: 'People to visit by office, and accepted rounds, on a day',
    },
    query: shape({ officeId: Id, day: Day }),
    reply: Type.Array(
      shape({
        officeId: Id,
        office: Type.String(),
        /** Planned for that day or an earlier one of the month, and not paid. */
        stops: Type.Integer(),
        amountVnd: VndText,
        version: Nullable(Type.Integer()),
        rounds: Type.Integer(),
        plannedStops: Type.Integer(),
      }),
    ),
    refusals: [],
  },
  'GET /rounds/day': {
    may: READERS,
    scope: 'office',
    summary: {
      vi: 'Mọi dữ kiện để lập tuyến của một ngày: người, đường, giới hạn',
      en: 'All that a day is planned from: people, ways, limits',
    },
    /** Today unless named. */
    query: shape({ officeId: Id, day: Type.Optional(Day) }),
    reply: shape({
      day: Day,
      today: Day,
      /** What the asker may do here. */
      may: shape({ plan: Type.Boolean(), give: Type.Boolean(), set: Type.Boolean() }),
      office: shape({ id: Id, name: Type.String(), lat: Type.Number(), lon: Type.Number() }),
      limits: shape({
        bagVnd: VndText,
        twoPeopleAboveVnd: Nullable(VndText),
        startMinute: Type.Integer(),
        minutesAway: Type.Integer(),
        minutesAVisit: Type.Integer(),
        familiarMinutes: Type.Integer(),
        /** Figures in force that are estimates nobody has confirmed, by name. */
        unsure: Type.Array(Type.String()),
      }),
      payers: Type.Array(
        shape({ id: Id, name: Type.String(), role: Type.String(), bagVnd: VndText, hasBag: Type.Boolean() }),
      ),
      stops: Type.Array(
        shape({
          citizenId: Id,
          name: Type.String(),
          birthYear: Nullable(Type.Integer()),
          unitId: Whole(1),
          commune: Type.String(),
          hamlet: Nullable(Type.String()),
          terrain: OneOf(...TERRAINS),
          place: Type.Integer(),
          lat: Type.Number(),
          lon: Type.Number(),
          /** False: an estimate around the commune's centre. */
          exact: Type.Boolean(),
          vouchers: Type.Integer(),
          amountVnd: VndText,
          payOn: Day,
          /** Not all vouchers are on the desk or in a bag yet. */
          coming: Type.Boolean(),
          heldBy: Nullable(Named),
          paidLastBy: Nullable(Named),
          window: Nullable(Window),
          closed: Type.Boolean(),
        }),
      ),
      closures: Type.Array(Closure),
      ways: shape({
        by: OneOf('road', 'distance'),
        /** Why no road map was used: none is configured, or it did not answer. */
        why: Nullable(OneOf('not-configured', 'unreachable')),
        places: Type.Integer(),
        /** Row by row; -1 where there is no open way. */
        travelS: Type.Array(Type.Integer()),
        distanceM: Type.Array(Type.Integer()),
      }),
    }),
    refusals: ['too_many_stops', 'setting_missing'],
  },
  'POST /rounds/closures': {
    may: PLANNERS,
    scope: 'office',
    summary: {
      vi: 'Ghi thôn, xã hoặc đường không đi được',
      en: 'Write down a hamlet, commune or road that is closed',
    },
    body: shape({
      id: Id,
      officeId: Id,
      unitId: Whole(1),
      hamlet: Nullable(Line(100)),
      towardUnitId: Nullable(Whole(1)),
      fromDay: Day,
      untilDay: Nullable(Day),
      reason: Line(),
    }),
    reply: done,
    refusals: ['closure_unfit'],
  },
  'POST /rounds/closures/:closureId/lift': {
    may: PLANNERS,
    scope: 'office',
    summary: { vi: 'Đường đã thông', en: 'A closed way is open again' },
    params: shape({ closureId: Id }),
    body: shape({ officeId: Id, reason: Line() }),
    reply: done,
    refusals: [],
  },
  'POST /rounds/people/:citizenId/visit': {
    may: PLANNERS,
    scope: 'office',
    summary: {
      vi: 'Ghi giờ ở nhà và vị trí nhà của một người',
      en: 'Write down when a person is at home, and where the home lies',
    },
    params: shape({ citizenId: Id }),
    body: shape({
      id: Id,
      officeId: Id,
      window: Nullable(Window),
      position: Nullable(
        shape({
          lat: Type.Number({ minimum: 8, maximum: 24 }),
          lon: Type.Number({ minimum: 102, maximum: 110 }),
        }),
      ),
    }),
    reply: done,
    refusals: ['window_unfit', 'not_visited_here'],
  },
  'GET /rounds/settings': {
    may: READERS,
    scope: 'none',
    summary: { vi: 'Các mức áp dụng cho tuyến phát', en: 'The dated settings of rounds' },
    query: shape({ on: Type.Optional(Day) }),
    reply: Type.Array(
      shape({
        name: Type.String(),
        validFrom: Day,
        value: VndText,
        legalBasis: Type.String(),
        confidence: Type.String(),
      }),
    ),
    refusals: [],
  },
  'POST /rounds/settings': {
    may: SETTERS,
    scope: 'province',
    stepUp: true,
    summary: { vi: 'Đặt một mức từ một ngày', en: 'Set a figure from a day on' },
    body: shape({ name: Line(40), validFrom: Day, value: PositiveVndText, legalBasis: Line() }),
    reply: done,
    refusals: ['setting_unknown', 'setting_dated', 'setting_unfit'],
  },
});
