import type { Cell } from '#kernel/sheets/cell.ts';
import { flat } from '#kernel/sheets/flat.ts';
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

const words = new Map<string, string>();
const keys = new Map<string, string>();

/** `searchKey`, from tables: the names and regimes of a list repeat, and the words of its other names still more. */
export function keyOf(text: string): string {
  let key = keys.get(text);
  if (key === undefined) {
    // The tables are emptied rather than left to grow with a hostile file.
    if (keys.size > 20_000) keys.clear();
    key = keyOfWords(text);
    keys.set(flat(text), key);
  }
  return key;
}

function keyOfWords(text: string): string {
  let key = '';
  for (const word of text.split(' ')) {
    let known = words.get(word);
    if (known === undefined) {
      if (words.size > 20_000) words.clear();
      known = searchKey(word);
      words.set(flat(word), known);
    }
    if (known !== '') key = key === '' ? known : `${key} ${known}`;
  }
  return flat(key);
}
