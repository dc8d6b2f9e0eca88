import Type from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import { Id, Instant, Line, Month, Nullable, OneOf, shape, VndText } from '#kernel/contract/shapes.ts';
import { Page, PageQuery } from '#kernel/contract/pages.ts';
import { VOUCHER_STATUSES } from '../voucher.ts';

const CONTROLLERS = ['payout-controller'] as const;

/** One of two records that may be the same person; numbers masked. */
const ReviewSide = shape({
  citizenId: Id,
  fullName: Type.String(),
  birth: Nullable(Type.String()),
  sex: Nullable(Type.String()),
  cccdMasked: Nullable(Type.String()),
  cmndMasked: Nullable(Type.String()),
  insuranceNoMasked: Nullable(Type.String()),
  phoneMasked: Nullable(Type.String()),
  bankAccountMasked: Nullable(Type.String()),
  hamlet: Nullable(Type.String()),
  commune: Nullable(Type.String()),
  address: Nullable(Type.String()),
  dead: Type.Boolean(),
  /** The newest ones, what is still due first. */
  vouchers: Type.Array(
    shape({
      id: Id,
      programme: Type.String(),
      regime: Type.String(),
      month: Month,
      amountVnd: VndText,
      status: OneOf(...VOUCHER_STATUSES),
      office: Type.String(),
    }),
  ),
});

/** People of a list who may be known already: ruled on one by one, and a ruling taken back. */
export const reviewsContract = contract({
  'GET /payouts/reviews': {
    may: CONTROLLERS,
    scope: 'province',
    summary: { vi: 'Người cần xác định: có phải là một', en: 'People to review: the same person or not' },
    query: shape({ ...PageQuery }),
    reply: Page(
      shape({
        id: Id,
        listId: Id,
        line: Type.Integer(),
        citizenId: Id,
        candidateId: Id,
        fullName: Type.String(),
        birth: Nullable(Type.String()),
        place: Nullable(Type.String()),
        candidateCccdMasked: Nullable(Type.String()),
        raisedAt: Instant,
      }),
    ),
    refusals: [],
  },
  'GET /payouts/reviews/left': {
    may: CONTROLLERS,
    scope: 'province',
    summary: { vi: 'Còn bao nhiêu người cần xác định', en: 'How many people are left to review' },
    reply: shape({ left: Type.Integer(), ruledToday: Type.Integer() }),
    refusals: [],
  },
  'GET /payouts/reviews/:reviewId': {
    may: CONTROLLERS,
    scope: 'province',
    summary: { vi: 'Hai hồ sơ cạnh nhau', en: 'Two records side by side' },
    params: shape({ reviewId: Id }),
    reply: shape({
      id: Id,
      raisedAt: Instant,
      listId: Id,
      fileName: Type.String(),
      line: Type.Integer(),
      ruled: Type.Boolean(),
      entered: ReviewSide,
      known: ReviewSide,
    }),
    refusals: [],
    audit: 'personal-data',
  },
  'GET /payouts/reviews/ruled': {
    may: CONTROLLERS,
    scope: 'province',
    summary: { vi: 'Những người đã kết luận, mới nhất trước', en: 'People ruled on, newest first' },
    query: shape({ ...PageQuery }),
    reply: Page(
      shape({
        id: Id,
        same: Type.Boolean(),
        reason: Type.String(),
        at: Instant,
        by: Type.String(),
        fullName: Type.String(),
        knownName: Type.String(),
        birth: Nullable(Type.String()),
        commune: Nullable(Type.String()),
      }),
    ),
    refusals: [],
  },
  'POST /payouts/reviews/:reviewId/ruling/correction': {
    may: CONTROLLERS,
    scope: 'province',
    stepUp: true,
    summary: {
      vi: 'Bỏ một kết luận khi chưa chi gì theo nó',
      en: 'Take a ruling back while nothing was paid upon it',
    },
    params: shape({ reviewId: Id }),
    body: shape({ id: Id, reason: Line() }),
    reply: shape({ vouchersBack: Type.Integer(), already: Type.Boolean() }),
    refusals: [
      'review_open',
      'ruling_paid',
      'ruling_unknown',
      'merged_further',
      'ruling_death',
      'held_elsewhere',
    ],
  },
  'POST /payouts/reviews/:reviewId/ruling': {
    may: CONTROLLERS,
    scope: 'province',
    summary: { vi: 'Quyết định: cùng một người hay không', en: 'Rule: the same person or not' },
    params: shape({ reviewId: Id }),
    body: shape({ id: Id, same: Type.Boolean(), reason: Line() }),
    reply: shape({ vouchersMoved: Type.Integer(), already: Type.Boolean() }),
    refusals: ['review_ruled', 'same_right_twice', 'held_elsewhere'],
  },
});
