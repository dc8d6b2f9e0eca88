import type { Database } from '#kernel/db/connect.ts';
import type { Tx } from '#kernel/db/types.ts';
import { hashFile, keepFile } from '#kernel/files/keep.ts';
import { showOfficeHand } from '#kernel/handover/hands.ts';
import { post } from '#kernel/handover/post.ts';
import { firstDayOf } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { showRootOffice } from '#places/offices/offices.ts';
import { createStaging } from '../store/staging.ts';
import {
  findListByHash,
  finishList,
  type ListOutcome,
  type NewList,
  openList,
  readEntered,
  readMappings,
  rememberMapping,
} from '../store/lists.ts';
import { type Programme, showProgramme } from '../../programmes/store/programmes.ts';
import { holdPeriod, isSettled } from '../../settle/store/settlement.ts';
import { type Against, blockEntry, eachBlock, type Watching } from './import-blocks.ts';
import type { Finding, ImportCommand } from './import-command.ts';
import { type Figures, figuresOf } from './import-figures.ts';
import { readPlaceFacts } from './place-facts.ts';
import { type PlacedPart, readPlaced, type ReadThrough } from './read-placed.ts';
import { takeWithdrawn } from '../store/withdraw.ts';
import { checkWithdrawal, stageWithdrawal, withdrawStaged } from './withdraw-lines.ts';

export type { Finding } from './import-command.ts';

interface ImportOptions extends Watching {
  readonly filesFolder: string;
  /** Takes everything back at the end: the outcome is what it would be, and nothing has changed. */
  readonly trial?: boolean;
}

/**
 * Takes in a funder's monthly list: read row by row, checked against itself, the register and the lists before it, and
 * then accepted whole or refused whole. The same file for the same programme and month is the same list: nothing
 * changes and its first outcome comes back. A withdrawal list takes back the due vouchers it names instead. Refuses
 * `programme_not_in_force`, `period_locked` once the month is settled, and what the reader refuses a bad file for.
 */
export async function importList(
  db: Database,
  now: Date,
  command: ImportCommand,
  options: ImportOptions,
): Promise<ListOutcome<Finding>> {
  const programme = await showProgramme(db.read, command.programme, command.month);
  const sha256 = await hashFile(command.path);
  const earlier = await findListByHash(db.read, command, sha256);
  if (earlier) return earlier;
  const remembered = await readMappings(db.read, programme.funderCode);
  const readOptions = {
    month: command.month,
    remembered,
    sha256,
    ...(command.mapping && { mapping: command.mapping }),
  };
  try {
    return await db.write(async (tx) => {
      const monthOn = firstDayOf(command.month);
      await holdPeriod(tx, command.programme, monthOn, 'shared');
      if (await isSettled(tx, command.programme, monthOn))
        throw new Refusal('period_locked', { month: command.month });
      await createStaging(tx);
      const facts = await readPlaceFacts(tx, command, programme);
      const parts = readPlaced(command.path, readOptions, facts, { signal: options.signal });
      const work = { tx, now, command, programme, sha256, parts, options };
      return await (command.kind === 'withdrawal' ? takeBack(work) : takeIn(work));
    });
  } catch (error) {
    if (error instanceof NotEntered) return error.outcome;
    // The same file was taken in twice at once: the other was first.
    if ((error as { constraint?: string }).constraint !== 'payout_list_file') throw error;
    const other = await findListByHash(db.read, command, sha256);
    if (!other) throw error;
    return other;
  }
}

/** Thrown to roll back everything that a refused list, or one that is only tried, has written. */
class NotEntered extends Error {
  readonly outcome: ListOutcome<Finding>;
  constructor(outcome: ListOutcome<Finding>) {
    super('list not entered');
    this.outcome = outcome;
  }
}

interface Work {
  readonly tx: Tx;
  readonly now: Date;
  readonly command: ImportCommand;
  readonly programme: Programme;
  readonly sha256: string;
  readonly parts: AsyncIterable<PlacedPart>;
  readonly options: ImportOptions;
}

