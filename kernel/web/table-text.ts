import { neutralCell } from '../words/text.ts';

/** Cells as tab-separated text, which a sheet takes from the clipboard cell by cell. */
export function toTabbed(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map((cell) => safe(cell).replace(/[\t\r\n]+/g, ' ')).join('\t')).join('\n');
}

/** Cells as CSV (RFC 4180), with a byte order mark so that Excel reads Vietnamese letters. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map((cell) => quoted(safe(cell))).join(',')).join('\r\n')}\r\n`;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** A negative number is a number; anything else that a sheet would run as a formula is made text. */
function safe(cell: string): string {
  return /^-?\d+(\.\d+)?$/.test(cell) ? cell : neutralCell(cell);
}

/** Hands a text to the user as a file. */
export function saveText(text: string, fileName: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
}
