import Type from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import { Day, Id, Instant, Line, Month, Nullable, OneOf, shape, VndText } from '#kernel/contract/shapes.ts';
import { Page, PageQuery } from '#kernel/contract/pages.ts';
import { CONTROLLERS } from '../../roles.ts';
import { CHANNELS, LIST_KINDS, VOUCHER_KINDS, VOUCHER_STATUSES } from '../../voucher.ts';

export const LIST_READERS = [
  'payout-controller',
  'chief-accountant',
  'provincial-director',
  'auditor',
] as const;

/** What a bad file is refused for, whether it is looked at or entered. */
export const FILE_REFUSALS = [
  'programme_not_in_force',
  'period_locked',
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
      kind: OneOf(...LIST_KINDS),
      mapping: Type.Optional(
        Type.String({ maxLength: 4000, description: 'JSON object: field to column letter or head' }),
      ),
    }),
    reply: ListOutcome,
    refusals: [...FILE_REFUSALS, 'mapping_unreadable'],
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
          status: OneOf(...VOUCHER_STATUSES),
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
      status: Type.Optional(OneOf(...VOUCHER_STATUSES)),
      channel: Type.Optional(OneOf(...CHANNELS)),
      ...PageQuery,
    }),
    reply: shape({
      /** Of all that is found: said with the first page. */
      total: Nullable(Type.Integer()),
      totalVnd: Nullable(VndText),
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
          kind: OneOf(...VOUCHER_KINDS),
          benefitMonth: Month,
          amountVnd: VndText,
          status: OneOf(...VOUCHER_STATUSES),
          channel: OneOf(...CHANNELS),
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
});
