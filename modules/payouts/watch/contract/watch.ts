import Type from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import {
  Day,
  Id,
  Instant,
  Month,
  Nullable,
  OneOf,
  shape,
  SignedVndText,
  VndText,
  NamedHand,
} from '#kernel/contract/shapes.ts';
import { Page, PageQuery } from '#kernel/contract/pages.ts';
import { RULINGS } from '../../cases/rules.ts';
import { EVERYONE_INSIDE, WATCHERS } from '../../roles.ts';

/** Vouchers and VND of one cell of the month: what is due, paid, returned; bank is a part of what is due. */
const Figures = {
  dueCount: Type.Integer(),
  dueVnd: VndText,
  paidCount: Type.Integer(),
  paidVnd: VndText,
  bankCount: Type.Integer(),
  bankVnd: VndText,
  returnedCount: Type.Integer(),
  returnedVnd: VndText,
};

export const Overview = shape({
  month: Month,
  today: Day,
  office: shape({
    id: Id,
    code: Type.String(),
    name: Type.String(),
    kind: Type.String(),
    path: Type.String(),
  }),
  /** Offices from the root down to this one, for the way back up. */
  above: Type.Array(shape({ id: Id, name: Type.String() })),
  total: shape(Figures),
  programmes: Type.Array(
    shape({
      code: Type.String(),
      nameVi: Type.String(),
      nameEn: Type.String(),
      opensOn: Day,
      settleOn: Day,
      fundedVnd: VndText,
      settled: Type.Boolean(),
      locked: Type.Boolean(),
      ...Figures,
    }),
  ),
  /**
   * Offices directly below, each with its whole subtree, and the office itself for what is paid at its own counters, so
   * that they add up to the total. `overdue...`: vouchers whose planned day has passed and that are still due,
   * since the earliest such day. `late`: more of them than the programme's rule allows, or any past its last day.
   */
  offices: Type.Array(
    shape({
      id: Id,
      code: Type.String(),
      name: Type.String(),
      kind: Type.String(),
      late: Type.Boolean(),
      overdueCount: Type.Integer(),
      overdueVnd: VndText,
      overdueSince: Nullable(Day),
      ...Figures,
    }),
  ),
  communes: Type.Array(
    shape({
      unitId: Type.Integer(),
      code: Type.String(),
      name: Type.String(),
      district: Nullable(Type.String()),
      lat: Nullable(Type.Number()),
      lon: Nullable(Type.Number()),
      ...Figures,
    }),
  ),
  /** Payments by hour of the last seven days that had any. */
  hours: Type.Array(shape({ day: Day, hour: Type.Integer(), paidCount: Type.Integer(), paidVnd: VndText })),
  /** When lateness was last counted, every minute by a job; null before the first time. */
  lateAsOf: Nullable(Instant),
  cash: shape({
    vaultVnd: VndText,
    drawerVnd: VndText,
    bagVnd: VndText,
    transitVnd: VndText,
    bankVnd: VndText,
    suspenseVnd: SignedVndText,
  }),
  openCases: shape({ count: Type.Integer(), amountVnd: VndText }),
  openOffers: Type.Integer(),
});

export const watchContract = contract({
  'GET /payouts/months': {
    may: EVERYONE_INSIDE,
    scope: 'none',
    summary: { vi: 'Các tháng có chi trả, mới nhất trước', en: 'Months with payouts, newest first' },
    reply: Type.Array(
      shape({
        month: Month,
        /** False for a month whose lists came early. */
        begun: Type.Boolean(),
        dueVnd: VndText,
        paidVnd: VndText,
        dueCount: Type.Integer(),
        paidCount: Type.Integer(),
      }),
    ),
    refusals: [],
  },
  'GET /payouts/overview': {
    may: EVERYONE_INSIDE,
    scope: 'office',
    summary: { vi: 'Toàn cảnh một tháng của một đơn vị', en: 'A month of an office at a glance' },
    query: shape({ month: Month, officeId: Id }),
    reply: Overview,
    refusals: [],
  },
  'GET /payouts/changes': {
    may: EVERYONE_INSIDE,
    scope: 'office',
    summary: { vi: 'Thay đổi trực tiếp (SSE)', en: 'Live changes (SSE)' },
    query: shape({ officeId: Id }),
    reply: 'events',
    refusals: [],
  },
  'GET /payouts/hands': {
    may: WATCHERS,
    scope: 'office',
    summary: {
      vi: 'Tiền đang ở tay ai: lúc này, hoặc tại một thời điểm đã qua',
      en: 'Who holds how much: now, or at a past moment',
    },
    query: shape({
      officeId: Id,
      /** What had been recorded by this instant. */
      at: Type.Optional(Instant),
      /** What the books say at the end of this business day; `at` goes before it. */
      on: Type.Optional(Day),
      ...PageQuery,
    }),
    reply: Page(
      shape({
        id: Id,
        name: Type.String(),
        kind: Type.String(),
        officeId: Id,
        office: Type.String(),
        /** Who answers for it; null for an office's own. */
        holder: Nullable(Type.String()),
        balanceVnd: SignedVndText,
        /** Vouchers held, the limit and the day that is closed are of now: null for a past moment. */
        things: Nullable(Type.Integer()),
        limitVnd: Nullable(VndText),
        closedDay: Nullable(Day),
      }),
    ),
    refusals: [],
  },
  'GET /payouts/handovers': {
    may: WATCHERS,
    scope: 'office',
    summary: { vi: 'Các bàn giao đứng sau một con số', en: 'The handovers behind a figure' },
    query: shape({
      officeId: Id,
      /** Business days, both of them included. */
      from: Type.Optional(Day),
      to: Type.Optional(Day),
      kind: Type.Optional(Type.String({ maxLength: 40 })),
      /** Those that moved this hand's money. */
      handId: Type.Optional(Id),
      ...PageQuery,
    }),
    reply: Page(
      shape({
        id: Id,
        kind: Type.String(),
        actor: Type.String(),
        office: Type.String(),
        recordedAt: Instant,
        businessDay: Day,
        amountVnd: VndText,
        things: Type.Integer(),
        reason: Nullable(Type.String()),
        answers: Nullable(Id),
        reverses: Nullable(Id),
      }),
    ),
    refusals: [],
  },
  'GET /payouts/cases': {
    may: EVERYONE_INSIDE,
    scope: 'office',
    summary: { vi: 'Chênh lệch chưa xử lý xong', en: 'Differences not yet ruled on' },
    query: shape({ officeId: Id, state: Type.Optional(OneOf('open', 'ruled')), ...PageQuery }),
    reply: Page(
      shape({
        id: Id,
        kind: Type.String(),
        hand: NamedHand,
        officeId: Id,
        office: Type.String(),
        amountVnd: VndText,
        openedAt: Instant,
        disputed: Type.Boolean(),
        ruled: Type.Boolean(),
        ruling: Nullable(OneOf(...RULINGS)),
      }),
    ),
    refusals: [],
  },
});
