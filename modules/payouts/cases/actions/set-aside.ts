import type { Tx } from '#kernel/db/types.ts';
import { post } from '#kernel/handover/post.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { mustPost } from '../../posting.ts';
import { type Contested, holdAside, listContestedOnDesks } from '../store/aside.ts';

/** Nobody chose it: it follows from a conflict that is open. */
const DOER = { kind: 'job', name: 'set-aside' } as const;

/**
 * Sets aside those of these things that an open difference names and that lie on a desk now: whoever brings a thing to a desk asks
 * for it in the same transaction. Nobody could pay them there anyhow, but they could be sent on, or back to the funder.
 */
export async function setAside(tx: Tx, now: Date, things: readonly Id[]): Promise<void> {
  const contested = await listContestedOnDesks(tx, things);
  if (contested.length === 0) return;
  const envelopes = [...Map.groupBy(contested, ({ officeId }) => officeId)].map(([officeId, group]) => ({
    id: newId(),
    kind: 'set-aside',
    doer: DOER,
    officeId,
    occurredAt: now,
    input: { things: group.map(({ thing }) => thing) },
    reason: 'contested',
    things: group.map(({ thing, desk, suspense }: Contested) => ({ thing, from: desk, to: suspense })),
  }));
  (await post(tx, now, envelopes)).forEach(mustPost);
  await holdAside(
    tx,
    contested.map(({ thing }) => thing),
  );
}
