import assert from 'node:assert/strict';
import type { Database } from '#kernel/db/connect.ts';
import type { Tx } from '#kernel/db/types.ts';
import { hashFile, keepFile } from '#kernel/files/keep.ts';
import { showOfficeHand } from '#kernel/handover/hands.ts';
import { post } from '#kernel/handover/post.ts';
import { firstDayOf } from '#kernel/words/day.ts';
import { newId } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { showRootOffice } from '#places/offices/offices.ts';
import type { ListReport } from '../list/shapes.ts';
import { readList } from '../list/read-in-worker.ts';
import { monthOfFileName, regimeWatch, type StrangeRegime } from '../rules/wrong-list.ts';
import {
  createStaging,
  enterNewCitizens,
  enterReviews,
  findAgainstRegister,
  issueVouchers,
  matchRegister,
  type RegisterFinding,
  stage,
  type StagedLine,
} from '../store/list-staging.ts';
import {
  findListByHash,
  insertList,
  type ListOutcome,
  readMappings,
  rememberMapping,
} from '../store/lists.ts';
import { type Programme, showProgramme } from '../store/programmes.ts';
import { holdPeriod, isSettled } from '../store/settle.ts';
import { type Finding, FINDINGS_MAX, type ImportCommand } from './import-command.ts';
import { placer } from './place-line.ts';
import { checkWithdrawal, withdrawStaged } from './withdraw-list.ts';

export type { Finding } from './import-command.ts';

/** Lines that go to the database at once. */
const STAGED_TOGETHER = 2_000;

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
  options: {
    readonly filesFolder: string;
    readonly onProgress?: (rows: number) => void;
    readonly signal?: AbortSignal;
  },
): Promise<ListOutcome<Finding>> {
  const programme = await showProgramme(db.read, command.programme, command.month);
  const sha256 = await hashFile(command.path);
  const earlier = await findListByHash(db.read, command, sha256);
  if (earlier) return earlier;
  const remembered = await readMappings(db.read, programme.funderCode);
  try {
    return await db.write((tx) => accept(tx, now, command, programme, remembered, options));
  } catch (error) {
    if (error instanceof RefusedList) return error.outcome;
    throw error;
  }
}

/** Thrown to roll back everything that a refused list has staged. */
class RefusedList extends Error {
  readonly outcome: ListOutcome<Finding>;
  constructor(outcome: ListOutcome<Finding>) {
    super('list refused');
    this.outcome = outcome;
  }
}

async function accept(
  tx: Tx,
  now: Date,
  command: ImportCommand,
  programme: Programme,
  remembered: Awaited<ReturnType<typeof readMappings>>,
  options: Parameters<typeof importList>[3],
): Promise<ListOutcome<Finding>> {
  const monthOn = firstDayOf(command.month);
  await holdPeriod(tx, command.programme, monthOn, 'shared');
  if (await isSettled(tx, command.programme, monthOn))
    throw new Refusal('period_locked', { month: command.month });
  await createStaging(tx);
  const place = await placer(tx, command, programme);
  const findings: Finding[] = [];
  const regimes = regimeWatch(command.programme);
  const parts = readList(command.path, {
    month: command.month,
    remembered,
    ...(command.mapping && { mapping: command.mapping }),
  });
  let report: ListReport | null = null;
  let line = 0;
  let waiting: StagedLine[] = [];
  // The database takes one block in while the next is read and placed; a failure is met when the next one is sent.
  let under = Promise.resolve();
  const flush = async () => {
    const block = waiting;
    waiting = [];
    await under;
    under = stage(tx, block);
    under.catch(() => {});
  };
  for await (const part of parts) {
    options.signal?.throwIfAborted();
    if (part.part === 'report') report = part.report;
    else
      for (const row of part.rows) {
        regimes.see(row.sheet, row.row, row.regime);
        waiting.push(place(row, ++line, findings));
      }
    if (waiting.length >= STAGED_TOGETHER) await flush();
    options.onProgress?.(line);
  }
  await flush();
  await under;
  assert(report, 'a list that was read ends with its report');

  findings.unshift(...wrongList(command, programme, report, regimes.stranger()));
  const strange = findings.filter((finding) => finding.severity === 'error').length;
  const doubtful = findings.length - strange;
  const fileErrors = report.errors + strange;
  findings.unshift(...report.findings);
  await matchRegister(tx);
  const against = fileErrors === 0 ? await findAgainst(tx, command, programme) : [];
  findings.push(...against.map((finding) => ({ ...finding, column: null, head: null })));
  const errors = fileErrors + against.filter((finding) => finding.severity === 'error').length;
  const figures = {
    listId: command.id,
    people: report.people,
    totalVnd: report.totalVnd,
    sha256: report.sha256,
    errors,
    warnings: report.warnings + doubtful + against.length - (errors - fileErrors),
    findings: findings.slice(0, FINDINGS_MAX),
  };
  if (errors > 0) throw new RefusedList({ ...figures, outcome: 'refused', vouchers: 0, reviews: 0 });
  const fingerprint = report.layouts[0]?.fingerprint ?? '';
  return await enter(tx, now, command, programme, figures, { ...options, fingerprint });
}

