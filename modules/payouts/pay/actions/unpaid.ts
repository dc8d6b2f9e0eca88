import type { Tx } from '#kernel/db/types.ts';
import { publish } from '#kernel/feed/feed.ts';
import type { Doer } from '#kernel/handover/envelope.ts';
import { asNamed, findPersonalHand } from '#kernel/handover/hands.ts';
import { post } from '#kernel/handover/post.ts';
import { addMonths, dayAt, type Month } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { unpaidOutcome } from '../../settle/rules.ts';
import { insertStops } from '../../people/store/stops.ts';
import { findSetting, showProgramme } from '../../programmes/store/programmes.ts';
import {
  type HeldElsewhere,
  listHeldElsewhere,
  readUnpaid,
  recordReturned,
  type ReturnedRow,
  type UnpaidVoucher,
} from '../../plan/store/vouchers.ts';
import { mustPost, type Person } from '../../posting.ts';
import { whyNotTwo } from '../../cash/actions/two-people.ts';

export interface UnpaidReturned {
  readonly vouchers: number;
  readonly totalVnd: bigint;
  readonly carried: number;
  readonly suspended: number;
  /** Vouchers of these offices that stay, each with who holds it: on its way, in a bag, or handed on meanwhile. */
  readonly skipped: readonly HeldElsewhere[];
}

export interface ReturnCommand {
  readonly doer: Person;
  /** The second person; needed above the limit of two people for returns. */
  readonly witnessId: Id | null;
  readonly programme: string;
  readonly month: Month;
  readonly officeIds: readonly Id[] | null;
  readonly reason: string;
  /** What the proposal named: more than that has not been agreed to. */
  readonly atMostVnd?: bigint;
}

/**
 * Sends back to the funder what nobody collected, office by office, with what becomes of each by the programme's rule:
 * carried over into the next list, returned, or suspended after the months the rule names. A voucher that somebody else
 * holds stays and is named (`skipped`). Whoever pays from a drawer returns nothing, and above the limit it needs a
 * second person. Refuses `payer_returns`, `two_people_needed`, `proposal_outgrown`.
 */
export async function returnUnpaid(tx: Tx, now: Date, command: ReturnCommand): Promise<UnpaidReturned> {
  const { doer, witnessId, officeIds, month } = command;
  const programme = await showProgramme(tx, command.programme, month);
  for (const id of witnessId === null ? [doer.id] : [doer.id, witnessId]) await mustNotPay(tx, id);
  const unpaid = await readUnpaid(tx, command.programme, month, officeIds);
  const outcome = (voucher: UnpaidVoucher) => unpaidOutcome(programme.rule, voucher.monthsUnpaid);
  const askedVnd = sumOf(unpaid);
  const limitVnd = await findSetting(tx, 'unpaid-two-people-above', dayAt(now));
  const alone = whyNotTwo(askedVnd, limitVnd, doer.id, witnessId);
  if (alone) throw alone;
  const { atMostVnd } = command;
  if (atMostVnd !== undefined && askedVnd > atMostVnd)
    throw new Refusal('proposal_outgrown', {
      proposedVnd: atMostVnd.toString(),
      nowVnd: askedVnd.toString(),
    });
  const people = { doer, witnessId };
  const { gone } = await sendBack(tx, now, people, unpaid, programme.agencyHand, (voucher, handoverId) => ({
    voucherId: voucher.id,
    handoverId,
    reason: command.reason,
    outcome: outcome(voucher),
  }));
  const suspended = gone.filter((voucher) => outcome(voucher) === 'suspended');
  await suspend(tx, now, command.programme, addMonths(month, 1), suspended, doer);
  return {
    vouchers: gone.length,
    totalVnd: sumOf(gone),
    carried: gone.filter((voucher) => outcome(voucher) === 'carried').length,
    suspended: suspended.length,
    skipped: await listHeldElsewhere(tx, command.programme, month, officeIds),
  };
}

function sumOf(vouchers: readonly UnpaidVoucher[]): bigint {
  return vouchers.reduce((sum, voucher) => sum + voucher.amountVnd, 0n);
}

/** Refuses `payer_returns`: a returned voucher frees its money, so it is not for those whose drawer may pay it later. */
export async function mustNotPay(tx: Tx, staffId: Id): Promise<void> {
  for (const kind of ['drawer', 'bag'] as const) {
    const hand = await findPersonalHand(tx, staffId, kind);
    if (hand) throw new Refusal('payer_returns', { hand: asNamed(hand) });
  }
}

/**
 * Posts the return of vouchers office by office. One that was handed on at the same moment stays where it went, and never
 * holds back its neighbours: the rest of its office is posted again without it.
 */
export async function sendBack(
  tx: Tx,
  now: Date,
  people: { readonly doer: Doer; readonly witnessId: Id | null },
  vouchers: readonly UnpaidVoucher[],
  agencyHand: Id,
  row: (voucher: UnpaidVoucher, handoverId: Id) => ReturnedRow,
): Promise<{ gone: UnpaidVoucher[] }> {
  const { doer, witnessId } = people;
  const gone: UnpaidVoucher[] = [];
  const rows: ReturnedRow[] = [];
  let waiting = [...Map.groupBy(vouchers, (voucher) => voucher.officeId)];
  while (waiting.length > 0) {
    const parcels = waiting.map(([officeId, group]) => {
      const id = newId();
      return { id, officeId, group, rows: group.map((voucher) => row(voucher, id)) };
    });
    const answers = await post(
      tx,
      now,
      parcels.map(({ id, officeId, group, rows: [first] }) => ({
        id,
        kind: 'voucher-return',
        doer,
        officeId,
        occurredAt: now,
        input: { vouchers: group.map((voucher) => voucher.id) },
        ...(first && { reason: first.reason }),
        ...(witnessId && { witnesses: [witnessId] }),
        things: group.map((voucher) => ({ thing: voucher.id, from: voucher.holder, to: agencyHand })),
      })),
    );
    waiting = [];
    for (const [i, parcel] of parcels.entries()) {
      const answer = answers[i];
      if (answer?.answer === 'not_holder') {
        const left = parcel.group.filter((voucher) => voucher.id !== answer.facts['thing']);
        if (left.length === parcel.group.length) mustPost(answer);
        if (left.length > 0) waiting.push([parcel.officeId, left]);
        continue;
      }
      mustPost(answer);
      gone.push(...parcel.group);
      rows.push(...parcel.rows);
    }
  }
  await recordReturned(tx, rows);
  const offices = [...new Set(gone.map((voucher) => voucher.officeId))];
  if (offices.length > 0) await publish(tx, 'payouts', { offices });
  return { gone };
}

async function suspend(
  tx: Tx,
  now: Date,
  programme: string,
  from: Month,
  vouchers: readonly UnpaidVoucher[],
  doer: Person,
) {
  const citizens = [...new Set(vouchers.map((voucher) => voucher.citizenId))];
  if (citizens.length === 0) return;
  const stop = { doer, programme, kind: 'suspended', fromMonth: from, reason: 'not_collected' } as const;
  await insertStops(
    tx,
    now,
    citizens.map((citizenId) => ({ ...stop, id: newId(), citizenId })),
  );
}
