import type { Cell, SheetRow } from '#kernel/sheets/cell.ts';
import { codeOf, decoded, type LegacyCode } from './decode.ts';

export interface LegacyColumns {
  /** The code found in the sheet, for the report; null when all is Unicode. */
  code: LegacyCode | null;
  decode: (cells: Cell[]) => Cell[];
}

/**
 * Decides per column which legacy code its text is in, by the evidence of the sampled rows. A column without evidence of
 * its own follows the sheet; one that is plainly Unicode stays. Sheets typed over years mix fonts by column, not by cell.
 */
export function legacyColumns(sample: readonly SheetRow[]): LegacyColumns {
  const byColumn: string[][] = [];
  for (const { cells } of sample)
    cells.forEach((cell, column) => {
      if (typeof cell === 'string') (byColumn[column] ??= []).push(cell);
    });
  const overall = codeOf(byColumn.flat().filter((text) => typeof text === 'string'));
  const codes = Array.from(byColumn, (texts) => codeOf(texts ?? []) ?? overall);
  const fallback = overall === 'unicode' ? null : overall;
  const legacy = codes.map((code) => (code === 'unicode' ? null : code));
  const code = legacy.find((each) => each) ?? fallback;
  if (!code) return { code: null, decode: (cells) => cells };
  return {
    code,
    decode: (cells) =>
      cells.map((cell, column) => {
        const own = column < legacy.length ? legacy[column] : fallback;
        return typeof cell === 'string' && own ? decoded(cell, own) : cell;
      }),
  };
}
