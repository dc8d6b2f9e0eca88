import type { Tx } from '#kernel/db/types.ts';
import { publish } from '#kernel/feed/feed.ts';
import { showOfficeHand } from '#kernel/handover/hands.ts';
import { offerEnvelope } from '#kernel/handover/offer.ts';
import { post } from '#kernel/handover/post.ts';
import { dayAt } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { showOffice, showRootOffice } from '#places/offices/offices.ts';
import { listCommunes } from '#places/units/communes.ts';
import { changePlan, listDueElsewhere } from '../../plan/store/vouchers.ts';
import { mustPost, type Person } from '../../posting.ts';
import { holdCitizen, recordMove } from '../store/changes.ts';

export interface MoveCommand {
  readonly doer: Person;
  readonly citizenId: Id;
  readonly unitId: number;
  readonly hamlet: string | null;
  readonly reason: string;
}

/**
 * A person moves to another commune: the register keeps what it said before, and every due voucher follows to the office
 * that serves the new place, wherever it stands. What stands on a desk leaves at once and is accepted there; what is on
 * its way or in a bag follows when it arrives (`awaiting`). Refuses `not_found`.
 */
export async function movePerson(
  tx: Tx,
  now: Date,
  command: MoveCommand,
): Promise<{ sent: number; awaiting: number; office: string }> {
  const { citizenId, unitId, hamlet, reason, doer } = command;
  const read = tx;
  const commune = (await listCommunes(read, dayAt(now))).find((each) => each.id === unitId);
  if (!commune) throw new Refusal('not_found', { unit: unitId });
  const office = commune.officeId ? await showOffice(read, commune.officeId) : await showRootOffice(read);
  const from = await holdCitizen(tx, citizenId);
  if (!from) throw new Refusal('not_found', { citizen: citizenId });
  await recordMove(tx, now, { citizenId, from, to: { unitId, hamlet }, reason, by: doer.id });
  const rows = await listDueElsewhere(tx, citizenId, office.id);
  await changePlan(
    tx,
    rows.map((row) => row.id),
    { officeId: office.id },
  );
  const desk = await showOfficeHand(tx, office.id, 'desk');
  const onDesks = rows.filter((row) => row.holderKind === 'desk' && row.holder !== desk.id);
  for (const [holder, group] of Map.groupBy(onDesks, (row) => row.holder)) {
    const officeId = group[0]?.holderOffice as Id;
    const transit = await showOfficeHand(tx, officeId, 'transit');
    const [answer] = await post(tx, now, [
      offerEnvelope({
        id: newId(),
        kind: 'offer',
        doer,
        officeId,
        at: now,
        fromHand: holder,
        towardHand: desk.id,
        transitHand: transit.id,
        things: group.map((row) => row.id),
        reason,
      }),
    ]);
    mustPost(answer);
  }
  const awaiting = rows.filter((row) => row.holderKind !== 'desk').length;
  await publish(tx, 'payouts', {
    offices: [...new Set([office.id, ...onDesks.map((row) => row.holderOffice)])],
  });
  return { sent: onDesks.length, awaiting, office: office.name };
}
