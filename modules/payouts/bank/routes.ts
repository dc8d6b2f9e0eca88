import { PassThrough } from 'node:stream';
import { bind, type Bound } from '#kernel/http/bind.ts';
import { showOfficeHand } from '#kernel/handover/hands.ts';
import { showRootOffice } from '#places/offices/offices.ts';
import { writeXlsx } from '#kernel/sheets/write.ts';
import { recordBankAnswer, sendToBank } from './actions.ts';
import { judgeAnswer, readAnswerFile } from './answer-file.ts';
import { bankContract } from './contract.ts';
import { listBatches, pageOfBatchLines, readDistribution } from './store/batches.ts';
import { type BankLine, readBankBatch } from './store/lines.ts';
import { personOf, type RouteParts } from '../request.ts';

export function bankRoutes({ db, clock }: RouteParts): Bound {
  return bind(bankContract, {
    'GET /payouts/distribution': async ({ query }) =>
      readDistribution(db.read, query.month, (await showRootOffice(db.read)).id),
    'GET /payouts/bank-batches': async ({ query }) => {
      const root = await showRootOffice(db.read);
      const [desk, bank] = await Promise.all([
        showOfficeHand(db.read, root.id, 'desk'),
        showOfficeHand(db.read, root.id, 'bank'),
      ]);
      return listBatches(db.read, query.month, { desk: desk.id, bank: bank.id });
    },
    'GET /payouts/bank-batches/:batchId/lines': ({ params, query }) =>
      pageOfBatchLines(db.read, params.batchId, query),
    'POST /payouts/bank-batches/:batchId/answer-file': async ({ params, upload, refuse }) => {
      const batch = await readBankBatch(db.read, params.batchId);
      if (batch.length === 0) return refuse('not_found', { batch: params.batchId });
      const judged = judgeAnswer(batch, await readAnswerFile(upload.path));
      if (judged.paid.length === 0 && judged.rejected.every(({ says }) => says === null))
        return refuse('answer_unread', { batch: params.batchId });
      return {
        fileSha256: upload.sha256,
        fileName: upload.fileName,
        withResults: judged.withResults,
        paid: judged.paid.map(({ voucherId }) => voucherId),
        paidVnd: judged.paid.reduce((sum, { amountVnd }) => sum + amountVnd, 0n),
        rejected: judged.rejected.map(({ line, says }) => ({
          voucherId: line.voucherId,
          fullName: line.fullName,
          amountVnd: line.amountVnd,
          says,
        })),
        rejectedVnd: judged.rejected.reduce((sum, { line }) => sum + line.amountVnd, 0n),
        strangers: judged.strangers,
      };
    },
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
  const columns = [
    { head: 'STT', width: 8 },
    { head: 'Số tài khoản', width: 20 },
    { head: 'Ngân hàng', width: 18 },
    { head: 'Họ và tên', width: 32 },
    { head: 'Số tiền', width: 18, figure: true },
    { head: 'Mã tham chiếu', width: 40 },
  ];
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
