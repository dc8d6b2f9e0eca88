import { listHolders } from '#kernel/handover/things.ts';
import type { Tx } from '#kernel/db/types.ts';
import { publish } from '#kernel/feed/feed.ts';
import { showOfficeHand } from '#kernel/handover/hands.ts';
import { offerEnvelope } from '#kernel/handover/offer.ts';
import { post } from '#kernel/handover/post.ts';
import { type Day, isDay, type Month } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { assertOpen, showOffice, showRootOffice } from '#places/offices/offices.ts';
import type { Channel } from '../../voucher.ts';
import { dayWithin, windowOf } from '../rules.ts';
import { showProgramme } from '../../programmes/store/programmes.ts';
import { recordPlanChange } from '../store/changes.ts';
import { changePlan, countAwaited, listPlanned, listWithoutAccount } from '../store/vouchers.ts';
import { mustPost, type Person } from '../../posting.ts';

export interface PlanCommand {
  readonly doer: Person;
  readonly officeId: Id;
  readonly month: Month;
  readonly programme: string;
  /** Which due vouchers of the office: all, those of a commune or hamlet, or named ones. */
  readonly who: { readonly unitId?: number; readonly hamlet?: string; readonly voucherIds?: readonly Id[] };
  readonly change: { readonly channel?: Channel; readonly payOn?: Day; readonly toOfficeId?: Id };
  /** Why somebody is planned otherwise; kept with the change. */
  readonly why?: string;
}

/**
 * Plans in bulk or one by one where and when due vouchers of an office are paid. A change of channel takes the
 * programme's days for it; a day outside those days is refused; a change of office sends the vouchers on their way to
 * the other desk, to be accepted there; a change to accounts sends them to the province's, which deals with the bank.
 * Refuses `day_outside`, `nothing_to_plan`, `no_bank_account`, and an office that there is not or no longer.
 */
export async function planVouchers(tx: Tx, now: Date, command: PlanCommand): Promise<{ vouchers: number }> {
  const { officeId, month, who, change, doer } = command;
  const programme = await showProgramme(tx, command.programme, month);
  if (change.toOfficeId) await assertOpen(tx, change.toOfficeId);
  const ids = await listPlanned(tx, command);
  if (ids.length === 0) throw new Refusal('nothing_to_plan', { month });
  const without = change.channel === 'bank' ? await listWithoutAccount(tx, ids) : [];
  if (without.length > 0) throw new Refusal('no_bank_account', { people: without });
  const window = change.channel ? windowOf(change.channel, programme.calendar) : null;
  const payOn = change.payOn ?? (window ? dayWithin(window, 0, 1) : undefined);
  const { opensOn, officeTo } = programme.calendar;
  if (payOn && (!isDay(payOn) || payOn < opensOn || payOn > officeTo)) {
    throw new Refusal('day_outside', { day: payOn, from: opensOn, to: officeTo });
  }
  const vouchers = await changePlan(tx, ids, {
    ...(change.channel && { channel: change.channel }),
    ...(change.toOfficeId && { officeId: change.toOfficeId }),
    ...(payOn && { payOn }),
    ...(window && { payUntil: window.until }),
  });
  // Account vouchers wait at the province's desk, from where they go to the bank.
  const toOffice = change.channel === 'bank' ? (await showRootOffice(tx)).id : change.toOfficeId;
  if (toOffice && toOffice !== officeId) await sendOn(tx, now, command, ids, toOffice);
  await recordPlanChange(tx, now, {
    officeId,
    month,
    change: { programme: programme.code, who, change, why: command.why },
    vouchers,
    by: doer.name,
  });
  await publish(tx, 'payouts', { offices: [officeId, ...(change.toOfficeId ? [change.toOfficeId] : [])] });
  return { vouchers };
}

/** Lets an office close at which nobody is to be paid any more. Refuses `office_awaited`. */
export async function letGoOfOffice(tx: Tx, officeId: Id): Promise<void> {
  const vouchers = await countAwaited(tx, officeId);
  if (vouchers > 0)
    throw new Refusal('office_awaited', { vouchers, office: (await showOffice(tx, officeId)).name });
}

/** Vouchers that stand on the old office's desk leave for the new one; those still at the province go there straight. */
async function sendOn(
  tx: Tx,
  now: Date,
  command: PlanCommand,
  ids: readonly Id[],
  toOfficeId: Id,
): Promise<void> {
  const from = await showOfficeHand(tx, command.officeId, 'desk');
  const toward = await showOfficeHand(tx, toOfficeId, 'desk');
  const transit = await showOfficeHand(tx, command.officeId, 'transit');
  const here = (await listHolders(tx, ids)).filter(({ holder }) => holder === from.id);
  if (here.length === 0) return;
  const [answer] = await post(tx, now, [
    offerEnvelope({
      id: newId(),
      kind: 'offer',
      doer: command.doer,
      officeId: command.officeId,
      at: now,
      fromHand: from.id,
      towardHand: toward.id,
      transitHand: transit.id,
      things: here.map((row) => row.id),
    }),
  ]);
  mustPost(answer);
}
