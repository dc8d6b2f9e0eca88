import type { Id } from '#kernel/words/id.ts';
import type { Vnd } from '#kernel/words/money.ts';

/** Vouchers and VND: what is due, paid, returned; bank is a part of what is due. */
export interface Figures {
  readonly dueCount: number;
  readonly dueVnd: Vnd;
  readonly paidCount: number;
  readonly paidVnd: Vnd;
  readonly bankCount: number;
  readonly bankVnd: Vnd;
  readonly returnedCount: number;
  readonly returnedVnd: Vnd;
}

/** One row of the rollup: a programme's figures of a month at one office for one commune. */
export interface Cell extends Figures {
  readonly programme: string;
  readonly officeId: Id;
  readonly unitId: number;
}

export interface OfficePlace {
  readonly id: Id;
  readonly kind: string;
  readonly path: string;
}

export const NOTHING: Figures = {
  dueCount: 0,
  dueVnd: 0n,
  paidCount: 0,
  paidVnd: 0n,
  bankCount: 0,
  bankVnd: 0n,
  returnedCount: 0,
  returnedVnd: 0n,
};

function add(a: Figures, b: Figures): Figures {
  return {
    dueCount: a.dueCount + b.dueCount,
    dueVnd: a.dueVnd + b.dueVnd,
    paidCount: a.paidCount + b.paidCount,
    paidVnd: a.paidVnd + b.paidVnd,
    bankCount: a.bankCount + b.bankCount,
    bankVnd: a.bankVnd + b.bankVnd,
    returnedCount: a.returnedCount + b.returnedCount,
    returnedVnd: a.returnedVnd + b.returnedVnd,
  };
}

export function sumOf(cells: readonly Figures[]): Figures {
  return cells.reduce(add, NOTHING);
}

/** Cells added up by whatever tells them apart. */
export function sumBy<K>(cells: readonly Cell[], keyOf: (cell: Cell) => K): Map<K, Figures> {
  const sums = new Map<K, Figures>();
  for (const cell of cells) {
    const key = keyOf(cell);
    sums.set(key, add(sums.get(key) ?? NOTHING, cell));
  }
  return sums;
}

/** The office directly below `top` in whose subtree a path lies; `top` itself for its own path. */
export function branchOf(path: string, top: string): string {
  const end = path.indexOf('/', top.length + 1);
  return end === -1 ? path : path.slice(0, end);
}
