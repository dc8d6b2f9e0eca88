import type { Cell } from '#kernel/sheets/cell.ts';
import { nfc } from '#kernel/words/text.ts';

const PLAIN = /^[\x21-\x7e]+( [\x21-\x7e]+)*$/;

/** A cell as stored text: NFC, single blanks, without the apostrophe that keeps digits from becoming a number; '' when blank. */
export function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined || cell === '') return '';
  if (typeof cell !== 'string') return String(cell);
  const text = cell.startsWith("'") ? cell.slice(1) : cell;
  return PLAIN.test(text) ? text : nfc(text);
}
