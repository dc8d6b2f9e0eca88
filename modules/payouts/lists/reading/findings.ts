import type { Finding, FindingCode } from './shapes.ts';

/** Codes that doubt without refusing the list. All others are errors unless the caller says otherwise. */
const WARNINGS: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'identity_missing',
  'identity_zero_restored',
  'identity_implausible',
  'unit_multiplied',
  'heads_shifted',
  'heads_unproved',
  'legacy_text',
  'sheet_hidden',
  'sheet_without_list',
]);

export interface Said {
  sheet: string;
  row?: number | null;
  column?: string | null;
  head?: string | null;
  code: FindingCode;
  severity?: 'error' | 'warning';
  found?: string | number | null;
  expected?: string | number | null;
}

export type Say = (said: Said) => void;

/** Gathers findings: the first `cap` in full, a complete count of all. */
export function gatherFindings(cap: number) {
  const findings: Finding[] = [];
  const counts: Partial<Record<FindingCode, number>> = {};
  const tally = { errors: 0, warnings: 0 };
  const say: Say = ({
    sheet,
    row = null,
    column = null,
    head = null,
    code,
    severity,
    found = null,
    expected = null,
  }) => {
    const weight = severity ?? (WARNINGS.has(code) ? 'warning' : 'error');
    counts[code] = (counts[code] ?? 0) + 1;
    tally[weight === 'error' ? 'errors' : 'warnings']++;
    // Warnings must not crowd out the errors that refuse the list.
    if (findings.length >= cap && (weight === 'warning' || findings.length >= cap * 2)) return;
    findings.push({
      sheet,
      row,
      column,
      head,
      code,
      severity: weight,
      found: found === null ? null : String(found).slice(0, 200),
      expected: expected === null ? null : String(expected).slice(0, 200),
    });
  };
  return { say, findings, counts, tally };
}
