import { type KeyboardEvent, useState } from 'react';

interface Cell {
  readonly row: number;
  readonly column: number;
}

interface Options {
  readonly rows: number;
  readonly columns: number;
  /** Rows that PageUp and PageDown pass. */
  readonly page: number;
  /** Brings a row into sight. */
  readonly onMove: (row: number) => void;
  readonly onOpen: (row: number) => void;
  readonly onChoose: (row: number) => void;
}

/** Walks a grid by keys as the WAI-ARIA grid pattern has it; the grid keeps the focus and names the active cell. */
export function useGridKeys({ rows, columns, page, onMove, onOpen, onChoose }: Options) {
  const [cell, setCell] = useState<Cell | null>(null);
  const at = cell !== null && cell.row < rows ? cell : null;
  const go = (row: number, column: number) => {
    const next = {
      row: Math.min(Math.max(row, 0), rows - 1),
      column: Math.min(Math.max(column, 0), columns - 1),
    };
    setCell(next);
    onMove(next.row);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // A button or a box inside the grid has keys of its own.
    if (event.target !== event.currentTarget || rows === 0) return;
    const { row, column } = at ?? { row: 0, column: 0 };
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
    onFocus: () => {
      if (at === null && rows > 0) setCell({ row: 0, column: 0 });
    },
  };
}
