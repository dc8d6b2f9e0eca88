import type { Static, TSchema } from 'typebox';
import { act, type Acts, type Effect, type Taken } from '#kernel/devices/acts.ts';
import type { Tx } from '#kernel/db/types.ts';
import { type Count, countedVnd } from '#kernel/words/money.ts';
import { findFreezes, holdHand, whyFrozen } from '#kernel/handover/freeze.ts';
import { findPersonalHand, type HandRow } from '#kernel/handover/hands.ts';
import { DOOR_BODIES, type DoorKind } from '../contract/bodies.ts';
import { acceptAtDoor, closeAtDoor, refuseAtDoor, returnAtDoor, undoInBag, visitAtDoor } from './bag.ts';
import { payAtDoor } from './pay.ts';

/** Who pays at doors. */
export const DOOR_ROLES = ['teller', 'point-keeper'] as const;

type WithBag<S extends TSchema> = (
  tx: Tx,
  now: Date,
  bag: HandRow,
  taken: readonly Taken<Static<S>>[],
) => Promise<readonly Effect[]>;

/** An act out of the person's bag: without one, or while it is frozen, it is kept for people. */
function fromBag<K extends DoorKind>(
  kind: K,
  touchesMoney: boolean,
  apply: WithBag<(typeof DOOR_BODIES)[K]>,
  amountOf: (body: Static<(typeof DOOR_BODIES)[K]>) => bigint | null = () => null,
) {
  return act<Static<(typeof DOOR_BODIES)[K]>>({
    body: DOOR_BODIES[kind],
    may: DOOR_ROLES,
    touchesMoney,
    amountOf,
    apply: async (tx, now, taken) => {
      const [first] = taken;
      const bag = first ? await findPersonalHand(tx, first.doer.id, 'bag') : null;
      const aside = (code: string, facts: Readonly<Record<string, unknown>>) =>
        taken.map((): Effect => ({ outcome: 'quarantined', code, facts }));
      if (!first || !bag || bag.officeId !== first.officeId)
        return aside('bag_not_open', { person: first?.doer.name });
      const frozen = whyFrozen(await findFreezes(tx, [bag.id]), bag.id);
      if (!frozen) return apply(tx, now, bag, taken);
      if (!first.ruled) return aside(frozen.code, frozen.facts);
      await holdHand(tx, bag.id, false);
      const effects = await apply(tx, now, bag, taken);
      await holdHand(tx, bag.id, true);
      return effects;
    },
  });
}

const counted = (count: Count | null | undefined) => (count ? countedVnd(count) : null);

/** What this module understands of what phones send. */
export const doorActs: Acts = {
  'payouts.pay': fromBag('payouts.pay', true, payAtDoor, ({ amountVnd }) => BigInt(amountVnd)),
  'payouts.visit': fromBag('payouts.visit', false, (tx, now, _bag, taken) => visitAtDoor(tx, now, taken)),
  'payouts.undo': fromBag('payouts.undo', true, (tx, now, _bag, taken) => undoInBag(tx, now, taken)),
  'payouts.accept-offer': fromBag('payouts.accept-offer', true, acceptAtDoor, ({ count }) => counted(count)),
  'payouts.refuse-offer': fromBag('payouts.refuse-offer', true, refuseAtDoor),
  'payouts.return-offer': fromBag('payouts.return-offer', true, returnAtDoor, ({ cash }) =>
    counted(cash?.count),
  ),
  'payouts.close-bag': fromBag('payouts.close-bag', true, closeAtDoor, ({ count }) => counted(count)),
};
