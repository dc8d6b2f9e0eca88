import { PassThrough } from 'node:stream';
import { bind, type Bound } from '#kernel/http/bind.ts';
import { readKept } from '#kernel/files/keep.ts';
import { writeXlsx } from '#kernel/sheets/write.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { type BankLine, readBankBatch, recordBankAnswer, sendToBank } from '../actions/bank.ts';
import { importList } from '../actions/import-list.ts';
import { planVouchers } from '../actions/plan.ts';
import { ruleReview } from '../actions/review.ts';
import { listsContract } from '../contract/lists.ts';
import { findListFile, pageOfLists, pageOfReviews } from '../store/list-pages.ts';
import { personOf } from './custody.ts';
import type { RouteParts } from './money.ts';

/** Reads the mapping a caller sends beside the file: `{"fullName":"C","total":"M"}`. */
function readMapping(text: string | undefined): Record<string, string> | null {
  if (text === undefined) return null;
  const refuse = () => new Refusal('mapping_unreadable', { found: text.slice(0, 200) });
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refuse();
    if (!Object.values(value).every((part) => typeof part === 'string')) throw refuse();
    return { ...value } as Record<string, string>;
  } catch {
    throw refuse();
  }
}

export function listRoutes({ db, clock, filesFolder }: RouteParts & { readonly filesFolder: string }): Bound {
  return bind(listsContract, {
    'POST /payouts/lists': ({ body, upload, actor, signal }) => {
      const mapping = readMapping(body.mapping);
      const command = {
        id: body.id,
        programme: body.programme,
        month: body.month,
        doer: personOf(actor),
        path: upload.path,
        fileName: upload.fileName,
        fileBytes: upload.bytes,
        ...(mapping && { mapping }),
      };
      return importList(db, clock.now(), { ...command, kind: body.kind }, { filesFolder, signal });
    },
    'GET /payouts/lists': ({ query }) => pageOfLists(db.read, query),
    'GET /payouts/lists/:listId/file': async ({ params, refuse, reveal }) => {
      const file = await findListFile(db.read, params.listId);
      if (!file) return refuse('not_found', { list: params.listId });
      reveal({ subjectKind: 'payout-list', subjectId: params.listId, reason: 'original file' });
      const content = readKept(filesFolder, file.sha256);
      return { fileName: file.fileName, mediaType: 'application/octet-stream', content };
    },
    'GET /payouts/reviews': ({ query }) => pageOfReviews(db.read, query),
    'POST /payouts/reviews/:reviewId/ruling': ({ params, body, actor }) =>
      db.write((tx) =>
        ruleReview(tx, clock.now(), { ...body, reviewId: params.reviewId, doer: personOf(actor) }),
      ),
    'POST /payouts/plan': ({ body, actor }) => {
      const { unitId, hamlet, voucherIds } = body.who;
      const { channel, payOn, toOfficeId } = body.change;
      const who = {
        ...(unitId !== undefined && { unitId }),
        ...(hamlet && { hamlet }),
        ...(voucherIds && { voucherIds }),
      };
      const change = {
        ...(channel && { channel }),
        ...(payOn && { payOn }),
        ...(toOfficeId && { toOfficeId }),
      };
      return db.write((tx) => planVouchers(tx, clock.now(), { ...body, who, change, doer: personOf(actor) }));
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
