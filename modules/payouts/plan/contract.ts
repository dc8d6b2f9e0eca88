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
import { PageQuery } from '#kernel/contract/pages.ts';
import { CHANNELS } from '../voucher.ts';

const PLANNERS = ['payout-controller', 'district-manager'] as const;

const Channel = OneOf(...CHANNELS);

/** Why a person is paid otherwise than their point's day: kept with the change. */
const WHY = OneOf('age', 'sick', 'request', 'account', 'other');

const PLAN_REFUSALS = [
  'programme_not_in_force',
  'nothing_to_plan',
  'day_outside',
  'held_elsewhere',
  'no_bank_account',
  'office_closed',
] as const;

export const planContract = contract({
  'POST /payouts/plan': {
    may: PLANNERS,
    scope: 'office',
    summary: {
      vi: 'Đổi nơi, ngày, cách chi: hàng loạt hoặc từng người',
      en: 'Change where, when and how: in bulk or one by one',
    },
    body: shape({
      officeId: Id,
      month: Month,
      programme: Line(40),
      who: shape({
        unitId: Type.Optional(Whole(1)),
        hamlet: Type.Optional(Line()),
        voucherIds: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 5000 })),
      }),
      change: shape({
        channel: Type.Optional(Channel),
        payOn: Type.Optional(Day),
        toOfficeId: Type.Optional(Id),
      }),
    }),
    reply: shape({ vouchers: Type.Integer() }),
    refusals: PLAN_REFUSALS,
  },
  'GET /payouts/plan': {
    may: PLANNERS,
    scope: 'office',
    summary: { vi: 'Kế hoạch chi trả: tải từng ngày, từng đơn vị', en: 'The plan: loads by day and office' },
    query: shape({ officeId: Id, month: Month, programme: Type.Optional(Line(40)) }),
    reply: shape({
      /** The first and last day on which anything may be planned. */
      from: Day,
      to: Day,
      holidays: Type.Array(Day),
      offices: Type.Array(
        shape({
          id: Id,
          name: Type.String(),
          kind: Type.String(),
          path: Type.String(),
          lat: Nullable(Type.Number()),
          lon: Nullable(Type.Number()),
          /** People a day; null without a limit. */
          dayLimit: Nullable(Type.Integer()),
        }),
      ),
      cells: Type.Array(
        shape({
          officeId: Id,
          day: Day,
          channel: Channel,
          people: Type.Integer(),
          vouchers: Type.Integer(),
          vnd: VndText,
          /** Vouchers of these that are still to be paid: the only ones a plan can move. */
          open: Type.Integer(),
        }),
      ),
    }),
    refusals: [],
  },
  'GET /payouts/plan/groups': {
    may: PLANNERS,
    scope: 'office',
    summary: { vi: 'Một ngày của một đơn vị, theo thôn', en: "An office's day, hamlet by hamlet" },
    query: shape({ officeId: Id, month: Month, day: Day }),
    reply: Type.Array(
      shape({
        unitId: Nullable(Type.Integer()),
        commune: Nullable(Type.String()),
        hamlet: Nullable(Type.String()),
        programme: Type.String(),
        channel: Channel,
        people: Type.Integer(),
        vouchers: Type.Integer(),
        vnd: VndText,
        open: Type.Integer(),
      }),
    ),
    refusals: [],
  },
  'POST /payouts/plan/moves': {
    may: PLANNERS,
    scope: 'office',
    summary: { vi: 'Dời ngày chi của điểm, của thôn', en: 'Move points or hamlets to another day' },
    body: shape({
      officeId: Id,
      month: Month,
      moves: Type.Array(
        shape({
          atOfficeId: Id,
          fromDay: Day,
          toDay: Day,
          /** Without them, all that is paid there that day otherwise than by account. */
          channel: Type.Optional(Channel),
          programme: Type.Optional(Line(40)),
          unitId: Type.Optional(Whole(1)),
          hamlet: Type.Optional(Line()),
        }),
        { minItems: 1, maxItems: 200 },
      ),
    }),
    reply: shape({ vouchers: Type.Integer() }),
    refusals: PLAN_REFUSALS,
  },
  'GET /payouts/plan/people': {
    may: PLANNERS,
    scope: 'office',
    summary: { vi: 'Từng người trong kế hoạch', en: 'The plan person by person' },
    query: shape({
      officeId: Id,
      month: Month,
      programme: Type.Optional(Line(40)),
      channel: Type.Optional(Channel),
      payOn: Type.Optional(Day),
      /** At least this old on the first of the month. */
      age: Type.Optional(Type.Integer({ minimum: 1, maximum: 120 })),
      /** Part of a name, with or without diacritics. */
      q: Type.Optional(Line(100)),
      ...PageQuery,
    }),
    reply: shape({
      total: Type.Integer(),
      totalVnd: VndText,
      items: Type.Array(
        shape({
          id: Id,
          citizenId: Id,
          fullName: Type.String(),
          birth: Nullable(Type.String()),
          hamlet: Nullable(Type.String()),
          commune: Nullable(Type.String()),
          programme: Type.String(),
          amountVnd: VndText,
          channel: Channel,
          payOn: Day,
          officeId: Id,
          office: Type.String(),
          withAccount: Type.Boolean(),
        }),
      ),
      next: Nullable(Type.String()),
    }),
    refusals: [],
  },
  'POST /payouts/plan/people': {
    may: PLANNERS,
    scope: 'office',
    summary: { vi: 'Ngoại lệ theo người: nơi, ngày, cách chi', en: 'Exceptions by person: where, when, how' },
    body: shape({
      officeId: Id,
      month: Month,
      voucherIds: Type.Array(Id, { minItems: 1, maxItems: 2000, uniqueItems: true }),
      change: shape({
        channel: Type.Optional(Channel),
        payOn: Type.Optional(Day),
        toOfficeId: Type.Optional(Id),
      }),
      why: WHY,
    }),
    reply: shape({ vouchers: Type.Integer() }),
    refusals: PLAN_REFUSALS,
  },
  'POST /payouts/plan/limits': {
    may: PLANNERS,
    scope: 'office',
    summary: { vi: 'Đặt mức người mỗi ngày của đơn vị', en: 'Set how many people offices serve a day' },
    body: shape({
      officeId: Id,
      officeIds: Type.Array(Id, { minItems: 1, maxItems: 500 }),
      people: Nullable(Type.Integer({ minimum: 1, maximum: 100_000 })),
      from: Day,
    }),
    reply: shape({ offices: Type.Integer() }),
    refusals: [],
  },
  'GET /payouts/plan/prints': {
    may: PLANNERS,
    scope: 'office',
    summary: { vi: 'Các lần in kế hoạch', en: 'When the plan was printed' },
    query: shape({ officeId: Id, month: Month }),
    reply: Type.Array(
      shape({
        id: Id,
        version: Type.Integer(),
        printedBy: Type.String(),
        printedAt: Instant,
        people: Type.Integer(),
        totalVnd: VndText,
      }),
    ),
    refusals: [],
  },
  'POST /payouts/plan/prints': {
    may: PLANNERS,
    scope: 'office',
    summary: { vi: 'Ghi lại một lần in kế hoạch', en: 'Keep what is being printed of the plan' },
    body: shape({ id: Id, officeId: Id, month: Month }),
    reply: shape({ version: Type.Integer() }),
    refusals: ['nothing_to_plan'],
  },
  'GET /payouts/plan/prints/:printId/differences': {
    may: PLANNERS,
    scope: 'office',
    summary: { vi: 'Kế hoạch đã đổi gì từ lần in ấy', en: 'What has changed since that printing' },
    params: shape({ printId: Id }),
    query: shape({ officeId: Id }),
    reply: Type.Array(
      shape({
        officeId: Id,
        office: Type.String(),
        day: Day,
        channel: Channel,
        beforePeople: Type.Integer(),
        nowPeople: Type.Integer(),
        beforeVnd: VndText,
        nowVnd: VndText,
      }),
    ),
    refusals: [],
  },
});
