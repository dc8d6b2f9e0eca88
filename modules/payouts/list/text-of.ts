import type { Cell } from '#kernel/sheets/cell.ts';
import { nfc, searchKey } from '#kernel/words/text.ts';

/** A cell as stored text: NFC, single blanks, without the apostrophe that keeps digits from becoming a number; '' when blank. */
export function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined || cell === '') return '';
  if (typeof cell !== 'string') return String(cell);
  const text = cell.startsWith("'") ? cell.slice(1) : cell;
  return isTidy(text) ? text : nfc(text);
}

/** Nearly every cell is stored text already: letters that carry their marks, single blanks between. Looking is cheaper than redoing. */
function isTidy(text: string): boolean {
  let blank = true;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 32) {
      if (blank) return false;
      blank = true;
    } else {
      if (code < 32 || code === 0xa0 || (code >= 0x300 && code < 0x370) || code >= 0x2000) return false;
      blank = false;
    }
  }
  return !blank;
}

const keys = new Map<string, string>();

/** `searchKey`, word by word from a table: the words of a list's names and regimes are few. */
export function keyOf(text: string): string {
  let key = '';
  for (const word of text.split(' ')) {
    let known = keys.get(word);
    if (known === undefined) {
      // The table is emptied rather than left to grow with a hostile file.
      if (keys.size > 20_000) keys.clear();
      known = searchKey(word);
      keys.set(word, known);
    }
    if (known !== '') key = key === '' ? known : `${key} ${known}`;
  }
  return key;
}
