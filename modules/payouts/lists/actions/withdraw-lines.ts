import type { Tx } from '#kernel/db/types.ts';
import { publish } from '#kernel/feed/feed.ts';
import type { Doer } from '#kernel/handover/envelope.ts';
import { post } from '#kernel/handover/post.ts';
import type { Month } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import type { Block } from '../store/block.ts';
import { settlePeople, stage } from '../store/staging.ts';
import {
  findAgainstWithdrawal,
  matchWithdrawal,
  recordWithdrawn,
  takeWithdrawn,
  type Withdrawn,
} from '../store/withdraw.ts';
import type { Programme } from '../../programmes/store/programmes.ts';
import type { Against } from './import-blocks.ts';
import { FINDINGS_MAX } from './import-command.ts';
import { mustPost } from '../../posting.ts';

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
 * Takes back what a checked withdrawal list names: each voucher goes from the desk that holds it to its funder, and can be
 * paid again only when the withdrawal is taken back. Returns how many and their sum.
 */
export async function withdrawStaged(
  tx: Tx,
  now: Date,
  command: { readonly listId: Id; readonly doer: Doer; readonly programme: Programme },
): Promise<{ vouchers: number; totalVnd: bigint }> {
  return sendToFunder(tx, now, await takeWithdrawn(tx), {
    ...command,
    witnessId: null,
    agencyHand: command.programme.agencyHand,
    reason: 'funder_withdrew',
  });
}

/** A handover holds fewer moves than 2^15. */
const MOVES_MAX = 20_000;

/** Moves vouchers from the desks that hold them to their funder under a withdrawal list: one handover an office, more when it has many. */
export async function sendToFunder(
  tx: Tx,
  now: Date,
  gone: readonly Withdrawn[],
  command: {
    readonly listId: Id;
    readonly doer: Doer;
    readonly witnessId: Id | null;
    readonly agencyHand: Id;
    readonly reason: string;
  },
): Promise<{ vouchers: number; totalVnd: bigint }> {
  const { listId, doer, witnessId, agencyHand, reason } = command;
  const byOffice = Map.groupBy(gone, (voucher) => voucher.officeId);
  const envelopes = [...byOffice].flatMap(([officeId, group]) =>
    Array.from({ length: Math.ceil(group.length / MOVES_MAX) }, (_, i) => {
      const part = group.slice(i * MOVES_MAX, (i + 1) * MOVES_MAX);
      return {
        id: newId(),
        kind: 'voucher-withdraw',
        doer,
        officeId,
        occurredAt: now,
        input: { list: listId, vouchers: part.map((voucher) => voucher.id) },
        reason,
        ...(witnessId && { witnesses: [witnessId] }),
        things: part.map((voucher) => ({ thing: voucher.id, from: voucher.holder, to: agencyHand })),
      };
    }),
  );
  (await post(tx, now, envelopes)).forEach(mustPost);
  await recordWithdrawn(
    tx,
    envelopes.map((envelope) => envelope.id),
  );
  await publish(tx, 'payouts', { offices: [...byOffice.keys()] });
  return { vouchers: gone.length, totalVnd: gone.reduce((sum, voucher) => sum + voucher.amountVnd, 0n) };
}
