/** A cell as the file holds it. A cell formatted as a date comes as its day, `YYYY-MM-DD`. */
export type Cell = string | number | boolean | null;

/** One row with its number as the spreadsheet shows it, from 1. Trailing blank cells are cut off. */
export interface SheetRow {
  row: number;
  cells: Cell[];
}

/** One sheet; its rows come in batches and can be read once, in order. */
export interface Sheet {
  name: string;
  /** The author hid it from the reader of the file. */
  hidden: boolean;
  batches: AsyncIterable<SheetRow[]>;
}

export interface OpenSheets {
  kind: 'xlsx' | 'csv';
  sheets: AsyncIterable<Sheet>;
}

/** The letters of a column as a spreadsheet shows them: 0 is A, 26 is AA. */
export function columnLetters(index: number): string {
  const head = index >= 26 ? columnLetters(Math.floor(index / 26) - 1) : '';
  return head + String.fromCharCode(65 + (index % 26));
}

/** The index of column letters, from 0; null when the text is not one to three letters. */
export function columnIndex(letters: string): number | null {
  if (!/^[A-Z]{1,3}$/.test(letters)) return null;
  let index = 0;
  for (const letter of letters) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

/** The day behind a serial number of the 1900 date system (ECMA-376 18.17.4.1); null outside 1900 to 2199. */
export function dayOfSerial(serial: number): string | null {
  const days = Math.floor(serial);
  if (days < 1 || days > 109_574) return null;
  // The system counts a 29 February 1900 that never was, so serials before 1 March 1900 stand one day off.
  return new Date(Date.UTC(1899, 11, days < 60 ? 31 : 30) + days * 86_400_000).toISOString().slice(0, 10);
}
