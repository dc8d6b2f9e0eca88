import type { Finding } from '../actions/import-list.ts';
import { findingText } from './register-findings.ts';

/** Findings of one kind in one column: one mistake of whoever made the file, however many rows repeat it. */
export interface FindingGroup {
  readonly severity: 'error' | 'warning';
  /** The first ones, as sentences. */
  readonly messages: readonly string[];
  /** Rows of the others, in file order. */
  readonly otherRows: readonly number[];
}

const TOLD = 3;

/** Findings grouped for reading, in the order in which each kind first appears. */
export function groupFindings(findings: readonly Finding[], language: 'vi' | 'en'): FindingGroup[] {
  const kinds = Map.groupBy(findings, ({ severity, code, sheet, column }) =>
    [severity, code, sheet, column].join('|'),
  );
  return [...kinds.values()].map((group) => ({
    severity: (group[0] as Finding).severity,
    messages: group.slice(0, TOLD).map((finding) => findingText(finding, language)),
    otherRows: group.slice(TOLD).flatMap(({ row }) => row ?? []),
  }));
}
