import type { Read, Tx } from '#kernel/db/types.ts';
import { publish } from '#kernel/feed/feed.ts';
import { showOfficeHand } from '#kernel/handover/hands.ts';
import { post } from '#kernel/handover/post.ts';
import { firstDayOf, type Month } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { showRootOffice } from '#places/offices/offices.ts';
import { feeOf, unmatchedVnd } from './rules.ts';
import { showProgramme } from '../programmes/store/programmes.ts';
import {
  type Match,
  readDischarges,
  readFundedVnd,
  readMatch,
  readSettleLines,
  type SettleLine,
} from './store/settle.ts';
import { findSettlement, holdPeriod, insertSettlement, recordLock } from './store/settlement.ts';
import { mustPost, type Person } from '../posting.ts';

export interface Settlement {
  readonly programme: string;
  readonly month: Month;
  readonly lines: readonly SettleLine[];
  readonly match: Match;
  readonly unmatchedListVnd: bigint;
  readonly unmatchedCashVnd: bigint;
  readonly fundedVnd: bigint;
  readonly paidVnd: bigint;
  /** What the funder sent and nobody collected: goes back to it. */
  readonly toReturnVnd: bigint;
  readonly feeVnd: bigint;
  /** What still stands between these figures and a settlement. */
  readonly blocks: readonly ('vouchers_open' | 'list_unmatched' | 'cash_unmatched' | 'not_funded')[];
}

/** The settlement's figures as they stand now: a view, written nowhere. */
export async function previewSettlement(
  read: Read | Tx,
  programmeCode: string,
  month: Month,
): Promise<Settlement> {
  const programme = await showProgramme(read, programmeCode, month);
  const lines = await readSettleLines(read, programmeCode, month);
  const match = await readMatch(read, programmeCode, month);
  const fundedVnd = await readFundedVnd(read, programmeCode, month);
  const sum = (pick: (line: SettleLine) => bigint) => lines.reduce((total, line) => total + pick(line), 0n);
  const paidVnd = sum((line) => line.paidVnd);
  const unpaidVnd = sum((line) => line.carriedVnd + line.returnedVnd + line.openVnd);
  const unmatched = unmatchedVnd({ ...match, unpaidVnd });
  const blocks: Settlement['blocks'][number][] = [];
  if (lines.some((line) => line.openCount > 0)) blocks.push('vouchers_open');
  if (unmatched.listVnd !== 0n) blocks.push('list_unmatched');
  if (unmatched.cashVnd !== 0n || match.unmatched.length > 0) blocks.push('cash_unmatched');
  if (fundedVnd < paidVnd) blocks.push('not_funded');
  return {
    programme: programmeCode,
    month,
    lines,
    match,
    unmatchedListVnd: unmatched.listVnd,
    unmatchedCashVnd: unmatched.cashVnd,
    fundedVnd,
    paidVnd,
    toReturnVnd: fundedVnd > paidVnd ? fundedVnd - paidVnd : 0n,
    feeVnd: feeOf(
      programme.rule,
      paidVnd,
      lines.reduce((total, line) => total + line.paidCount, 0),
    ),
    blocks,
  };
}

interface Settling {
  readonly id: Id;
  readonly doer: Person;
  readonly programme: string;
  readonly month: Month;
}

/**
 * Settles a programme's month: what payees received discharges the post toward the funder, what was not collected goes
 * back to it from the bank, the fee is earned, the figures are written down. Afterwards the funder's hand holds what it
 * still owes (the fee), and nothing else of this month. Refuses `settlement_blocked` with what blocks, `already_settled`, `hand_short` when the
 * bank no longer holds the money to return.
 */
export async function settle(tx: Tx, now: Date, command: Settling): Promise<Settlement> {
  const read = tx;
  const { id, doer, month } = command;
  await holdPeriod(tx, command.programme, firstDayOf(month), 'alone');
  const earlier = await findSettlement(tx, command.programme, firstDayOf(month));
  const figures = await previewSettlement(read, command.programme, month);
  if (earlier?.id === id) return figures;
  if (earlier) throw new Refusal('already_settled', { at: earlier.madeAt.toISOString() });
  if (figures.blocks.length > 0) throw new Refusal('settlement_blocked', { blocks: figures.blocks });
  const rootId = (await showRootOffice(read)).id;
  const { discharge, back, fee } = await readHandovers(tx, now, command, figures, rootId);
  const answers = await post(
    tx,
    now,
    [discharge, back, fee].filter((each) => each !== null),
  );
  answers.forEach(mustPost);
  await insertSettlement(tx, now, {
    id,
    programme: command.programme,
    month,
    figures,
    returnedVnd: figures.toReturnVnd,
    feeVnd: figures.feeVnd,
    returnHandover: back?.id ?? null,
    feeHandover: fee?.id ?? null,
    by: doer.id,
  });
  await publish(tx, 'payouts', { offices: [rootId] });
  return figures;
}

/** What a settlement hands over: the discharge of the post, the money that goes back and the fee, where there is any. */
async function readHandovers(tx: Tx, now: Date, command: Settling, figures: Settlement, rootId: Id) {
  const { id, doer, month } = command;
  const { agencyHand } = await showProgramme(tx, command.programme, month);
  const bank = await showOfficeHand(tx, rootId, 'bank');
  const income = await showOfficeHand(tx, rootId, 'income');
  const discharged = await readDischarges(tx, command.programme, month, rootId);
  const handover = (
    kind: string,
    input: object,
    money: readonly { readonly from: Id; readonly to: Id; readonly amountVnd: bigint }[],
  ) => ({ id: newId(), kind, doer, officeId: rootId, occurredAt: now, input, money });
  const move = (kind: string, from: Id, amountVnd: bigint) =>
    amountVnd > 0n
      ? handover(kind, { settlement: id, amountVnd }, [{ from, to: agencyHand, amountVnd }])
      : null;
  return {
    back: move('fund-return', bank.id, figures.toReturnVnd),
    fee: move('fee', income.id, figures.feeVnd),
    discharge: handover(
      'discharge',
      { settlement: id },
      discharged.map(({ party, paidVnd }) => ({ from: party, to: agencyHand, amountVnd: paidVnd })),
    ),
  };
}

/** The second person locks the period; from then on nothing of it is paid, returned or reversed. */
export async function lockSettlement(
  tx: Tx,
  now: Date,
  command: { readonly doer: Person; readonly programme: string; readonly month: Month },
): Promise<void> {
  const { doer, programme, month } = command;
  const settlement = await findSettlement(tx, programme, firstDayOf(month));
  if (!settlement) throw new Refusal('not_settled', { programme, month });
  if (settlement.madeBy === doer.id) throw new Refusal('two_people_needed', {});
  await recordLock(tx, now, settlement, doer.id);
}
