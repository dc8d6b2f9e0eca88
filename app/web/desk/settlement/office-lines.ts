import type { Line } from './queries.ts';

/** What became of an office's vouchers of one source, over all lists. */
export interface OfficeLine {
  readonly officeId: string;
  readonly officeName: string;
  readonly source: string;
  readonly listVnd: bigint;
  readonly paidVnd: bigint;
  readonly carriedVnd: bigint;
  readonly returnedVnd: bigint;
  readonly openVnd: bigint;
}

const SUMS = ['listVnd', 'paidVnd', 'carriedVnd', 'returnedVnd', 'openVnd'] as const;

/** The lines of a settlement added up by office and source, in their order. */
export function officeLines(lines: readonly Line[]): OfficeLine[] {
  const sums = new Map<string, OfficeLine>();
  for (const line of lines) {
    const { officeId, officeName, source } = line;
    const before = sums.get(`${officeId} ${source}`);
    const after = Object.fromEntries(
      SUMS.map((key) => [key, (before?.[key] ?? 0n) + BigInt(line[key])]),
    ) as Pick<OfficeLine, (typeof SUMS)[number]>;
    sums.set(`${officeId} ${source}`, { officeId, officeName, source, ...after });
  }
  return [...sums.values()];
}