/** What shows that the file is the list of another programme or, where its title names no month, of another month. */
function wrongList(
  { kind, month, fileName }: ImportCommand,
  programme: Programme,
  { layouts }: ListReport,
  stranger: StrangeRegime | null,
): Finding[] {
  const named = monthOfFileName(fileName);
  const untitled = layouts.every((layout) => layout.month === null);
  const rest = { column: null, head: null };
  const findings: Finding[] = [];
  if (kind === 'regular' && untitled && named !== null && named !== month)
    findings.push({
      ...rest,
      // A file's name is no part of the list: it warns, where a title would refuse.
      severity: 'warning',
      sheet: fileName,
      row: null,
      code: 'month_mismatch',
      found: named,
      expected: month,
    });
  if (stranger) {
    const { sheet, row, regime } = stranger;
    findings.push({
      ...rest,
      severity: 'error',
      sheet,
      row,
      code: 'programme_mismatch',
      found: regime,
      expected: programme.nameVi,
    });
  }
  return findings;
}

function findAgainst(tx: Tx, command: ImportCommand, programme: Programme): Promise<RegisterFinding[]> {
  return command.kind === 'withdrawal'
    ? checkWithdrawal(tx, programme, command.month, FINDINGS_MAX)
    : findAgainstRegister(tx, programme.code, command.month, FINDINGS_MAX);
}

async function enter(
  tx: Tx,
  now: Date,
  command: ImportCommand,
  programme: Programme,
  figures: Omit<ListOutcome<Finding>, 'outcome' | 'vouchers' | 'reviews'>,
  { filesFolder, fingerprint }: { readonly filesFolder: string; readonly fingerprint: string },
): Promise<ListOutcome<Finding>> {
  const root = await showRootOffice(tx);
  const desk = await showOfficeHand(tx, root.id, 'desk');
  const withdrawal = command.kind === 'withdrawal';
  if (!withdrawal) await enterNewCitizens(tx, now);
  const handoverId = newId();
  const [answer] = await post(tx, now, [
    {
      id: handoverId,
      kind: 'list-accept',
      doer: command.doer,
      officeId: root.id,
      occurredAt: now,
      input: { list: command.id, sha256: figures.sha256, programme: command.programme, month: command.month },
    },
  ]);
  if (answer?.answer !== 'posted') throw new Refusal('conflict', { answer: answer?.answer });
  await keepFile(filesFolder, command.path, figures.sha256);
  const list = { id: command.id, programme: command.programme, month: command.month, handoverId };
  // A withdrawal finds first which vouchers its lines are; a list in can only count what it is about to issue.
  const taken = withdrawal
    ? await withdrawStaged(tx, now, { ...command, listId: command.id, programme })
    : null;
  await insertList(tx, now, { ...command, ...figures, handoverId });
  const issued = taken ?? (await issueVouchers(tx, list, programme.agencyHand, desk.id));
  if (issued.totalVnd !== figures.totalVnd) {
    throw new Refusal('sum_mismatch', {
      found: issued.totalVnd.toString(),
      expected: figures.totalVnd.toString(),
    });
  }
  const reviews = withdrawal ? 0 : await enterReviews(tx, now, command.id);
  if (command.mapping)
    await rememberMapping(tx, now, programme.funderCode, fingerprint, command.mapping, command.doer);
  return { ...figures, outcome: 'accepted', vouchers: issued.vouchers, reviews };
}
