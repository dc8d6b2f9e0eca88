import type { Tx } from '#kernel/db/types.ts';
import { reopenException } from '#kernel/devices/exceptions.ts';
import { openCases } from '#kernel/handover/offer.ts';
import type { Id } from '#kernel/words/id.ts';
import { findRecognition } from '../store/recognise.ts';

/**
 * A payment that people had recognised was taken back: its cash stands aside again, under a conflict of its own, and the
 * phone's exception waits to be ruled on anew. Other payments are left as they are.
 */
export async function reopenRecognised(
  tx: Tx,
  now: Date,
  taken: {
    readonly paymentHandoverId: Id;
    readonly reversalId: Id;
    readonly officeId: Id;
    readonly amountVnd: bigint;
    readonly voucherIds: readonly Id[];
    readonly reason: string;
    readonly by: Id;
  },
): Promise<void> {
  const found = await findRecognition(tx, taken.paymentHandoverId);
  if (!found) return;
  const { amountVnd, officeId, voucherIds: things, reversalId: handoverId, reason, by } = taken;
  const { handId, exceptionId } = found;
  const [caseId] = await openCases(tx, now, [
    { kind: 'conflict', amountVnd, things, handoverId, handId, officeId },
  ]);
  await reopenException(tx, now, { exceptionId, caseId: caseId as Id, note: reason, by });
}
