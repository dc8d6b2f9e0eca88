import type { Tx } from '#kernel/db/types.ts';
import { publish } from '#kernel/feed/feed.ts';
import { inputHash } from '#kernel/handover/envelope.ts';
import { findPosted, post } from '#kernel/handover/post.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { listProgrammes } from '../../programmes/store/programmes.ts';
import { setAside } from '../../cases/actions/set-aside.ts';
import { holdPeriod, isSettled } from '../../settle/store/settlement.ts';
import { readPaymentRows, writeReversal } from '../store/reversal.ts';
import { mustPost, type Person } from '../../posting.ts';
import { reopenRecognised } from '../../at-door/actions/reopen.ts';

/**
 * Takes a counter's payment back by compensation (the bank's payments are not ours to take back): the money returns to the hand it
 * left, the vouchers to the desk of the office that paid, or aside where an open conflict is about them, and both handovers stay.
 * Two people: whoever paid, and a witness. A settled month stands: its figures have gone to the funder. Refuses `two_people_needed`, `already_reversed`, `period_locked`, `conflict`, `not_found`.
 */
export async function reversePayment(
  tx: Tx,
  now: Date,
  command: {
    readonly id: Id;
    readonly doer: Person;
    readonly paymentHandoverId: Id;
    readonly witnessId: Id;
    readonly reason: string;
  },
): Promise<{ vouchers: number; amountVnd: bigint }> {
  if (command.witnessId === command.doer.id) throw new Refusal('two_people_needed', {});
  return takeBack(tx, now, { ...command, occurredAt: now, deviceId: null });
}

/**
 * Takes back what a phone has paid out of its own bag: the cash is in the bag again, and the vouchers. It touches nobody
 * else's hand, so its person does it alone, with a reason, and it stands among the corrections. Refuses as `reversePayment` does;
 * `not_found` for a payment of another phone.
 */
export function undoAtDoor(
  tx: Tx,
  now: Date,
  command: {
    readonly id: Id;
    readonly doer: Person;
    readonly paymentHandoverId: Id;
    readonly reason: string;
    readonly deviceId: Id;
    readonly occurredAt: Date;
  },
): Promise<{ vouchers: number; amountVnd: bigint }> {
  return takeBack(tx, now, { ...command, witnessId: null });
}

/**
 * Takes a payment back whose cash is not in the hand that gave it any more: cash and vouchers go where they are named, and the
 * caller says under which difference. Refuses as `reversePayment` does.
 */
export function takeBackInto(
  tx: Tx,
  now: Date,
  command: Pick<TakeBack, 'id' | 'doer' | 'paymentHandoverId' | 'witnessId' | 'reason'> & {
    readonly moneyInto: Id;
    readonly thingsInto: Id;
  },
): Promise<{ vouchers: number; amountVnd: bigint }> {
  return takeBack(tx, now, { ...command, occurredAt: now, deviceId: null });
}

interface TakeBack {
  readonly id: Id;
  readonly doer: Person;
  readonly paymentHandoverId: Id;
  readonly witnessId: Id | null;
  readonly reason: string;
  readonly occurredAt: Date;
  /** The phone that undoes what it paid; null at the office. */
  readonly deviceId: Id | null;
  /** Instead of the hand that paid, and of the desk. */
  readonly moneyInto?: Id;
  readonly thingsInto?: Id;
}

async function takeBack(
  tx: Tx,
  now: Date,
  command: TakeBack,
): Promise<{ vouchers: number; amountVnd: bigint }> {
  const { id, doer, paymentHandoverId, witnessId, reason, occurredAt, deviceId } = command;
  const rows = await readPaymentRows(tx, paymentHandoverId);
  if (rows.length === 0 || (deviceId !== null && rows[0]?.device_id !== deviceId))
    throw new Refusal('not_found', { payment: paymentHandoverId });
  const amountVnd = rows.reduce((sum, row) => sum + row.amount_vnd, 0n);
  const head = {
    kind: 'pay-reverse',
    doer,
    officeId: rows[0]?.paid_at_office as Id,
    input: { payment: paymentHandoverId, reason, witnessId },
  };
  const earlier = (await findPosted(tx, [id])).get(id);
  if (earlier && !earlier.equals(inputHash(head))) throw new Refusal('conflict', { id });
  if (earlier) return { vouchers: rows.length, amountVnd };
  for (const { programme, month } of rows) {
    await holdPeriod(tx, programme, month, 'shared');
    if (await isSettled(tx, programme, month)) throw new Refusal('period_locked', { programme, month });
  }
  const agencies = await agenciesOf(tx, rows);
  const voucherIds = rows.map((row) => row.voucher_id);
  const [answer] = await post(tx, now, [
    {
      ...head,
      id,
      occurredAt,
      reason,
      reverses: paymentHandoverId,
      ...(witnessId && { witnesses: [witnessId] }),
      ...(deviceId && { deviceId }),
      money: rows.map((row) => ({
        from: row.party,
        to: command.moneyInto ?? row.paid_from,
        amountVnd: row.amount_vnd,
      })),
      things: rows.map((row) => ({
        thing: row.voucher_id,
        from: agencies.get(row.voucher_id) as Id,
        to: command.thingsInto ?? (deviceId ? row.paid_from : row.desk),
      })),
    },
  ]);
  mustPost(answer);
  await writeReversal(tx, rows, { id, reason });
  await reopenRecognised(tx, now, {
    paymentHandoverId,
    reversalId: id,
    officeId: rows[0]?.paid_at_office as Id,
    amountVnd,
    voucherIds,
    reason,
    by: doer.id,
  });
  await setAside(tx, now, voucherIds);
  await publish(tx, 'payouts', { offices: [...new Set(rows.map((row) => row.office_id))] });
  return { vouchers: rows.length, amountVnd };
}

async function agenciesOf(
  tx: Tx,
  rows: readonly { voucher_id: Id; programme: string; month: string }[],
): Promise<Map<Id, Id>> {
  const agencies = new Map<Id, Id>();
  for (const [month, group] of Map.groupBy(rows, (row) => row.month.slice(0, 7))) {
    const programmes = new Map((await listProgrammes(tx, month)).map((p) => [p.code, p.agencyHand]));
    for (const row of group) agencies.set(row.voucher_id, programmes.get(row.programme) as Id);
  }
  return agencies;
}
