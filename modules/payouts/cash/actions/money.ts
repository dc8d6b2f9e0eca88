import type { Tx } from '#kernel/db/types.ts';
import { publish } from '#kernel/feed/feed.ts';
import { showOfficeHand } from '#kernel/handover/hands.ts';
import { post } from '#kernel/handover/post.ts';
import { firstDayOf, type Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { type Count, countedVnd } from '#kernel/words/money.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { showRootOffice } from '#places/offices/offices.ts';
import { mustBeTwo } from './two-people.ts';
import { insertFunding } from '../store/funding.ts';
import { showProgramme } from '../../programmes/store/programmes.ts';
import { mustPost, type Person } from '../../posting.ts';
import { holdPeriod, isSettled } from '../../settle/store/settlement.ts';

export interface FundCommand {
  readonly id: Id;
  readonly doer: Person;
  readonly programme: string;
  readonly month: Month;
  readonly amountVnd: bigint;
  /** The bank advice or transfer order that shows it. */
  readonly document: string;
}

/**
 * The funder's deposit against its list: from what the post holds for it into the post's bank account. Refuses
 * `period_locked` once the month is settled: what was too much has gone back, and a later deposit belongs to the open month.
 */
export async function recordFunding(tx: Tx, now: Date, command: FundCommand): Promise<void> {
  const read = tx;
  const programme = await showProgramme(read, command.programme, command.month);
  const root = await showRootOffice(read);
  const bank = await showOfficeHand(tx, root.id, 'bank');
  const { id, doer, amountVnd, document, month } = command;
  await holdPeriod(tx, programme.code, firstDayOf(month), 'shared');
  const [answer] = await post(tx, now, [
    {
      id,
      kind: 'funding',
      doer,
      officeId: root.id,
      occurredAt: now,
      input: { programme: programme.code, month, amountVnd, document },
      money: [{ from: programme.agencyHand, to: bank.id, amountVnd }],
    },
  ]);
  if (mustPost(answer) === 'already') return;
  if (await isSettled(tx, programme.code, firstDayOf(month)))
    throw new Refusal('period_locked', { programme: programme.code, month });
  await insertFunding(tx, { handoverId: id, programme: programme.code, month, amountVnd, document });
  await publish(tx, 'payouts', { offices: [root.id] });
}

export interface BankCashCommand {
  readonly id: Id;
  readonly doer: Person;
  /** The office whose vault takes the notes in or gives them. */
  readonly officeId: Id;
  readonly direction: 'draw' | 'deposit';
  readonly count: Count;
  /** The cheque or the deposit slip. */
  readonly document: string;
  readonly witnessId: Id | null;
}

/** Notes between the bank account and a vault. Above the limit a second person stands by. Refuses `hand_short`, `count_missing`, `two_people_needed`. */
export async function moveBankCash(tx: Tx, now: Date, command: BankCashCommand): Promise<void> {
  const { id, doer, officeId, direction, count, document, witnessId } = command;
  const root = await showRootOffice(tx);
  const bank = (await showOfficeHand(tx, root.id, 'bank')).id;
  const vault = (await showOfficeHand(tx, officeId, 'vault')).id;
  const amountVnd = countedVnd(count);
  if (amountVnd === 0n) throw new Refusal('count_missing', { writtenVnd: '0' });
  await mustBeTwo(tx, now, amountVnd, doer.id, witnessId);
  const [answer] = await post(tx, now, [
    {
      id,
      kind: `bank-${direction}`,
      doer,
      officeId,
      occurredAt: now,
      input: { count, document, witnessId },
      money: [
        direction === 'draw' ? { from: bank, to: vault, amountVnd } : { from: vault, to: bank, amountVnd },
      ],
      counts: [{ side: 'counted', count }],
      ...(witnessId && { witnesses: [witnessId] }),
    },
  ]);
  mustPost(answer);
  await publish(tx, 'custody', { offices: [root.id, officeId] });
}
