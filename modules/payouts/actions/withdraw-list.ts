import type { Tx } from '#kernel/db/types.ts';
import { publish } from '#kernel/feed/feed.ts';
import type { Doer } from '#kernel/handover/envelope.ts';
import { post } from '#kernel/handover/post.ts';
import type { Month } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import type { Block } from '../store/list-block.ts';
import { settlePeople, stage } from '../store/list-staging.ts';
import { findAgainstWithdrawal, matchWithdrawal, recordWithdrawn, takeWithdrawn } from '../store/withdraw.ts';
import type { Programme } from '../store/programmes.ts';
import type { Against } from './import-blocks.ts';
import { FINDINGS_MAX } from './import-command.ts';
import { mustPost } from './money.ts';

export async function stageWithdrawal(tx: Tx, block: Block): Promise<void> {
  if (block.errors === 0) await stage(tx, block);
}

/** What a staged withdrawal list says that cannot be done: paid already, not due, named twice, on its way. */
export async function checkWithdrawal(tx: Tx, programme: Programme, month: Month): Promise<Against> {
  await settlePeople(tx, { nameless: false, repeated: true });
  await matchWithdrawal(tx, programme.code, month);
  const findings = await findAgainstWithdrawal(tx, programme.code, month, FINDINGS_MAX);
  return { findings, errors: findings.length, warnings: 0 };
}

/**
 * Takes back what a checked withdrawal list names: each voucher goes from the desk that holds it to its funder, one
 * handover an office, and can never be paid again. Returns how many and their sum.
 */
export async function withdrawStaged(
  tx: Tx,
  now: Date,
  command: { readonly listId: Id; readonly doer: Doer; readonly programme: Programme },
): Promise<{ vouchers: number; totalVnd: bigint }> {
  const { listId, doer, programme } = command;
  const gone = await takeWithdrawn(tx);
  const byOffice = Map.groupBy(gone, (voucher) => voucher.officeId);
  const envelopes = [...byOffice].map(([officeId, group]) => ({
    id: newId(),
    kind: 'voucher-withdraw',
    doer,
    officeId,
    occurredAt: now,
    input: { list: listId, vouchers: group.map((voucher) => voucher.id) },
    reason: 'Cơ quan lập danh sách thu hồi',
    things: group.map((voucher) => ({ thing: voucher.id, from: voucher.holder, to: programme.agencyHand })),
  }));
  (await post(tx, now, envelopes)).forEach(mustPost);
  await recordWithdrawn(
    tx,
    gone.map((voucher) => voucher.id),
  );
  await publish(tx, 'payouts', { offices: [...byOffice.keys()] });
  return { vouchers: gone.length, totalVnd: gone.reduce((sum, voucher) => sum + voucher.amountVnd, 0n) };
}
