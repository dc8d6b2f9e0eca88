import type { Day, Month } from '#kernel/words/day.ts';

/** What a column of a funder's list may hold. `so tien` without a better head is `amount`: the total, or else the month's amount. */
export type Field =
  | 'ordinal'
  | 'funderCode'
  | 'insuranceNo'
  | 'fullName'
  | 'familyName'
  | 'givenName'
  | 'birth'
  | 'birthDay'
  | 'birthMonth'
  | 'birthYear'
  | 'birthMale'
  | 'birthFemale'
  | 'sex'
  | 'identity'
  | 'hamlet'
  | 'commune'
  | 'address'
  | 'payPoint'
  | 'regime'
  | 'source'
  | MoneyField
  | 'amount'
  | 'arrearsMonths'
  | 'bankAccount'
  | 'bankName'
  | 'proxyName'
  | 'phone'
  | 'note'
  | 'diedOn';

export type MoneyField =
  | 'regular'
  | 'supplement'
  | 'arrears'
  | 'deduction'
  | 'carried'
  | 'oneOff'
  | 'funeral'
  | 'total';

/** Columns by index from 0. */
export type Columns = Partial<Record<Field, number>>;

/** How one sheet is read. */
export interface Layout {
  sheet: string;
  /** Hash of the heads as they stand, without diacritics: a remembered mapping hangs on it. */
  fingerprint: string;
  headRow: number;
  /** Rows the head takes, the numbering row beneath it included. */
  headRows: number;
  columns: Columns;
  /** The head over each column, for messages. */
  heads: readonly string[];
  /** First and last column that hold money. */
  moneySpan: readonly [number, number];
  /** Sub-heads stand this many columns left of their figures. */
  shifted: number;
  /** Share of sampled rows whose parts add up to their total; null when the sheet cannot prove it. */
  proof: number | null;
  /** VND in one unit of the figures: 1, or 1,000 and 1,000,000 when the title says so. */
  unitVnd: number;
  /** The month the title block names. */
  month: Month | null;
}

/** Headings the row stands under. */
export interface Group {
  commune?: string;
  hamlet?: string;
  regime?: string;
  source?: string;
  payPoint?: string;
}

/** One line of a list, normalised. Amounts in VND, 0 where the list is silent. */
export interface ListRow {
  sheet: string;
  row: number;
  ordinal: number | null;
  group: Group;
  funderCode: string | null;
  insuranceNo: string | null;
  cccd: string | null;
  cmnd: string | null;
  fullName: string;
  nameKey: string;
  bornOn: Day | null;
  birthYear: number | null;
  sex: 'male' | 'female' | null;
  hamlet: string | null;
  communeText: string | null;
  address: string | null;
  payPoint: string | null;
  regime: string | null;
  source: string | null;
  regularVnd: bigint;
  supplementVnd: bigint;
  arrearsVnd: bigint;
  arrearsMonths: number | null;
  deductionVnd: bigint;
  carriedVnd: bigint;
  oneOffVnd: bigint;
  funeralVnd: bigint;
  totalVnd: bigint;
  bankAccount: string | null;
  bankName: string | null;
  proxyName: string | null;
  phone: string | null;
  diedOn: Day | null;
  homeRequested: boolean;
  note: string | null;
}

export const FINDING_CODES = [
  'name_missing',
  'amount_unreadable',
  'amount_not_positive',
  'sum_mismatch',
  'subtotal_mismatch',
  'total_mismatch',
  'count_mismatch',
  'identity_missing',
  'identity_malformed',
  'identity_zero_restored',
  'identity_implausible',
  'identity_two_names',
  'insurance_two_people',
  'birth_unreadable',
  'duplicate_in_file',
  'month_mismatch',
  'unit_multiplied',
  'heads_shifted',
  'heads_unproved',
  'legacy_text',
  'sheet_hidden',
  'sheet_without_list',
  'mapping_unknown',
  'amount_column_missing',
  'no_list_found',
  'no_rows',
] as const;

export type FindingCode = (typeof FINDING_CODES)[number];

/** Something the file says wrongly or doubtfully: where, what was found, what was expected. An error refuses the whole list. */
export interface Finding {
  sheet: string;
  row: number | null;
  /** Column letters as the spreadsheet shows them. */
  column: string | null;
  head: string | null;
  code: FindingCode;
  severity: 'error' | 'warning';
  found: string | null;
  expected: string | null;
}

/** A sheet as it opens and what was read of it. */
export interface SheetSeen {
  sheet: string;
  /** Null where no list was found on the sheet. */
  layout: Layout | null;
  /** The head and the first rows below it as text, or the first rows of a sheet without a head. */
  opening: readonly { readonly row: number; readonly cells: readonly string[] }[];
  people: number;
  totalVnd: bigint;
}

export interface ListReport {
  kind: 'xlsx' | 'csv';
  rows: number;
  people: number;
  totalVnd: bigint;
  /** The first findings in file order, capped; the counts below are complete. */
  findings: Finding[];
  counts: Partial<Record<FindingCode, number>>;
  errors: number;
  warnings: number;
  layouts: Layout[];
  sheets: SheetSeen[];
  sha256: string;
}
