import { neutralCell, searchKey } from '../words/text.ts';

/** Cells as tab-separated text, which a sheet takes from the clipboard cell by cell. */
export function toTabbed(rows: readonly (readonly string[])[]): string {
  return rows
    .map((row) => row.map((cell) => safeCell(cell).replace(/[\t\r\n]+/g, ' ')).join('\t'))
    .join('\n');
}

/** Cells as CSV as Excel opens it here: UTF-8 with a byte order mark, semicolons since the comma is the decimal point (RFC 4180). */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map((cell) => quoted(safeCell(cell))).join(';')).join('\r\n')}\r\n`;
}

function quoted(cell: string): string {
  return /[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Whether a sheet takes the cell as a number without losing a digit; a number with a leading zero is a name. */
export function isSheetNumber(cell: string): boolean {
  return /^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(cell);
}

/** A number is a number; anything else that a sheet would run as a formula is made text. */
export function safeCell(cell: string): string {
  return isSheetNumber(cell) ? cell : neutralCell(cell);
}

/**
 * What a table is called as a file: its caption in the reader's language and what it is of, without diacritics, so that it
 * passes every disk and post. A table about a file is not that file: the ending is its own.
 */
export function fileNameOf(caption: string, ...of: readonly (string | undefined)[]): string {
  const said = [caption, ...of.map((each) => each?.replace(/\.(xlsx|xls|csv)$/i, ''))];
  return searchKey(said.join(' ')).replaceAll(' ', '-');
}

/** Hands a text or the bytes of a file to the user. */
export function saveFile(content: BlobPart, fileName: string, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
}
