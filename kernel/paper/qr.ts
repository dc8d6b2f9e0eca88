import { encode } from 'uqr';
import { at } from './press.ts';

/** White modules around the code, without which a reader does not find it (ISO/IEC 18004). */
export const QUIET = 4;

/** The dark modules of a code, row by row; a code that is damaged by 15% still reads. */
export function modulesOf(text: string): readonly (readonly boolean[])[] {
  return encode(text, { ecc: 'M', border: 0 }).data;
}

/** A code as filled rectangles in PDF operators, one for each run of dark modules, with its quiet zone within `size` points. */
export function qrOperators(text: string, left: number, top: number, size: number): string {
  const rows = modulesOf(text);
  const module = size / (rows.length + 2 * QUIET);
  const place = (n: number) => (n + QUIET) * module;
  const runs = rows.flatMap((row, y) =>
    runsOf(row).map(
      ([from, to]) =>
        `${at(left + place(from))} ${at(-top - place(y + 1))} ${at((to - from) * module)} ${at(module)} re`,
    ),
  );
  return `${runs.join('\n')} f`;
}

function runsOf(row: readonly boolean[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const [x, dark] of row.entries()) {
    if (!dark) continue;
    const last = runs.at(-1);
    if (last && last[1] === x) last[1] = x + 1;
    else runs.push([x, x + 1]);
  }
  return runs;
}
