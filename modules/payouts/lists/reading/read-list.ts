import { hashFile } from '#kernel/files/keep.ts';
import type { SheetLimits } from '#kernel/sheets/limits.ts';
import { openSheets } from '#kernel/sheets/read.ts';
import type { Month } from '#kernel/words/day.ts';
import { rowChecker } from './check.ts';
import { gatherFindings } from './findings.ts';
import type { Mapping, Remembered } from './layout.ts';
import type { Layout, ListReport, ListRow, SheetSeen } from './shapes.ts';
import { readSheet } from './read-sheet.ts';
import { sumChecker } from './sums.ts';

export interface ReadOptions {
  /** The month the list is imported for; a title that names another is an error. */
  month: Month;
  mapping?: Mapping;
  /** Mappings of this funder's earlier lists, used when none is given. */
  remembered?: Remembered;
  limits?: SheetLimits;
  /** The file's SHA-256 where the caller has hashed it already, as hex. */
  sha256?: string;
  /** Findings kept in full; all are counted. */
  findingCap?: number;
}

/** Rows come with the errors found in the file up to them, so that a list that will be refused is known early. */
export type ListPart =
  | { part: 'rows'; rows: ListRow[]; errors: number }
  | { part: 'report'; report: ListReport };

/**
 * Reads a funder's monthly list as batches of normalised rows and, last, the report of what was found. Nothing is refused here for
 * its content: the caller refuses the whole list when `report.errors` is above 0. Files that are no list refuse as `openSheets` does.
 * Runs in the calling thread: an import calls it in a thread of its own.
 */
export async function* readListHere(path: string, options: ReadOptions): AsyncGenerator<ListPart> {
  const { findings, counts, tally, say } = gatherFindings(options.findingCap ?? 1_000);
  const sums = sumChecker(say);
  const checkRow = rowChecker(say);
  const layouts: Layout[] = [];
  const sheets: SheetSeen[] = [];
  const opened = await openSheets(path, options.limits);
  let rows = 0;
  for await (const sheet of opened.sheets) {
    if (sheet.hidden) {
      say({ sheet: sheet.name, code: 'sheet_hidden' });
      continue;
    }
    const context = {
      ...options,
      mapping: options.mapping ?? {},
      remembered: options.remembered ?? {},
      say,
      sums,
      checkRow,
      before: layouts.at(-1) ?? null,
    };
    for await (const step of readSheet(sheet, context)) {
      const { layout, opening } = step;
      if (layout) layouts.push(layout);
      if (opening) sheets.push({ sheet: sheet.name, layout, opening, people: 0, totalVnd: 0n });
      tallySheet(sheets.at(-1), step.rows);
      rows += step.seen;
      if (step.rows.length > 0) yield { part: 'rows', rows: step.rows, errors: tally.errors };
    }
  }
  sums.end();
  const { run } = sums;
  if (layouts.length === 0) say({ sheet: '', code: 'no_list_found' });
  else if (run.people === 0 && !counts.amount_column_missing)
    say({ sheet: layouts[0]?.sheet ?? '', code: 'no_rows' });
  const report: ListReport = {
    kind: opened.kind,
    rows,
    people: run.people,
    totalVnd: BigInt(run.sumVnd),
    findings,
    counts,
    ...tally,
    layouts,
    sheets,
    sha256: options.sha256 ?? (await hashFile(path)),
  };
  yield { part: 'report', report };
}

function tallySheet(sheet: SheetSeen | undefined, rows: readonly ListRow[]): void {
  if (!sheet || rows.length === 0) return;
  sheet.people += rows.length;
  let sum = 0;
  for (const row of rows) sum += Number(row.totalVnd);
  sheet.totalVnd += BigInt(sum);
}
