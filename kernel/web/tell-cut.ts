import type { PointerEvent } from 'react';

/** The text of a cell that has no room for it is its hint while the pointer rests on it. */
export function tellCut({ target }: PointerEvent): void {
  const cell =
    target instanceof Element ? target.closest<HTMLElement>('[role=gridcell], [role=rowheader]') : null;
  if (cell === null) return;
  if (cell.scrollWidth > cell.clientWidth) cell.title = cell.textContent;
  else cell.removeAttribute('title');
}
