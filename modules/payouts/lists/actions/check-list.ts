import type { Database } from '#kernel/db/connect.ts';
import { canonical } from '#kernel/handover/envelope.ts';
import { keepFile, withKept } from '#kernel/files/keep.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { columnLetters } from '#kernel/sheets/cell.ts';
import { maskNumber } from '#kernel/words/text.ts';
import type { ListReport, SheetSeen } from '../reading/shapes.ts';
import { findCheck, insertCheck, type StoredCheck } from '../store/checks.ts';
import type { ListOutcome } from '../store/lists.ts';
import { findingText } from '../texts/register-findings.ts';
import type { Finding, ImportCommand } from './import-command.ts';
import { importList } from './import-list.ts';
import type { Person } from '../../posting.ts';

interface Watching {
  readonly filesFolder: string;
  readonly onProgress?: (rows: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Looks at a funder's file by doing everything its import does and taking all of it back: what it says wrongly, how its
 * columns were read, what each sheet adds up to, how many vouchers and reviews it would make. The file is kept by its
 * hash and the look is written down. The same id again answers the first look; with another file, programme, month, kind or
 * mapping it is a `conflict`. Refuses what `importList` refuses.
 */
export async function checkList(
  db: Database,
  now: Date,
  command: ImportCommand & { readonly doer: Person; readonly sha256: string },
  watching: Watching,
): Promise<StoredCheck> {
  const earlier = await findCheck(db.read, command.id);
  if (earlier) return sameLook(earlier, command);
  let read: ListReport | null = null;
  const outcome = await importList(db, now, command, {
    ...watching,
    trial: true,
    onRead: (report) => {
      read = report;
    },
  });
  await keepFile(watching.filesFolder, command.path, outcome.sha256);
  const facts = {
    id: command.id,
    programme: command.programme,
    month: command.month,
    kind: command.kind,
    fileName: command.fileName,
    sha256: outcome.sha256,
    fileBytes: command.fileBytes,
    mapping: command.mapping ?? null,
    outcome: outcome.outcome === 'accepted' ? ('clean' as const) : outcome.outcome,
    people: outcome.people,
    totalVnd: outcome.totalVnd,
    checkedBy: command.doer.name,
    checkedAt: now,
  };
  const report = reportOf(outcome, read);
  await db.write((tx) => insertCheck(tx, facts, command.doer.id, report));
  return sameLook(await showCheck(db, command.id), command);
}

/** What makes a look the same look. */
type Looked = Pick<StoredCheck, 'programme' | 'month' | 'kind' | 'sha256'> & {
  readonly mapping?: StoredCheck['mapping'];
};

function sameLook(check: StoredCheck, command: ImportCommand & { readonly sha256: string }): StoredCheck {
  const lookOf = ({ programme, month, kind, mapping, sha256 }: Looked) =>
    canonical({ programme, month, kind, mapping: mapping ?? null, sha256 });
  if (lookOf(check) !== lookOf(command)) throw new Refusal('conflict', { id: check.id });
  return check;
}

/** The same file looked at again, with columns named by hand or, when none is, as its heads say. */
export async function checkAgain(
  db: Database,
  now: Date,
  command: {
    readonly id: Id;
    readonly checkId: Id;
    readonly doer: Person;
    readonly mapping: Readonly<Record<string, string>>;
  },
  watching: Watching,
): Promise<StoredCheck> {
  const check = await showCheck(db, command.checkId);
  const { id, doer, mapping } = command;
  const named = Object.keys(mapping).length > 0 && { mapping };
  return withKept(watching.filesFolder, check.sha256, (path) =>
    checkList(
      db,
      now,
      { ...commandOf({ ...check, mapping: null }, path), id, doer, ...named, sha256: check.sha256 },
      watching,
    ),
  );
}

/**
 * Enters the list that a check has seen, from the file that was kept. The register may have moved on since: what stands
 * against the list now refuses it, with its findings, and nothing is entered.
 */
export async function acceptCheck(
  db: Database,
  now: Date,
  command: { readonly id: Id; readonly checkId: Id; readonly doer: Person },
  watching: Watching,
): Promise<ListOutcome<Finding>> {
  const check = await showCheck(db, command.checkId);
  const { id, doer } = command;
  return withKept(watching.filesFolder, check.sha256, (path) =>
    importList(db, now, { ...commandOf(check, path), id, doer }, watching),
  );
}

async function showCheck(db: Database, id: Id): Promise<StoredCheck> {
  const check = await findCheck(db.read, id);
  if (!check) throw new Refusal('not_found', { check: id });
  return check;
}

function commandOf(check: StoredCheck, path: string) {
  const { programme, month, kind, fileName, fileBytes, mapping } = check;
  return { programme, month, kind, fileName, fileBytes, path, ...(mapping && { mapping }) };
}

/** What is kept of a look: findings as sentences, how each sheet was read and opens; nobody's number in full. */
function reportOf(outcome: ListOutcome<Finding>, read: ListReport | null) {
  return {
    vouchers: outcome.vouchers,
    reviews: outcome.reviews,
    errors: outcome.errors,
    warnings: outcome.warnings,
    findings: outcome.findings.map((finding) => ({
      ...finding,
      vi: findingText(finding, 'vi'),
      en: findingText(finding, 'en'),
    })),
    sheets: (read?.sheets ?? []).map(sheetOf),
  };
}

function sheetOf({ sheet, layout, opening, people, totalVnd }: SheetSeen) {
  const [from, to] = layout?.moneySpan ?? [0, -1];
  const width = Math.max(layout?.heads.length ?? 0, ...opening.map(({ cells }) => cells.length));
  const fields = new Map(Object.entries(layout?.columns ?? {}).map(([field, column]) => [column, field]));
  return {
    sheet,
    people,
    totalVnd: totalVnd.toString(),
    headRow: layout && layout.headRow > 0 ? layout.headRow : null,
    unitVnd: layout?.unitVnd ?? 1,
    proof: layout?.proof ?? null,
    columns: Array.from({ length: width }, (_, column) => ({
      letters: columnLetters(column),
      head: layout?.heads[column] ?? '',
      field: fields.get(column) ?? null,
    })),
    opening: opening.map(({ row, cells }) => ({
      row,
      cells: cells.map((cell, column) =>
        column >= from && column <= to ? cell : cell.replace(/\d{9,}/g, maskNumber),
      ),
    })),
  };
}
