import { Refusal } from '#kernel/words/refusal.ts';
import type { SheetLimits } from './limits.ts';

const QUOTE = 34;
const LF = 10;
const CR = 13;

/**
 * Splits delimited text (RFC 4180, with any one-character delimiter) fed in pieces. A quote opens a quoted cell only at
 * the cell's start, so a stray quote inside a name stays a letter. A cell longer than the limit is refused at once: an
 * unclosed quote would otherwise swallow the rest of the file. `feed` returns the records completed so far, `end` the last.
 */
export function csvSplitter(delimiter: string, limits: SheetLimits) {
  const comma = delimiter.charCodeAt(0);
  let rest = '';
  let cells: string[] = [];
  let records = 0;

  const scan = (text: string, last: boolean): string[][] => {
    const done: string[][] = [];
    let at = 0;
    while (at < text.length || (last && cells.length > 0)) {
      const cell = cellAt(text, at, comma);
      // The cell's end, and whether a CR is half of a CRLF, show only with a letter after it.
      if (!last && cell.end + 1 >= text.length) {
        refuseLonger(text.length - at);
        break;
      }
      refuseLonger(cell.text.length);
      if (cells.length < limits.columns) cells.push(cell.text);
      const code = text.charCodeAt(cell.end);
      if (code === comma) {
        at = cell.end + 1;
        continue;
      }
      at = cell.end + (code === CR && text.charCodeAt(cell.end + 1) === LF ? 2 : 1);
      done.push(cells);
      cells = [];
      records++;
    }
    rest = text.slice(at);
    return done;
  };
  const refuseLonger = (length: number): void => {
    if (length <= limits.cellLength) return;
    throw new Refusal('file_cell_too_long', {
      row: records + 1,
      column: cells.length,
      limit: limits.cellLength,
    });
  };

  return {
    feed: (piece: string): string[][] => scan(rest + piece, false),
    end: (): string[][] => scan(rest, true),
  };
}

/** The cell that starts at `at`, and where it ends: at a delimiter, a line's end, or the end of the text. */
function cellAt(text: string, at: number, comma: number): { text: string; end: number } {
  if (text.charCodeAt(at) !== QUOTE) {
    const end = plainEnd(text, at, comma);
    return { text: text.slice(at, end), end };
  }
  const close = closingQuote(text, at + 1);
  if (close < 0) return { text: text.slice(at + 1).replaceAll('""', '"'), end: text.length };
  // Letters after the closing quote belong to the cell: people type them so.
  const end = plainEnd(text, close + 1, comma);
  return { text: text.slice(at + 1, close).replaceAll('""', '"') + text.slice(close + 1, end), end };
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2))
    if (text.charCodeAt(at + 1) !== QUOTE) return at;
  return -1;
}

function plainEnd(text: string, from: number, comma: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === comma || code === LF || code === CR) return at;
  }
  return text.length;
}

/** The delimiter that splits the first lines most evenly into the most cells; null when none splits them at all. */
export function delimiterOf(start: string): string | null {
  const lines = start.split(/\r\n|\n|\r/).slice(0, 60);
  let best: string | null = null;
  let most = 0;
  for (const delimiter of [';', '\t', ',', '|']) {
    const counts = lines.map((line) => line.replace(/"[^"]*"/g, '').split(delimiter).length - 1);
    const tally = new Map<number, number>();
    for (const count of counts) if (count > 0) tally.set(count, (tally.get(count) ?? 0) + 1);
    const score = Math.max(0, ...[...tally].map(([count, times]) => times * Math.min(count, 30)));
    if (score > most) [best, most] = [delimiter, score];
  }
  return best;
}
