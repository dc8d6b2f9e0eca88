import type { Doer } from '#kernel/handover/envelope.ts';
import type { Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import type { Finding as FileFinding } from '../reading/shapes.ts';
import type { RegisterFinding } from '../store/findings.ts';
import type { ListKind } from '../../voucher.ts';

export interface ImportCommand {
  readonly id: Id;
  readonly doer: Doer;
  readonly programme: string;
  readonly month: Month;
  readonly kind: ListKind;
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
      readonly code: 'unknown_commune' | 'ambiguous_commune' | 'programme_mismatch';
      readonly severity: 'error';
      readonly found: string | null;
      readonly expected: string | null;
    };

/** As many findings as one answer carries; the counts in the report are complete. */
export const FINDINGS_MAX = 1_000;