/** A list in is entered while it is read; what refuses it undoes all of it. */
async function takeIn(work: Work): Promise<ListOutcome<Finding>> {
  const { tx, now, command, programme, sha256, parts, options } = work;
  const handoverId = newId();
  const root = await showRootOffice(tx);
  const desk = await showOfficeHand(tx, root.id, 'desk');
  const opened: NewList = {
    ...command,
    sha256,
    handoverId,
    people: 0,
    vouchers: 0,
    totalVnd: 0n,
    findings: [],
  };
  await openList(tx, now, opened);
  const entry = blockEntry(tx, now, command, { from: programme.agencyHand, to: desk.id });
  const end = await eachBlock(parts, options, entry.take);
  const figures = judged(work, end, entry.against());
  // A trial ends before the figures and the day that others work on at the same time.
  if (options.trial) throw new NotEntered(await tried(work, figures, entry.reviews()));
  await accept(work, handoverId, root.id);
  const { vouchers, totalVnd } = await finishList(tx, command.id, figures.people, figures.findings);
  refuseOtherSum(figures, totalVnd);
  await remember(work, end);
  return { ...figures, outcome: 'accepted', vouchers, reviews: entry.reviews() };
}

/** A withdrawal is staged whole: which vouchers its lines are is found among all that are due. */
async function takeBack(work: Work): Promise<ListOutcome<Finding>> {
  const { tx, now, command, programme, parts, options } = work;
  const handoverId = newId();
  const end = await eachBlock(parts, options, (block) => stageWithdrawal(tx, block));
  const figures = judged(
    work,
    end,
    end.report.errors + end.unplaced.length === 0
      ? await checkWithdrawal(tx, programme, command.month)
      : { findings: [], errors: 0, warnings: 0 },
  );
  if (options.trial) {
    const gone = await takeWithdrawn(tx);
    refuseOtherSum(
      figures,
      gone.reduce((sum, { amountVnd }) => sum + amountVnd, 0n),
    );
    throw new NotEntered({ ...figures, outcome: 'accepted', vouchers: gone.length, reviews: 0 });
  }
  await accept(work, handoverId, (await showRootOffice(tx)).id);
  const taken = await withdrawStaged(tx, now, { ...command, listId: command.id, programme });
  await openList(tx, now, { ...command, ...figures, vouchers: taken.vouchers, handoverId });
  refuseOtherSum(figures, taken.totalVnd);
  await remember(work, end);
  return { ...figures, outcome: 'accepted', vouchers: taken.vouchers, reviews: 0 };
}

async function tried(
  { tx, command }: Work,
  figures: Figures,
  reviews: number,
): Promise<ListOutcome<Finding>> {
  const entered = await readEntered(tx, command.id);
  refuseOtherSum(figures, entered.totalVnd);
  return { ...figures, outcome: 'accepted', vouchers: entered.vouchers, reviews };
}

function judged({ command, programme, sha256 }: Work, end: ReadThrough, against: Against): Figures {
  const figures = figuresOf(command, programme, sha256, end, against);
  if (figures.errors > 0) throw new NotEntered({ ...figures, outcome: 'refused', vouchers: 0, reviews: 0 });
  return figures;
}

/** Posts the handover that the list stands on, and keeps its file. */
async function accept(
  { tx, now, command, sha256, options }: Work,
  handoverId: Id,
  officeId: Id,
): Promise<void> {
  const [answer] = await post(tx, now, [
    {
      id: handoverId,
      kind: 'list-accept',
      doer: command.doer,
      officeId,
      occurredAt: now,
      input: { list: command.id, sha256, programme: command.programme, month: command.month },
    },
  ]);
  if (answer?.answer !== 'posted') throw new Refusal('conflict', { answer: answer?.answer });
  await keepFile(options.filesFolder, command.path, sha256);
}

function refuseOtherSum(figures: Figures, totalVnd: bigint): void {
  if (totalVnd === figures.totalVnd) return;
  throw new Refusal('sum_mismatch', { found: totalVnd.toString(), expected: figures.totalVnd.toString() });
}

async function remember({ tx, now, command, programme }: Work, { report }: ReadThrough): Promise<void> {
  const fingerprint = report.layouts[0]?.fingerprint ?? '';
  if (command.mapping)
    await rememberMapping(tx, now, programme.funderCode, fingerprint, command.mapping, command.doer);
}
