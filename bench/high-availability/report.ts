import type { Verdict } from './verdict.ts';

export interface EventRow {
  readonly event: string;
  readonly leader: string;
  readonly gapS: number;
  readonly acknowledged: number;
  readonly unknown: number;
}

export interface Report extends Verdict {
  readonly postgres: string;
  readonly events: readonly EventRow[];
  /** Answers other than a receipt or "unknown", by their words. */
  readonly wrong: Readonly<Record<string, number>>;
  /** Whether the product's process ended, which nothing here may make it do. */
  readonly died: boolean;
}

export function tableOf(report: Report): string {
  const rows = [
    ['event', 'leader', 'longest gap s', 'acknowledged', 'unknown at first'],
    ...report.events.map((row) => [
      row.event,
      row.leader,
      row.gapS.toFixed(1),
      String(row.acknowledged),
      String(row.unknown),
    ]),
  ];
  const widths = (rows[0] as string[]).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const lines = rows.map((row) =>
    row.map((cell, i) => (i < 2 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
  );
  const wrong = Object.entries(report.wrong).map(([words, times]) => `${times} x ${words}`);
  return [
    ...lines,
    '',
    `PostgreSQL ${report.postgres}`,
    `acknowledged ${report.acknowledged}: lost ${report.lost}, doubled ${report.doubled}`,
    `unknown at first ${report.unknown}: all asked again with the same id, unresolved ${report.unresolved}`,
    `breaches of the ledger ${report.breaches}; nodes that hold the same payments ${report.nodesAlike}`,
    `wrong words ${wrong.length === 0 ? 0 : wrong.join(', ')}; the product ${report.died ? 'DIED' : 'ran on'}`,
    '',
  ].join('\n');
}
