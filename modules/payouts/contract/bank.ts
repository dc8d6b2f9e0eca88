import Type from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import { Id, Line, Month, shape, VndText } from '#kernel/contract/shapes.ts';

export const bankContract = contract({
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
    /** `skipped`: lines whose voucher the bank does not hold any more, left as they are. */
    reply: shape({
      paid: Type.Integer(),
      rejected: Type.Integer(),
      skipped: Type.Array(shape({ voucherId: Id, fullName: Type.String(), credited: Type.Boolean() })),
    }),
    refusals: ['bank_answered', 'not_in_batch', 'hand_short', 'held_elsewhere', 'programme_not_in_force'],
  },
});
