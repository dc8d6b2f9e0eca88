import Type from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import {
  Day,
  Id,
  Instant,
  Line,
  Month,
  NamedHand,
  Nullable,
  OneOf,
  shape,
  SignedVndText,
  VndText,
} from '#kernel/contract/shapes.ts';
import { Page, PageQuery } from '#kernel/contract/pages.ts';

const READERS = [
  'chief-accountant',
  'provincial-director',
  'payout-controller',
  'treasurer',
  'auditor',
] as const;

export const accountsContract = contract({
  'GET /payouts/settlement/state': {
    may: READERS,
    scope: 'province',
    summary: {
      vi: 'Quyết toán đến đâu: ai lập, ai khoá, danh sách khớp từng tệp',
      en: 'How far a settlement is: who made and who locked it, and each list against its vouchers',
    },
    query: shape({ programme: Line(40), month: Month }),
    reply: shape({
      funder: Type.String(),
      settleOn: Day,
      settled: Nullable(
        shape({
          by: Type.String(),
          at: Instant,
          returnedVnd: VndText,
          returnHandover: Nullable(Id),
          feeVnd: VndText,
          feeHandover: Nullable(Id),
          dischargeHandover: Nullable(Id),
          /** Whether the asker made it: somebody else locks it. */
          own: Type.Boolean(),
        }),
      ),
      locked: Nullable(shape({ by: Type.String(), at: Instant })),
      /** What the programme's rule makes of vouchers nobody collected, and above which sum returning them takes two people. */
      unpaid: shape({
        rule: OneOf('carry', 'return'),
        suspendAfterMonths: Type.Integer(),
        twoPeopleAboveVnd: Nullable(VndText),
      }),
      lists: Type.Array(
        shape({
          listId: Id,
          fileName: Type.String(),
          kind: Type.String(),
          handoverId: Id,
          totalVnd: VndText,
          vouchers: Type.Integer(),
          /** Of its vouchers, those withdrawn since left out; a list of withdrawals has none of its own. */
          voucherVnd: VndText,
          withdrawnVnd: VndText,
          /** Total less vouchers less withdrawn: zero when the list is whole. */
          differenceVnd: SignedVndText,
        }),
      ),
    }),
    refusals: ['programme_not_in_force'],
  },
  'GET /payouts/settlement/vouchers': {
    may: READERS,
    scope: 'province',
    summary: {
      vi: 'Các phiếu đứng sau một con số quyết toán, mỗi phiếu kèm bàn giao của nó',
      en: 'The vouchers behind a figure of the settlement, each with its handover',
    },
    query: shape({
      programme: Line(40),
      month: Month,
      state: OneOf('listed', 'paid', 'open', 'carried', 'returned'),
      office: Type.Optional(Id),
      source: Type.Optional(Line(60)),
      list: Type.Optional(Id),
      ...PageQuery,
    }),
    reply: Page(
      shape({
        id: Id,
        office: Type.String(),
        commune: Nullable(Type.String()),
        line: Type.Integer(),
        kind: Type.String(),
        benefitMonth: Month,
        amountVnd: VndText,
        state: OneOf('paid', 'open', 'carried', 'returned'),
        /** The handover that paid it or gave it back; of an open one, the last that moved it. */
        handoverId: Nullable(Id),
        at: Nullable(Instant),
        /** The receipt's number, or the reason of a return. */
        note: Nullable(Type.String()),
        /** Who holds an open one. */
        holder: Nullable(NamedHand),
      }),
    ),
    refusals: [],
  },
});
