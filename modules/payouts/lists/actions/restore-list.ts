import type { Read, Tx } from '#kernel/db/types.ts';
import { publish } from '#kernel/feed/feed.ts';
import { post } from '#kernel/handover/post.ts';
import { dayAt } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import type { Sum } from '../rules/whole-list.ts';
import { findSetting } from '../../programmes/store/programmes.ts';
import { findRestoration, insertRestoration } from '../store/taken-back.ts';
import {
  findRightsTaken,
  readRestorable,
  recordRestored,
  type RestoredVoucher,
  showWholeList,
  type WholeList,
} from '../store/whole-list.ts';
import { setAside } from '../../cases/actions/set-aside.ts';
import { mustPost, type Person } from '../../posting.ts';
import { whyNotTwo } from '../../cash/actions/two-people.ts';
import { mustNotPay } from '../../pay/actions/unpaid.ts';
import { mustBeOpen, WITHDRAWAL_LIMIT } from './withdraw-whole.ts';

export interface RestoreList {
  readonly id: Id;
  /** The withdrawal that is taken back. */
  readonly listId: Id;
  readonly doer: Person;
  readonly witnessId: Id | null;
  readonly reason: string;
  /** What was shown. */
  readonly vouchers: number;
  readonly totalVnd: bigint;
}

/** What taking a withdrawal back would bring. Refuses `not_found`, `list_not_withdrawal`, `list_restored`. */
export async function outlookOfRestoration(
  read: Read,
  listId: Id,
): Promise<Sum & { readonly list: WholeList; readonly restorable: readonly RestoredVoucher[] }> {
  const list = await showWholeList(read, listId);
  if (list.kind !== 'withdrawal') throw new Refusal('list_not_withdrawal', { file: list.fileName });
  const before = await findRestoration(read, listId);
  if (before) throw new Refusal('list_restored', { at: before.at.toISOString(), by: before.by });
  const restorable = await readRestorable(read, list);
  const totalVnd = restorable.reduce((sum, each) => sum + each.amountVnd, 0n);
  return { list, restorable, vouchers: restorable.length, totalVnd };
}

/**
 * Takes a withdrawal back by compensation, whoever made it: its vouchers return to the desks they left, to be paid from
 * today on. Refuses as the outlook does, and `list_changed`, `period_locked`, `right_taken` when a later list has brought one of
 * these people the same right again, `two_people_needed`, `payer_returns`, `nothing_to_withdraw`.
 */
export async function restoreList(tx: Tx, now: Date, command: RestoreList): Promise<Sum> {
  const { id, listId, doer, witnessId, reason } = command;
  for (const by of witnessId === null ? [doer.id] : [doer.id, witnessId]) await mustNotPay(tx, by);
  const { list, restorable, vouchers, totalVnd } = await outlookOfRestoration(tx, listId);
  await mustBeOpen(tx, list);
  if (vouchers === 0) throw new Refusal('nothing_to_withdraw', { paid: 0 });
  if (vouchers !== command.vouchers || totalVnd !== command.totalVnd)
    throw new Refusal('list_changed', { vouchers, totalVnd: totalVnd.toString() });
  const limitVnd = await findSetting(tx, WITHDRAWAL_LIMIT, dayAt(now));
  const alone = whyNotTwo(totalVnd, limitVnd, doer.id, witnessId);
  if (alone) throw alone;
  const ids = restorable.map((each) => each.id);
  const taken = await findRightsTaken(tx, ids);
  if (taken.length > 0) throw new Refusal('right_taken', { people: taken });
  const envelopes = [...Map.groupBy(restorable, (each) => each.withdrawnBy)].map(([withdrawnBy, group]) => ({
    id: newId(),
    kind: 'voucher-restore',
    doer,
    officeId: (group[0] as RestoredVoucher).officeId,
    occurredAt: now,
    input: { restoration: id, list: listId },
    reason,
    reverses: withdrawnBy,
    ...(witnessId && { witnesses: [witnessId] }),
    things: group.map((each) => ({ thing: each.id, from: each.holder, to: each.desk })),
  }));
  (await post(tx, now, envelopes)).forEach(mustPost);
  await recordRestored(tx, ids, dayAt(now));
  await setAside(tx, now, ids);
  await insertRestoration(tx, now, { id, listId, reason, vouchers, totalVnd, doer, witnessId });
  await publish(tx, 'payouts', { offices: [...new Set(restorable.map((each) => each.officeId))] });
  return { vouchers, totalVnd };
}
