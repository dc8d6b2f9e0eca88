import Type from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import {
  Count,
  Day,
  Id,
  Instant,
  Line,
  NamedHand,
  Nullable,
  shape,
  SignedVndText,
  VndText,
  Whole,
} from '#kernel/contract/shapes.ts';
import { CUSTODIANS, EVERYONE_INSIDE, WATCHERS } from '../roles.ts';

export const closingContract = contract({
  'GET /payouts/closing': {
    may: EVERYONE_INSIDE,
    scope: 'office',
    summary: {
      vi: 'Khoá sổ ngày của một đơn vị: đã làm gì, còn vướng gì',
      en: 'An office’s day close: what is done and what still blocks',
    },
    query: shape({ officeId: Id, day: Type.Optional(Day) }),
    reply: shape({
      office: shape({ id: Id, name: Type.String() }),
      today: Day,
      /** The day asked for; else the earliest open one. */
      day: Day,
      /** Days up to today that have entries and are not closed, the earliest first; today is always one until it is closed. */
      openDays: Type.Array(Day),
      closed: Nullable(shape({ by: Type.String(), at: Instant })),
      /**
       * The cash hands of the office. No balance stands here: whoever counts does not see the book before. `moved`: it must
       * be closed before the office is.
       */
      hands: Type.Array(
        shape({
          id: Id,
          kind: Type.String(),
          name: Type.String(),
          /** Whose it is, or the keepers of the office's vault. */
          holder: Nullable(Type.String()),
          mine: Type.Boolean(),
          mayClose: Type.Boolean(),
          moved: Type.Boolean(),
          holdsThings: Type.Boolean(),
          close: Nullable(
            shape({
              handoverId: Id,
              by: Type.String(),
              at: Instant,
              bookVnd: VndText,
              countedVnd: VndText,
              differenceVnd: SignedVndText,
              caseIds: Type.Array(Id),
            }),
          ),
          /** Closed through this day, perhaps a later one than asked for. */
          closedDay: Nullable(Day),
        }),
      ),
      /** Offices directly below that have entries of the day and are still open. */
      offices: Type.Array(shape({ id: Id, name: Type.String() })),
      offers: Type.Array(
        shape({
          id: Id,
          from: NamedHand,
          toward: NamedHand,
          incoming: Type.Boolean(),
          offeredAt: Instant,
          amountVnd: VndText,
          things: Type.Integer(),
        }),
      ),
      proposals: Type.Integer(),
      figures: shape({
        handovers: Type.Integer(),
        payments: Type.Integer(),
        paidVnd: VndText,
      }),
    }),
    refusals: [],
  },
  'GET /payouts/late-closes': {
    may: WATCHERS,
    scope: 'office',
    summary: {
      vi: 'Đơn vị chưa khoá sổ những ngày đã qua',
      en: 'Offices that have not closed days that have passed',
    },
    query: shape({ officeId: Id }),
    reply: Type.Array(
      shape({
        officeId: Id,
        office: Type.String(),
        /** The earliest day with entries that is not closed. */
        since: Day,
        lastClosed: Nullable(Day),
        /** Cash hands not closed through yesterday that hold money. */
        hands: Type.Integer(),
        heldVnd: VndText,
      }),
    ),
    refusals: [],
  },
  'POST /payouts/closes/hand': {
    may: CUSTODIANS,
    scope: 'office',
    summary: { vi: 'Khoá sổ ngày của ngăn kéo, két', en: 'Close the day of a drawer or vault' },
    body: shape({
      id: Id,
      officeId: Id,
      handId: Id,
      day: Day,
      count: Count,
      thingsCounted: Whole(),
      /** What its holder says about a difference. */
      reason: Type.Optional(Line()),
    }),
    reply: shape({
      bookVnd: VndText,
      countedVnd: VndText,
      differenceVnd: SignedVndText,
      thingsBook: Type.Integer(),
      caseIds: Type.Array(Id),
    }),
    refusals: ['day_closed', 'day_ahead', 'hand_not_found', 'hand_frozen'],
  },
  'POST /payouts/closes/office': {
    may: ['treasurer', 'point-keeper', 'district-manager', 'chief-accountant'],
    scope: 'office',
    summary: { vi: 'Khoá sổ ngày của đơn vị', en: "Close an office's day" },
    body: shape({ officeId: Id, day: Day }),
    reply: shape({ done: Type.Boolean() }),
    refusals: ['day_closed', 'day_ahead', 'hands_open', 'offices_open'],
  },
});
