import assert from 'node:assert/strict';
import type { Database } from '#kernel/db/connect.ts';
import type { Read, Tx } from '#kernel/db/types.ts';
import { hashFile, keepFile } from '#kernel/files/keep.ts';
import type { Doer } from '#kernel/handover/envelope.ts';
import { showOfficeHand } from '#kernel/handover/hands.ts';
import { post } from '#kernel/handover/post.ts';
import { firstDayOf, type Month } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { tailKey } from '#kernel/words/text.ts';
import { showRootOffice } from '#places/offices/offices.ts';
import { communeFinder, listCommunes } from '#places/units/communes.ts';
import type { Finding as FileFinding, ListReport, ListRow } from '../list/shapes.ts';
import { readList } from '../list/read-in-worker.ts';
import { channelOf, dayWithin, windowOf } from '../rules/plan.ts';
import { vouchersOf } from '../rules/vouchers.ts';
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
import { checkWithdrawal, withdrawStaged } from './withdraw-list.ts';

export interface ImportCommand {
  readonly id: Id;
  readonly doer: Doer;
  readonly programme: string;
  readonly month: Month;
  readonly kind: 'regular' | 'supplementary' | 'withdrawal';
  readonly path: string;
  readonly fileName: string;
  readonly fileBytes: number;
  /** Field to column letter or head text; remembered for this funder's layout once the list is accepted. */
  readonly mapping?: Readonly<Record<string, string>>;
}

export type Finding =
  | FileFinding
  | (RegisterFinding & { readonly column: null; readonly head: null })
  | {
      readonly sheet: string;
      readonly row: number;
      readonly column: string | null;
      readonly head: string | null;
      readonly code: 'unknown_commune' | 'ambiguous_commune';
      readonly severity: 'error';
      readonly found: string | null;
      readonly expected: string | null;
    };

/** As many findings as one answer carries; the counts in the report are complete. */
const FINDINGS_MAX = 1_000;

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
  const place = await placer(tx as unknown as Read, command, programme);
  const findings: Finding[] = [];
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
    else for (const row of part.rows) waiting.push(place(row, ++line, findings));
    if (waiting.length >= STAGED_TOGETHER) await flush();
    options.onProgress?.(line);
  }
  await flush();
  await under;
  assert(report, 'a list that was read ends with its report');

  const fileErrors = report.errors + findings.length;
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
    fingerprint: report.layouts[0]?.fingerprint ?? '',
    errors,
    warnings: report.warnings + against.length - (errors - fileErrors),
    findings: findings.slice(0, FINDINGS_MAX),
  };
  if (errors > 0) throw new RefusedList({ ...figures, outcome: 'refused', vouchers: 0, reviews: 0 });
  return await enter(tx, now, command, programme, figures, options.filesFolder);
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
  figures: Omit<ListOutcome<Finding>, 'outcome' | 'vouchers' | 'reviews'> & { readonly fingerprint: string },
  filesFolder: string,
): Promise<ListOutcome<Finding>> {
  const root = await showRootOffice(tx as unknown as Read);
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
    await rememberMapping(tx, now, programme.funderCode, figures.fingerprint, command.mapping, command.doer);
  return { ...figures, outcome: 'accepted', vouchers: issued.vouchers, reviews };
}

/** Decides each row's commune, office, channel and days; what it cannot place becomes a finding. */
async function placer(read: Read, command: ImportCommand, programme: Programme) {
  const communes = await listCommunes(read, firstDayOf(command.month));
  const find = communeFinder(communes);
  // A commune that no office serves yet is paid by the province office, so that nobody is forgotten.
  const root = await showRootOffice(read);
  const hamlets = new Map<string, number>();
  return (row: ListRow, line: number, findings: Finding[]): StagedLine => {
    const text = row.communeText ?? row.group.commune ?? '';
    const found = find(text, [row.address, row.group.commune, command.fileName].join(' '));
    const commune = 'commune' in found ? found.commune : null;
    if ('problem' in found && findings.length < FINDINGS_MAX) {
      const { sheet, row: at } = row;
      findings.push({
        sheet,
        row: at,
        column: null,
        head: null,
        code: found.problem,
        severity: 'error',
        found: text,
        expected: null,
      });
    }
    const channel = channelOf(row, programme.rule, firstDayOf(command.month));
    const window = windowOf(channel, programme.calendar);
    const place = `${commune?.id}|${row.hamlet}`;
    if (!hamlets.has(place)) hamlets.set(place, hamlets.size);
    return {
      line,
      sheet: row.sheet,
      row: row.row,
      fullName: row.fullName,
      nameKey: row.nameKey,
      tailKey: tailKey(row.fullName),
      sex: row.sex,
      bornOn: row.bornOn,
      birthYear: row.birthYear,
      cccd: row.cccd,
      cmnd: row.cmnd,
      insuranceNo: row.insuranceNo,
      phone: row.phone,
      hamlet: row.hamlet,
      address: row.address,
      unitId: commune?.id ?? null,
      officeId: commune?.officeId ?? root.id,
      bankAccount: row.bankAccount,
      bankName: row.bankName,
      regime: row.regime ?? row.group.regime ?? programme.nameVi,
      source: row.source ?? row.group.source ?? programme.funderName,
      channel,
      payOn: channel === 'bank' ? window.from : dayWithin(window, (hamlets.get(place) ?? 0) % 4, 4),
      payUntil: window.until,
      parts: vouchersOf(row, command.month),
    };
  };
}
