import { type FocusEvent, type KeyboardEvent, useEffect, useRef } from 'react';

const STEPS: Readonly<Record<string, readonly [down: number, along: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Where Tab comes in. */
const STOP = '[data-cell][tabindex="0"]';

/**
 * Walks by the arrow keys between the buttons of a table that say their place, `data-cell="row column"`. To Tab the table is one
 * stop, the button where one was last, so that what stands behind a thousand of them is not a thousand keys away.
 */
export function useWalk() {
  const ref = useRef<HTMLTableElement>(null);
  useEffect(() => {
    const table = ref.current;
    if (table?.querySelector(STOP) === null)
      table.querySelector('tbody [data-cell]')?.setAttribute('tabindex', '0');
  });
  return {
    ref,
    onKeyDown: (event: KeyboardEvent<HTMLTableElement>) => {
      const step = STEPS[event.key];
      const from = cellOf(event.target);
      if (step === undefined || from === null) return;
      event.preventDefault();
      next(event.currentTarget, from, step)?.focus();
    },
    onFocus: ({ target, currentTarget }: FocusEvent<HTMLTableElement>) => {
      const at = cellOf(target);
      if (at === null) return;
      currentTarget.querySelector(STOP)?.setAttribute('tabindex', '-1');
      at.setAttribute('tabindex', '0');
    },
  };
}

const cellOf = (target: EventTarget): HTMLElement | null =>
  target instanceof HTMLElement ? target.closest<HTMLElement>('[data-cell]') : null;

/** The nearest in a direction: straight on where there is one, else the nearest of the next row. */
function next(
  table: HTMLElement,
  from: HTMLElement,
  [down, along]: readonly [number, number],
): HTMLElement | null {
  const place = (cell: HTMLElement) => (cell.dataset['cell'] ?? '').split(' ').map(Number);
  const [row = 0, column = 0] = place(from);
  let best: HTMLElement | null = null;
  let least = Infinity;
  for (const cell of table.querySelectorAll<HTMLElement>('[data-cell]')) {
    const [r = 0, c = 0] = place(cell);
    const onward = down === 0 ? (r === row ? (c - column) * along : 0) : (r - row) * down;
    if (onward <= 0) continue;
    const far = onward * 100 + Math.abs(down === 0 ? 0 : c - column);
    if (far < least && cell.checkVisibility()) [best, least] = [cell, far];
  }
  return best;
}
