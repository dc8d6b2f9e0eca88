import { sql } from 'kysely';
import type { Tx } from '#kernel/db/types.ts';
import { publish } from '#kernel/feed/feed.ts';
import { showOfficeHand } from '#kernel/handover/hands.ts';
import { offerEnvelope } from '#kernel/handover/offer.ts';
import { post } from '#kernel/handover/post.ts';
import { type Day, firstDayOf, isDay, type Month } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { showOffice, showRootOffice } from '#places/offices/offices.ts';
import type { Channel } from '../../voucher.ts';
import { dayWithin, windowOf } from '../rules.ts';
import { showProgramme } from '../../programmes/store/programmes.ts';
import { changePlan } from '../store/vouchers.ts';
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
 * Refuses `day_outside`, `nothing_to_plan`, `no_bank_account`.
 */
export async function planVouchers(tx: Tx, now: Date, command: PlanCommand): Promise<{ vouchers: number }> {
  const { officeId, month, who, change, doer } = command;
  const programme = await showProgramme(tx, command.programme, month);
  const ids = await readPlanned(tx, command);
  if (ids.length === 0) throw new Refusal('nothing_to_plan', { month });
  if (change.channel === 'bank') await assertAccounts(tx, ids);
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
  await tx
    .insertInto('plan_change')
    .values({
      id: newId(),
      office_id: officeId,
      month: firstDayOf(month),
      change: JSON.stringify({ programme: programme.code, who, change, why: command.why }),
      vouchers,
      changed_by: doer.name,
      changed_at: now,
    })
    .execute();
  await publish(tx, 'payouts', { offices: [officeId, ...(change.toOfficeId ? [change.toOfficeId] : [])] });
  return { vouchers };
}

async function readPlanned(tx: Tx, command: PlanCommand): Promise<Id[]> {
  const { unitId = null, hamlet = null, voucherIds = null } = command.who;
  const { rows } = await sql<{ id: Id }>`
    select v.id from voucher v join citizen c on c.id = v.citizen_id
    where v.office_id = ${command.officeId} and v.month = ${firstDayOf(command.month)} and v.programme = ${command.programme}
      and v.status = 'due' and (${unitId}::int is null or v.unit_id = ${unitId}) and (${hamlet}::text is null or c.hamlet = ${hamlet})
      and (${voucherIds === null} or v.id = any (${[...(voucherIds ?? [])]}::uuid[]))
    order by v.id`.execute(tx);
  return rows.map((row) => row.id);
}

/** Refuses `no_bank_account` naming the first people without one. */
async function assertAccounts(tx: Tx, ids: readonly Id[]): Promise<void> {
  const without = await tx
    .selectFrom('voucher as v')
    .innerJoin('citizen as c', 'c.id', 'v.citizen_id')
    .select('c.full_name')
    .where('v.id', 'in', [...ids])
    .where('c.bank_account', 'is', null)
    .limit(5)
    .execute();
  if (without.length > 0)
    throw new Refusal('no_bank_account', { people: without.map((row) => row.full_name) });
}

/** Vouchers that stand on the old office's desk leave for the new one; those still at the province go there straight. */
async function sendOn(
  tx: Tx,
  now: Date,
  command: PlanCommand,
  ids: readonly Id[],
  toOfficeId: Id,
): Promise<void> {
  await showOffice(tx, toOfficeId);
  const from = await showOfficeHand(tx, command.officeId, 'desk');
  const toward = await showOfficeHand(tx, toOfficeId, 'desk');
  const transit = await showOfficeHand(tx, command.officeId, 'transit');
  const here = await tx
    .selectFrom('thing')
    .select('id')
    .where('id', 'in', [...ids])
    .where('holder', '=', from.id)
    .orderBy('id')
    .execute();
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
