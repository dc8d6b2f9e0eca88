import { readFile } from 'node:fs/promises';
import { batch } from '#kernel/contract/batch.ts';
import { isKept, keepFile, readKept } from '#kernel/files/keep.ts';
import { once } from '#kernel/handover/once.ts';
import { bind, type Bound } from '#kernel/http/bind.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { pay, payAlone, type PayCommand, type Receipt } from '../actions/pay.ts';
import { returnUnpaid } from '../actions/unpaid.ts';
import { payContract } from '../contract/pay.ts';
import { mediaTypeOf } from '../../people/store/authority-form.ts';
import { findSignature, readReceiptForm } from '../store/receipt-form.ts';
import { personOf, type RouteParts } from '../../request.ts';
import { printInForce } from '../../forms/print.ts';

/**
 * Payments of one moment share a transaction: one commit to disk for many counters. Groups are paid one after the other, since
 * two at once would wait for each other's rollups; while one is, the next gathers, so that a busy province makes larger groups, and
 * as soon as it is as large it is sent behind the first, so that the database never waits for us.
 */
const TOGETHER = { maxSize: 250, maxConcurrent: 2, even: true };

export function payRoutes({ db, clock, filesFolder }: RouteParts & { readonly filesFolder: string }): Bound {
  const payTogether = batch<PayCommand, Receipt>((commands) => payAlone(db, clock.now(), commands), TOGETHER);
  return bind(payContract, {
    'POST /payouts/payments': async ({ body, actor }) => {
      await assertSigned(filesFolder, [body]);
      return payTogether({ ...readPayment(body), officeId: body.officeId, doer: payer(actor) });
    },
    'POST /payouts/payments/bulk': async ({ body, actor }) => {
      await assertSigned(filesFolder, body.payments);
      const commands = body.payments.map((payment) => ({
        ...readPayment(payment),
        officeId: body.officeId,
        doer: payer(actor),
      }));
      const answers = await db.write((tx) => pay(tx, clock.now(), commands));
      return answers.map((answer) =>
        answer instanceof Refusal
          ? {
              receipt: null,
              refusal: {
                code: answer.code,
                facts: { ...answer.facts } as Record<string, NonNullable<unknown>>,
              },
            }
          : { receipt: answer, refusal: null },
      );
    },
    'GET /payouts/payments/:handoverId/receipt': async ({ params, query, reveal, refuse }) => {
      const form = await readReceiptForm(db.read, params.handoverId, query.officeId, clock.now());
      if (!form) return refuse('not_found', { payment: params.handoverId });
      reveal({ subjectKind: 'citizen', subjectId: form.citizenId, reason: 'receipt' });
      const [content] = await printInForce(
        db.read,
        'pdf',
        query.paper === '80mm' ? 'c73-80mm' : 'c73',
        form.content,
      );
      return {
        fileName: `${form.receiptNo}.pdf`,
        mediaType: 'application/pdf',
        content: content as Buffer,
        inline: true,
      };
    },
    'POST /payouts/signatures': async ({ upload, refuse }) => {
      if (mediaTypeOf(await readFile(upload.path)) !== 'image/png') refuse('signature_unfit');
      await keepFile(filesFolder, upload.path, upload.sha256);
      return { sha256: upload.sha256 };
    },
    'GET /payouts/payments/:handoverId/signature': async ({ params, query, reveal, refuse }) => {
      const found = await findSignature(db.read, params.handoverId, query.officeId);
      // A phone's picture may come after its payment.
      if (!found || !(await isKept(filesFolder, found.sha256)))
        return refuse('not_found', { payment: params.handoverId });
      reveal({ subjectKind: 'citizen', subjectId: found.citizenId, reason: 'signature' });
      return {
        fileName: `${found.receiptNo}.png`,
        mediaType: 'image/png',
        content: readKept(filesFolder, found.sha256),
        inline: true,
      };
    },
    'POST /payouts/unpaid': ({ body, actor }) => {
      const { id, ...input } = body;
      const doer = personOf(actor);
      const act = { id, kind: 'unpaid-return', by: doer.id, input };
      return db.write((tx) =>
        once(tx, clock.now(), act, () => returnUnpaid(tx, clock.now(), { ...input, witnessId: null, doer })),
      );
    },
  });
}

function payer(actor: Parameters<typeof personOf>[0]): PayCommand['doer'] {
  return personOf(actor);
}

type Payment = Omit<PayCommand, 'doer' | 'officeId' | 'count' | 'signatureSha256'> & {
  readonly count?: PayCommand['count'] | undefined;
  readonly signatureSha256?: string | undefined;
};

/** A payment names its drawn signature only when the picture is kept, so that the proof can always be shown. */
async function assertSigned(folder: string, payments: readonly Payment[]): Promise<void> {
  for (const { signed, signatureSha256 } of payments) {
    if (signatureSha256 === undefined) continue;
    if (signed !== 'pad' || !(await isKept(folder, signatureSha256)))
      throw new Refusal('signature_missing', {});
  }
}

function readPayment({
  id,
  voucherIds,
  collector,
  signed,
  signatureSha256,
  count,
  occurredAt,
}: Payment): Omit<PayCommand, 'doer' | 'officeId'> {
  return {
    id,
    voucherIds,
    collector,
    signed,
    occurredAt,
    ...(signatureSha256 && { signatureSha256 }),
    ...(count && { count }),
  };
}
