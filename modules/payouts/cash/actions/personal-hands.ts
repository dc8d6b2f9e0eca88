import { worksAt } from '#kernel/access/office-tree.ts';
import type { Tx } from '#kernel/db/types.ts';
import { publish } from '#kernel/feed/feed.ts';
import { findPersonalHand, openHands } from '#kernel/handover/hands.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';

export interface PersonalHandCommand {
  readonly id: Id;
  readonly officeId: Id;
  readonly staffId: Id;
  readonly name: string;
  readonly limitVnd: bigint | null;
}

/**
 * Opens the drawer or bag that a person answers for; the same id again is the same hand. Refuses `not_staff_here`, and
 * `drawer_open` or `bag_open` while another one is open.
 */
export async function openPersonalHand(
  tx: Tx,
  now: Date,
  kind: 'drawer' | 'bag',
  { id, officeId, staffId, name, limitVnd }: PersonalHandCommand,
): Promise<void> {
  if (!(await worksAt(tx, staffId, officeId))) throw new Refusal('not_staff_here', { staffId });
  const open = await findPersonalHand(tx, staffId, kind);
  if (open?.id === id) return;
  if (open) throw new Refusal(`${kind}_open`, { [kind]: open.id });
  await openHands(tx, now, [{ id, kind, officeId, staffId, name, ...(limitVnd !== null && { limitVnd }) }]);
  await publish(tx, 'custody', { offices: [officeId] });
}
