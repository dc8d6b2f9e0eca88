import { monthOfFileName, type StrangeRegime } from '../rules/wrong-list.ts';
import type { ListReport } from '../reading/shapes.ts';
import type { ListOutcome } from '../store/lists.ts';
import type { Programme } from '../../programmes/store/programmes.ts';
import type { Against } from './import-blocks.ts';
import { type Finding, FINDINGS_MAX, type ImportCommand } from './import-command.ts';
import type { ReadThrough } from './read-placed.ts';

export type Figures = Omit<ListOutcome<Finding>, 'outcome' | 'vouchers' | 'reviews'>;

/** Everything found on a list, from the file to the register. What the file says wrongly of itself silences the register. */
export function figuresOf(
  command: ImportCommand,
  programme: Programme,
  sha256: string,
  { report, unplaced, stranger }: ReadThrough,
  register: Against,
): Figures {
  const strange = [...wrongList(command, programme, report, stranger), ...unplaced];
  const strangeErrors = strange.filter((finding) => finding.severity === 'error').length;
  const fileErrors = report.errors + strangeErrors;
  const against: Against = fileErrors === 0 ? register : { findings: [], errors: 0, warnings: 0 };
  const met = against.findings.map((finding) => ({ ...finding, column: null, head: null }));
  return {
    listId: command.id,
    people: report.people,
    totalVnd: report.totalVnd,
    sha256,
    errors: fileErrors + against.errors,
    warnings: report.warnings + (strange.length - strangeErrors) + against.warnings,
    findings: errorsFirst([...report.findings, ...strange, ...met]).slice(0, FINDINGS_MAX),
  };
}

/** A thousand doubts must not crowd out the one error that refuses the list. */
function errorsFirst(findings: readonly Finding[]): Finding[] {
  const errors = findings.filter(({ severity }) => severity === 'error');
  return [...errors, ...findings.filter(({ severity }) => severity === 'warning')];
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
