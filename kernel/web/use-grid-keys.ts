import { type FocusEvent, type KeyboardEvent, type MouseEvent, useState } from 'react';

const WALKING = /^(Arrow|Page|Home$|End$)/;

interface Cell {
  readonly row: number;
  readonly column: number;
}

interface Options {
  readonly rows: number;
  readonly columns: number;
  /** Rows that PageUp and PageDown pass. */
  readonly page: number;
  /** The row to begin with when the keys come in for the first time. */
  readonly first: number;
  /** A key moved the active cell, which has to come into sight. */
  readonly onMove: () => void;
  readonly onOpen: (row: number) => void;
  readonly onChoose: (row: number) => void;
}

/** Walks a grid by keys as the WAI-ARIA grid pattern has it; the grid keeps the focus and names the active cell. */
export function useGridKeys({ rows, columns, page, first, onMove, onOpen, onChoose }: Options) {
  const [cell, setCell] = useState<Cell | null>(null);
  const at = cell !== null && cell.row < rows ? cell : null;
  const go = (row: number, column: number) => {
    setCell({
      row: Math.min(Math.max(row, 0), rows - 1),
      column: Math.min(Math.max(column, 0), columns - 1),
    });
    onMove();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (rows === 0) return;
    if (event.target !== event.currentTarget) {
      // A button or a box inside the grid has keys of its own; a box has no use for those that walk.
      const isBox = event.target instanceof HTMLInputElement && event.target.type === 'checkbox';
      if (!isBox || !WALKING.test(event.key)) return;
      event.currentTarget.focus();
    }
    const { row, column } = at ?? { row: first, column: 0 };
    const far = event.ctrlKey || event.metaKey;
    const moves: Record<string, () => void> = {
      ArrowDown: () => go(row + 1, column),
      ArrowUp: () => go(row - 1, column),
      ArrowRight: () => go(row, column + 1),
      ArrowLeft: () => go(row, column - 1),
      PageDown: () => go(row + page, column),
      PageUp: () => go(row - page, column),
      Home: () => go(far ? 0 : row, 0),
      End: () => go(far ? rows - 1 : row, columns - 1),
      Enter: () => onOpen(row),
      ' ': () => onChoose(row),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  };
  return {
    at,
    isAt: (row: number, column: number) => at?.row === row && at.column === column,
    onKeyDown,
    onFocus: (event: FocusEvent) => {
      const under = cellUnder(event.target);
      if (under !== null) setCell(under);
      else if (at === null && rows > 0) setCell({ row: first, column: 0 });
    },
    onClick: (event: MouseEvent) => {
      const under = cellUnder(event.target);
      if (under !== null) setCell(under);
    },
  };
}

/** The cell that holds what was clicked or got the focus; the rows count themselves by `aria-rowindex`, the head is 1. */
function cellUnder(target: EventTarget): Cell | null {
  const held = target instanceof Element ? target.closest('[role=gridcell], [role=rowheader]') : null;
  const row = held?.parentElement;
  if (!held || !row) return null;
  return { row: Number(row.getAttribute('aria-rowindex')) - 2, column: [...row.children].indexOf(held) };
}
