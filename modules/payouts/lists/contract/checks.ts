import Type from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import { Id, Instant, Line, Month, Nullable, OneOf, shape, VndText } from '#kernel/contract/shapes.ts';
import { FILE_REFUSALS, Finding, ListOutcome } from './lists.ts';
import { CONTROLLERS } from '../../roles.ts';
import { LIST_KINDS } from '../../voucher.ts';

const Kind = OneOf(...LIST_KINDS);

/** Field to column letter; '' for a field that the list does not have. */
const Mapping = Type.Record(Type.String({ pattern: '^[a-zA-Z]{1,20}$' }), Type.String({ maxLength: 200 }), {
  additionalProperties: false,
  maxProperties: 40,
});

const Check = shape({
  id: Id,
  programme: Type.String(),
  month: Month,
  kind: Kind,
  fileName: Type.String(),
  sha256: Type.String(),
  fileBytes: Type.Integer(),
  mapping: Nullable(Mapping),
  /** `already`: the same file is a list of this month already. */
  outcome: OneOf('clean', 'already', 'refused'),
  people: Type.Integer(),
  totalVnd: VndText,
  checkedBy: Type.String(),
  checkedAt: Instant,
  /** The list that the file has become, when it was accepted. */
  listId: Nullable(Id),
  report: shape({
    vouchers: Type.Integer(),
    reviews: Type.Integer(),
    errors: Type.Integer(),
    warnings: Type.Integer(),
    findings: Type.Array(shape({ ...Finding.properties, vi: Type.String(), en: Type.String() })),
    sheets: Type.Array(
      shape({
        sheet: Type.String(),
        people: Type.Integer(),
        totalVnd: Type.String(),
        /** Null where no head was found, or the sheet carries on under the head of the one before. */
        headRow: Nullable(Type.Integer()),
        unitVnd: Type.Integer(),
        /** Share of the first rows whose parts add up to their total; null when the sheet cannot prove it. */
        proof: Nullable(Type.Number()),
        columns: Type.Array(
          shape({ letters: Type.String(), head: Type.String(), field: Nullable(Type.String()) }),
        ),
        opening: Type.Array(shape({ row: Type.Integer(), cells: Type.Array(Type.String()) })),
      }),
    ),
  }),
});

export const checksContract = contract({
  'POST /payouts/list-checks': {
    may: CONTROLLERS,
    scope: 'province',
    summary: {
      vi: 'Xem trước một tệp danh sách, chưa nhập gì',
      en: "Look at a funder's file and enter nothing",
    },
    upload: { maxBytes: 256 * 1024 * 1024 },
    body: shape({ id: Id, programme: Line(40), month: Month, kind: Kind }),
    reply: Check,
    refusals: FILE_REFUSALS,
    audit: 'personal-data',
  },
  'GET /payouts/list-checks/:checkId': {
    may: CONTROLLERS,
    scope: 'province',
    summary: { vi: 'Kết quả xem trước', en: 'What a look at a file has found' },
    params: shape({ checkId: Id }),
    reply: Check,
    refusals: [],
    audit: 'personal-data',
  },
  'GET /payouts/list-checks/:checkId/progress': {
    may: CONTROLLERS,
    scope: 'province',
    summary: { vi: 'Đã đọc đến dòng nào', en: 'How many rows have been read so far' },
    params: shape({ checkId: Id }),
    reply: shape({ rows: Nullable(Type.Integer()) }),
    refusals: [],
  },
  'POST /payouts/list-checks/:checkId/mapping': {
    may: CONTROLLERS,
    scope: 'province',
    summary: { vi: 'Xem lại với cách ghép cột khác', en: 'Look again with columns named by hand' },
    params: shape({ checkId: Id }),
    body: shape({ id: Id, mapping: Mapping }),
    reply: Check,
    refusals: FILE_REFUSALS,
    audit: 'personal-data',
  },
  'POST /payouts/list-checks/:checkId/acceptance': {
    may: CONTROLLERS,
    scope: 'province',
    summary: { vi: 'Nhận danh sách đã xem trước', en: 'Enter the list that was looked at' },
    params: shape({ checkId: Id }),
    body: shape({ id: Id }),
    reply: ListOutcome,
    refusals: FILE_REFUSALS,
  },
});
