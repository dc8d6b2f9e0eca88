import Type from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import { Id, Instant, Line, Month, Nullable, OneOf, shape, VndText } from '#kernel/contract/shapes.ts';
import { Page, PageQuery } from '#kernel/contract/pages.ts';

/** Lines whose voucher the bank did not hold any more when its answer came, left as they are; `credited` all the same is people's to settle. */
const Skipped = Type.Array(shape({ voucherId: Id, fullName: Type.String(), credited: Type.Boolean() }));

const BANKERS = ['payout-controller', 'chief-accountant'] as const;

const LINE_STATES = ['sent', 'paid', 'rejected', 'skipped'] as const;

export const bankContract = contract({
  'GET /payouts/distribution': {
    may: ['payout-controller'],
    scope: 'province',
    summary: { vi: 'Phiếu của tháng đang ở đâu', en: "Where the month's vouchers are" },
    query: shape({ month: Month }),
    reply: Type.Array(
      shape({
        officeId: Id,
        office: Type.String(),
        /** Due vouchers: still at the province, offered and not yet accepted, at the office's desk, with its people. */
        toSend: Type.Integer(),
        toSendVnd: VndText,
        onTheWay: Type.Integer(),
        atDesk: Type.Integer(),
        withPeople: Type.Integer(),
        paid: Type.Integer(),
      }),
    ),
    refusals: [],
  },
  'GET /payouts/bank-batches': {
    may: BANKERS,
    scope: 'province',
    summary: { vi: 'Lệnh chuyển khoản của tháng', en: "The month's bank batches" },
    query: shape({ month: Month }),
    reply: shape({
      /** Account vouchers at the province's desk: what batches can take, and how many they leave there and why. */
      waiting: Type.Array(
        shape({
          programme: Type.String(),
          vouchers: Type.Integer(),
          totalVnd: VndText,
          noAccount: Type.Integer(),
          died: Type.Integer(),
          stopped: Type.Integer(),
        }),
      ),
      /** What each programme's funder has deposited for the month, and what the bank was asked to pay of it and did not send back. */
      funds: Type.Array(shape({ programme: Type.String(), fundedVnd: VndText, sentVnd: VndText })),
      batches: Type.Array(
        shape({
          id: Id,
          programme: Type.String(),
          vouchers: Type.Integer(),
          totalVnd: VndText,
          madeBy: Type.String(),
          madeAt: Instant,
          answer: Nullable(
            shape({
              paid: Type.Integer(),
              rejected: Type.Integer(),
              skipped: Skipped,
              recordedBy: Type.String(),
              recordedAt: Instant,
            }),
          ),
        }),
      ),
    }),
    refusals: [],
  },
  'GET /payouts/bank-batches/:batchId/lines': {
    may: BANKERS,
    scope: 'province',
    summary: { vi: 'Từng người của một lệnh', en: 'The lines of a batch' },
    params: shape({ batchId: Id }),
    query: shape({ state: Type.Optional(OneOf(...LINE_STATES)), ...PageQuery }),
    reply: Page(
      shape({
        voucherId: Id,
        fullName: Type.String(),
        bankName: Nullable(Type.String()),
        accountMasked: Nullable(Type.String()),
        amountVnd: VndText,
        state: OneOf(...LINE_STATES),
      }),
    ),
    refusals: [],
  },
  'POST /payouts/bank-batches/:batchId/answer-file': {
    may: BANKERS,
    scope: 'province',
    summary: {
      vi: 'Đọc tệp kết quả của ngân hàng, chưa ghi gì',
      en: "Read the bank's answer and record nothing",
    },
    params: shape({ batchId: Id }),
    upload: { maxBytes: 32 * 1024 * 1024 },
    body: shape({}),
    reply: shape({
      fileSha256: Type.String(),
      fileName: Type.String(),
      /** False when no row says paid or failed: then all that are named are taken as paid. */
      withResults: Type.Boolean(),
      /** References of this batch that the bank says it paid. */
      paid: Type.Array(Id),
      paidVnd: VndText,
      rejected: Type.Array(
        shape({
          voucherId: Id,
          fullName: Type.String(),
          amountVnd: VndText,
          /** The bank's own words; null when the file does not name the person. */
          says: Nullable(Type.String()),
        }),
      ),
      rejectedVnd: VndText,
      /** References that are not of this batch; with any, nothing can be recorded. */
      strangers: Type.Array(Type.String()),
    }),
    refusals: [
      'file_empty',
      'file_truncated',
      'file_encrypted',
      'file_legacy_xls',
      'file_not_a_sheet',
      'file_too_big',
      'file_bomb',
      'answer_unread',
    ],
  },
  'POST /payouts/bank-batches': {
    may: ['payout-controller', 'chief-accountant'],
    scope: 'province',
    summary: { vi: 'Lập lệnh chuyển khoản của một chế độ', en: 'Make a bank batch of a programme' },
    body: shape({ id: Id, programme: Line(40), month: Month }),
    /** `more`: others wait for the next batch. */
    reply: shape({ vouchers: Type.Integer(), totalVnd: VndText, more: Type.Boolean() }),
    refusals: ['nothing_to_send', 'held_elsewhere'],
  },
  'GET /payouts/bank-batches/:batchId/file': {
    may: ['payout-controller', 'chief-accountant'],
    scope: 'province',
    summary: { vi: 'Tệp gửi ngân hàng (xlsx)', en: 'The file for the bank (xlsx)' },
    params: shape({ batchId: Id }),
    reply: 'file',
    refusals: [],
    audit: 'personal-data',
  },
  'POST /payouts/bank-batches/:batchId/answer': {
    may: ['payout-controller', 'chief-accountant'],
    scope: 'province',
    summary: { vi: 'Ghi kết quả ngân hàng trả về', en: "Record the bank's answer" },
    params: shape({ batchId: Id }),
    body: shape({
      fileSha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
      paid: Type.Array(Id, { maxItems: 20_000 }),
    }),
    reply: shape({ paid: Type.Integer(), rejected: Type.Integer(), skipped: Skipped }),
    refusals: ['bank_answered', 'not_in_batch', 'hand_short', 'held_elsewhere', 'programme_not_in_force'],
  },
});
