import Type from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import { Page, PageQuery } from '#kernel/contract/pages.ts';
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
  SignedVndText,
  VndText,
  NamedHand,
} from '#kernel/contract/shapes.ts';
import { EVERYONE_INSIDE, CASHIERS } from '../../roles.ts';

const MOVERS = [
  ...CASHIERS,
  'payout-controller',
  'district-manager',
  'provincial-director',
  'auditor',
] as const;

export const cashContract = contract({
  'GET /payouts/transit': {
    may: EVERYONE_INSIDE,
    scope: 'office',
    summary: {
      vi: 'Bàn giao đang trên đường, của đơn vị và các đơn vị dưới',
      en: 'Offers on their way, of an office and those below it',
    },
    query: shape({ officeId: Id, ...PageQuery }),
    reply: Page(
      shape({
        id: Id,
        fromHand: Id,
        from: NamedHand,
        fromOfficeId: Id,
        towardHand: Id,
        toward: NamedHand,
        towardOfficeId: Id,
        /** Who is to answer it: whose hand it is, or the keepers of the office's vault. */
        takers: Nullable(Type.String()),
        by: Type.String(),
        offeredAt: Instant,
        /** Offered on an earlier day and still not answered. */
        late: Type.Boolean(),
        amountVnd: VndText,
        things: Type.Integer(),
        count: Count,
        /** Whether the asker may answer it, or take it back. */
        mayAccept: Type.Boolean(),
        mayWithdraw: Type.Boolean(),
      }),
    ),
    refusals: [],
  },
  'GET /payouts/takers': {
    may: EVERYONE_INSIDE,
    scope: 'office',
    summary: {
      vi: 'Nơi có thể nhận tiền, phiếu của đơn vị; mức cần hai người',
      en: 'Hands that an office may hand over to, and the amount above which two people act',
    },
    query: shape({ officeId: Id }),
    reply: shape({
      office: shape({ id: Id, name: Type.String() }),
      /** The day by the server's clock. */
      today: Day,
      twoPeopleAboveVnd: Nullable(VndText),
      hands: Type.Array(
        shape({
          id: Id,
          kind: OneOf('vault', 'drawer', 'bag', 'desk'),
          name: Type.String(),
          officeId: Id,
          office: Type.String(),
          holder: Nullable(Type.String()),
        }),
      ),
    }),
    refusals: [],
  },
  'GET /payouts/cash-needs': {
    may: MOVERS,
    scope: 'office',
    summary: {
      vi: 'Nhu cầu tiền mặt theo kế hoạch chi trả, đến hết một ngày',
      en: 'Cash that the plan needs up to a day, by office',
    },
    query: shape({ officeId: Id, month: Month, until: Day }),
    reply: Type.Array(
      shape({
        officeId: Id,
        office: Type.String(),
        /** Where an order's cash goes; null for an office without a vault. */
        vault: Nullable(Id),
        /** Vouchers due in cash up to the day, and their worth. */
        vouchers: Type.Integer(),
        needVnd: VndText,
        /** Notes that pay each voucher with the fewest. */
        notes: Count,
        heldVnd: VndText,
        /** On its way, and ordered but not sent. */
        comingVnd: VndText,
        /** What is still wanting, in notes that keep the change. */
        wantedVnd: VndText,
        wanted: Count,
      }),
    ),
    refusals: [],
  },
  'GET /payouts/funding': {
    may: MOVERS,
    scope: 'province',
    summary: {
      vi: 'Kinh phí đã ghi nhận so với danh sách, theo chế độ',
      en: 'Funding recorded against the lists, by programme',
    },
    query: shape({ month: Month }),
    reply: Type.Array(
      shape({
        programme: Type.String(),
        nameVi: Type.String(),
        nameEn: Type.String(),
        funder: Type.String(),
        listVnd: VndText,
        fundedVnd: VndText,
        /** Funded less listed: below zero when money is still to come. */
        differenceVnd: SignedVndText,
        settled: Type.Boolean(),
        deposits: Type.Array(
          shape({
            handoverId: Id,
            amountVnd: VndText,
            document: Type.String(),
            by: Type.String(),
            at: Instant,
          }),
        ),
      }),
    ),
    refusals: [],
  },
  'GET /payouts/tellers': {
    may: ['treasurer', 'district-manager'],
    scope: 'office',
    summary: {
      vi: 'Người chi trả của một đơn vị và ngăn kéo đang mở của họ',
      en: 'Who pays at an office, and the drawer each has open',
    },
    query: shape({ officeId: Id }),
    reply: Type.Array(shape({ id: Id, name: Type.String(), drawer: Nullable(Type.String()) })),
    refusals: [],
  },
  'GET /payouts/hands/:handId/notes': {
    may: [...MOVERS, 'teller', 'point-keeper'],
    scope: 'office',
    summary: {
      vi: 'Nơi giữ tiền này có thể có những tờ nào',
      en: 'Which notes a hand can have, from its last count and what was written since',
    },
    params: shape({ handId: Id }),
    query: shape({ officeId: Id }),
    reply: shape({
      /** No note is there more often than this; null when cash came in without its notes. */
      atMost: Nullable(Count),
      /** Whether these are the notes exactly: every handover since the count wrote its own. */
      exact: Type.Boolean(),
      countedOn: Nullable(Day),
    }),
    refusals: ['hand_not_found'],
  },
  'GET /payouts/hands/:handId/limits': {
    may: [...MOVERS, 'teller', 'point-keeper'],
    scope: 'office',
    summary: { vi: 'Các lần đặt hạn mức của một nơi giữ tiền', en: 'The limits that were set on a hand' },
    params: shape({ handId: Id }),
    query: shape({ officeId: Id }),
    reply: Type.Array(
      shape({ id: Id, limitVnd: Nullable(VndText), reason: Type.String(), by: Type.String(), at: Instant }),
    ),
    refusals: [],
  },
  'POST /payouts/hands/:handId/limits': {
    may: CASHIERS,
    scope: 'office',
    summary: { vi: 'Đặt hạn mức tiền được giữ', en: 'Set how much a hand may hold' },
    params: shape({ handId: Id }),
    body: shape({ id: Id, officeId: Id, limitVnd: Nullable(PositiveVndText), reason: Line() }),
    reply: shape({ done: Type.Boolean() }),
    refusals: ['hand_not_found'],
  },
});
