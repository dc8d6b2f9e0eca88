import { PassThrough } from 'node:stream';
import { bind, type Bound } from '#kernel/http/bind.ts';
import { writeXlsx } from '#kernel/sheets/write.ts';
import { type BankLine, readBankBatch, recordBankAnswer, sendToBank } from '../actions/bank.ts';
import { bankContract } from '../contract/bank.ts';
import { personOf } from './custody.ts';
import type { RouteParts } from './money.ts';

export function bankRoutes({ db, clock }: RouteParts): Bound {
  return bind(bankContract, {
    'POST /payouts/bank-batches': ({ body, actor }) =>
      db.write((tx) => sendToBank(tx, clock.now(), { ...body, doer: personOf(actor) })),
    'GET /payouts/bank-batches/:batchId/file': async ({ params, reveal, refuse }) => {
      const lines = await readBankBatch(db.read, params.batchId);
      if (lines.length === 0) return refuse('not_found', { batch: params.batchId });
      reveal({ subjectKind: 'bank-batch', subjectId: params.batchId, reason: 'file for the bank' });
      return {
        fileName: `chuyen-khoan-${params.batchId}.xlsx`,
        mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        content: bankFile(lines),
      };
    },
    'POST /payouts/bank-batches/:batchId/answer': ({ params, body, actor }) =>
      db.write((tx) =>
        recordBankAnswer(tx, clock.now(), { ...body, batchId: params.batchId, doer: personOf(actor) }),
      ),
  });
}

/** The file the bank credits from; the last column comes back in its answer. */
function bankFile(lines: readonly BankLine[]): PassThrough {
  const out = new PassThrough();
  const columns = ['STT', 'Số tài khoản', 'Ngân hàng', 'Họ và tên', 'Số tiền', 'Mã tham chiếu'].map(
    (head) => ({ head, width: 20 }),
  );
  const rows = lines.map((line, i) => [
    i + 1,
    line.account,
    line.bankName,
    line.fullName,
    line.amountVnd,
    line.voucherId,
  ]);
  writeXlsx(out, { name: 'Chuyển khoản', columns, rows }).catch((error: unknown) =>
    out.destroy(error as Error),
  );
  return out;
}
