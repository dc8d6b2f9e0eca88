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
  Page,
  PageQuery,
  shape,
  VndText,
} from '#kernel/contract/shapes.ts';

const CONTROLLERS = ['payout-controller'] as const;
export const LIST_READERS = [
  'payout-controller',
  'chief-accountant',
  'provincial-director',
  'auditor',
] as const;

export const Finding = shape({
  sheet: Type.String(),
  row: Nullable(Type.Integer()),
  column: Nullable(Type.String()),
  head: Nullable(Type.String()),
  code: Type.String(),
  severity: OneOf('error', 'warning'),
  found: Nullable(Type.String()),
  expected: Nullable(Type.String()),
});

export const ListOutcome = shape({
  outcome: OneOf('accepted', 'already', 'refused'),
  listId: Id,
  people: Type.Integer(),
  vouchers: Type.Integer(),
  totalVnd: VndText,
  sha256: Type.String(),
  errors: Type.Integer(),
  warnings: Type.Integer(),
  reviews: Type.Integer(),
  findings: Type.Array(Finding),
});

const ListItem = {
  id: Id,
  programme: Type.String(),
  month: Month,
  kind: Type.String(),
  fileName: Type.String(),
  sha256: Type.String(),
  people: Type.Integer(),
  vouchers: Type.Integer(),
  totalVnd: VndText,
  acceptedBy: Type.String(),
  acceptedAt: Instant,
  warnings: Type.Integer(),
};

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
      status: OneOf('due', 'paid', 'returned', 'withdrawn'),
      office: Type.String(),
    }),
  ),
});

export const listsContract = contract({
  'POST /payouts/lists': {
    may: CONTROLLERS,
    scope: 'province',
    summary: { vi: 'Nhận danh sách của cơ quan (xlsx, csv)', en: "Take in a funder's list (xlsx, csv)" },
    upload: { maxBytes: 256 * 1024 * 1024 },
    body: shape({
      id: Id,
      programme: Line(40),
      month: Month,
      kind: OneOf('regular', 'supplementary', 'withdrawal'),
      mapping: Type.Optional(
        Type.String({ maxLength: 4000, description: 'JSON object: field to column letter or head' }),
      ),
    }),
    reply: ListOutcome,
    refusals: [
      'programme_not_in_force',
      'period_locked',
      'mapping_unreadable',
      'file_empty',
      'file_truncated',
      'file_encrypted',
      'file_legacy_xls',
      'file_not_a_sheet',
      'file_too_big',
      'file_bomb',
      'sum_mismatch',
      'no_province_office',
      'held_elsewhere',
    ],
  },
  'GET /payouts/lists': {
    may: LIST_READERS,
    scope: 'province',
    summary: { vi: 'Danh sách đã nhận', en: 'Lists taken in' },
    query: shape({ month: Type.Optional(Month), ...PageQuery }),
    reply: Page(shape(ListItem)),
    refusals: [],
  },
  'GET /payouts/lists/:listId': {
    may: LIST_READERS,
    scope: 'province',
    summary: {
      vi: 'Một danh sách: đã nhận gì, cảnh báo gì',
      en: 'One list: what it brought and what was found',
    },
    params: shape({ listId: Id }),
    reply: shape({
      ...ListItem,
      fileBytes: Type.Integer(),
      handoverId: Id,
      /** The withdrawals that the post made of the whole list, newest first. */
      withdrawals: Type.Array(
        shape({
          listId: Id,
          vouchers: Type.Integer(),
          totalVnd: VndText,
          by: Type.String(),
          at: Instant,
          document: Type.String(),
          reason: Type.String(),
          restored: Type.Boolean(),
        }),
      ),
      /** Of a withdrawal that the post made: the list that it takes back. */
      of: Nullable(
        shape({ listId: Id, fileName: Type.String(), document: Type.String(), reason: Type.String() }),
      ),
      /** Of a withdrawal that was taken back itself. */
      restored: Nullable(shape({ at: Instant, by: Type.String(), reason: Type.String() })),
      findings: Type.Array(shape({ ...Finding.properties, vi: Type.String(), en: Type.String() })),
      states: Type.Array(
        shape({
          status: OneOf('due', 'paid', 'returned', 'withdrawn'),
          vouchers: Type.Integer(),
          totalVnd: VndText,
        }),
      ),
    }),
    refusals: [],
  },
  'GET /payouts/lists/:listId/vouchers': {
    may: LIST_READERS,
    scope: 'province',
    summary: { vi: 'Phiếu của một danh sách', en: 'The vouchers of a list' },
    params: shape({ listId: Id }),
    query: shape({
      /** Part of a name, with or without diacritics. */
      q: Type.Optional(Line(100)),
      status: Type.Optional(OneOf('due', 'paid', 'returned', 'withdrawn')),
      channel: Type.Optional(OneOf('point', 'office', 'home', 'bank')),
      ...PageQuery,
    }),
    reply: shape({
      total: Type.Integer(),
      totalVnd: VndText,
      items: Type.Array(
        shape({
          id: Id,
          line: Type.Integer(),
          citizenId: Id,
          fullName: Type.String(),
          birth: Nullable(Type.String()),
          cccdMasked: Nullable(Type.String()),
          hamlet: Nullable(Type.String()),
          commune: Nullable(Type.String()),
          regime: Type.String(),
          kind: OneOf('regular', 'arrears', 'one_off', 'funeral', 'carried'),
          benefitMonth: Month,
          amountVnd: VndText,
          status: OneOf('due', 'paid', 'returned', 'withdrawn'),
          channel: OneOf('point', 'office', 'home', 'bank'),
          payOn: Day,
          office: Type.String(),
        }),
      ),
      next: Nullable(Type.String()),
    }),
    refusals: [],
  },
  'GET /payouts/lists/:listId/file': {
    may: LIST_READERS,
    scope: 'province',
    summary: { vi: 'Tệp gốc của danh sách', en: "A list's own file, as it came" },
    params: shape({ listId: Id }),
    reply: 'file',
    refusals: ['list_file_not_found'],
    audit: 'personal-data',
  },
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
  'POST /payouts/reviews/:reviewId/ruling': {
    may: CONTROLLERS,
    scope: 'province',
    summary: { vi: 'Quyết định: cùng một người hay không', en: 'Rule: the same person or not' },
    params: shape({ reviewId: Id }),
    body: shape({ same: Type.Boolean(), reason: Line() }),
    reply: shape({ vouchersMoved: Type.Integer() }),
    refusals: ['review_ruled', 'same_right_twice', 'held_elsewhere'],
  },
});
