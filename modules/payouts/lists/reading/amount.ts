import { parseVnd } from '#kernel/words/money.ts';
import type { Cell } from '#kernel/sheets/cell.ts';

/** Most text amounts: digits in threes with dots, short enough to be exact. */
const USUAL = /^\d{1,3}(\.\d{3}){0,4}$/;

/**
 * The whole VND in a cell: a number, or text as people type it (`1.234.000`, `1,234,000 đ`). A blank, a dash and `0` are 0.
 * Null when the cell holds no whole amount. With a unit above 1 a decimal comma is read (`1.907,6` thousand).
 */
export function amountOf(cell: Cell | undefined, unitVnd: number): number | null {
  if (cell === null || cell === undefined || cell === '') return 0;
  if (typeof cell === 'number') return whole(cell * unitVnd);
  if (typeof cell === 'boolean') return null;
  if (unitVnd === 1 && USUAL.test(cell)) return Number(cell.replaceAll('.', ''));
  const text = cell.trim();
  if (text === '' || /^[-–—x]+$/i.test(text)) return 0;
  const negative = text.startsWith('-');
  const bare = negative ? text.slice(1).trim() : text;
  if (unitVnd > 1) {
    const scaled = decimal(bare);
    return scaled === null ? null : whole((negative ? -1 : 1) * scaled * unitVnd);
  }
  const amount = parseVnd(bare);
  return amount === null || amount > 9_007_199_254_740_991n
    ? null
    : negative
      ? -Number(amount)
      : Number(amount);
}

/** Floating point leaves dust on sums that a spreadsheet computed; half a dong is not dust. */
function whole(value: number): number | null {
  const rounded = Math.round(value);
  return Number.isSafeInteger(rounded) && Math.abs(value - rounded) < 1e-3 ? rounded : null;
}

function decimal(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  if (/^\d{1,3}(\.\d{3})*(,\d{1,3})?$/.test(text)) return Number(text.replaceAll('.', '').replace(',', '.'));
  if (/^\d+[.,]\d{1,3}$/.test(text)) return Number(text.replace(',', '.'));
  return null;
}
