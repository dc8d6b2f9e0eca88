import { Type } from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import {
  Day,
  Id,
  Instant,
  Month,
  Nullable,
  OneOf,
  shape,
  VndText,
  NamedHand,
} from '#kernel/contract/shapes.ts';
import { VOUCHER_STATUSES } from '../../voucher.ts';

/** What the office sees of what its phones did. */
const SEE = [
  'treasurer',
  'point-keeper',
  'district-manager',
  'chief-accountant',
  'payout-controller',
  'auditor',
  'provincial-director',
];

const VoucherSeen = shape({
  id: Id,
  programmeVi: Type.String(),
  programmeEn: Type.String(),
  benefitMonth: Month,
  amountVnd: VndText,
  status: OneOf(...VOUCHER_STATUSES),
  holder: NamedHand,
  /** The payment in force, whoever made it. */
  paid: Nullable(
    shape({
      handoverId: Id,
      receiptNo: Type.String(),
      office: Type.String(),
      by: Type.String(),
      at: Instant,
      collector: Type.String(),
      /** By a phone at a door; else at a counter or by the bank. */
      atDoor: Type.Boolean(),
    }),
  ),
});

export const doorDeskContract = contract({
  'GET /payouts/door-operations/:exceptionId': {
    may: SEE,
    scope: 'office',
    summary: {
      vi: 'Thao tác của điện thoại và những gì đơn vị biết về cùng người, cùng phiếu',
      en: 'What a phone says it did, beside what the office knows of the same person and vouchers',
    },
    params: shape({ exceptionId: Id }),
    query: shape({ officeId: Id }),
    reply: shape({
      /** Null when the operation names nobody that is known here. */
      citizen: Nullable(shape({ id: Id, name: Type.String(), diedOn: Nullable(Day) })),
      /** What the phone says was handed over; null when it was no payment. */
      givenVnd: Nullable(VndText),
      vouchers: Type.Array(VoucherSeen),
      /** What else phones did about these vouchers that contradicts the books: each is ruled on by itself. */
      others: Type.Array(
        shape({
          exceptionId: Id,
          device: Type.String(),
          by: Type.String(),
          office: Type.String(),
          /** Of this office or below it: it can be opened from here. */
          inReach: Type.Boolean(),
          at: Instant,
          ruled: Type.Boolean(),
        }),
      ),
    }),
    refusals: [],
  },
  'GET /payouts/bags/:bagId/reissue': {
    may: SEE,
    scope: 'office',
    summary: {
      vi: 'Túi của điện thoại báo mất: trong túi còn gì, còn vướng gì trước khi cấp lại phiếu',
      en: 'The bag of a lost phone: what it holds, and what still blocks issuing its vouchers anew',
    },
    params: shape({ bagId: Id }),
    query: shape({ officeId: Id }),
    reply: shape({
      id: Id,
      hand: NamedHand,
      officeId: Id,
      frozen: Type.Boolean(),
      balanceVnd: VndText,
      vouchers: Type.Integer(),
      vouchersVnd: VndText,
      /** Operations kept and not applied yet, and those that wait for a ruling. */
      unapplied: Type.Integer(),
      unruled: Type.Integer(),
      /** Numbers that its phones have spoken of and that never came. */
      unsent: Type.Integer(),
      /** Asked for already, and waiting for the second person. */
      proposal: Nullable(shape({ id: Id, by: Type.String(), at: Instant, mine: Type.Boolean() })),
    }),
    refusals: [],
  },
});
