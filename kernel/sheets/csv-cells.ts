import { Refusal } from '#kernel/words/refusal.ts';
import type { SheetLimits } from './limits.ts';

const QUOTE = 34;
const LF = 10;
const CR = 13;

/**
 * Splits delimited text (RFC 4180, with any one-character delimiter) fed in pieces. A quote opens a quoted cell only at
 * the cell's start, so a stray quote inside a name stays a letter. A cell longer than the limit is refused at once: an unclosed quote
 * would otherwise swallow the rest of the file. `feed` returns the records completed so far, `end` the last one.
 */
export function csvSplitter(delimiter: string, limits: SheetLimits) {
  const comma = delimiter.charCodeAt(0);
  let rest = '';
  let cells: string[] = [];
  let records = 0;

  const scan = (text: string, last: boolean): string[][] => {
    const done: string[][] = [];
    let at = 0;
    for (;;) {
      const start = at;
      if (at >= text.length && !(last && cells.length > 0)) return keep(text, start, done);
      let cell: string;
      if (text.charCodeAt(at) === QUOTE) {
        const close = closing(text, at + 1);
        if (close < 0 || (close + 1 >= text.length && !last)) {
          tooLong(text.length - start);
          if (!last) return keep(text, start, done);
        }
        const stop = close < 0 ? text.length : close;
        cell = text.slice(at + 1, stop).replaceAll('""', '"');
        at = stop + 1;
        // Letters after the closing quote belong to the cell: people type them so.
        const tail = cellEnd(text, at);
        if (tail === text.length && !last) return keep(text, start, done);
        cell += text.slice(at, tail);
        at = tail;
      } else {
        at = cellEnd(text, at);
        if (at === text.length && !last) {
          tooLong(at - start);
          return keep(text, start, done);
        }
        cell = text.slice(start, at);
      }
      tooLong(cell.length);
      if (cells.length < limits.columns) cells.push(cell);
      const code = text.charCodeAt(at);
      if (code === comma && at < text.length) {
        at++;
        if (at === text.length && last) push('');
        continue;
      }
      // A CR at the very end may be half of a CRLF: the next piece decides.
      if (code === CR && at + 1 === text.length && !last) {
        cells.pop();
        return keep(text, start, done);
      }
      at += code === CR && text.charCodeAt(at + 1) === LF ? 2 : 1;
      done.push(cells);
      cells = [];
      records++;
      if (at >= text.length) return keep(text, text.length, done);
    }
  };
  const push = (cell: string): void => {
    if (cells.length < limits.columns) cells.push(cell);
  };
  const keep = (text: string, from: number, done: string[][]): string[][] => {
    rest = text.slice(from);
    return done;
  };
  const tooLong = (length: number): void => {
    if (length > limits.cellLength)
      throw new Refusal('file_cell_too_long', {
        row: records + 1,
        column: cells.length,
        limit: limits.cellLength,
      });
  };
  const closing = (text: string, from: number): number => {
    for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2))
      if (text.charCodeAt(at + 1) !== QUOTE) return at;
    return -1;
  };
  const cellEnd = (text: string, from: number): number => {
    for (let at = from; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === comma || code === LF || code === CR) return at;
    }
    return text.length;
  };

  return {
    feed: (piece: string): string[][] => scan(rest + piece, false),
    end: (): string[][] => scan(rest, true),
  };
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
