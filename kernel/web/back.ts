import { useEffect, useRef } from 'react';

/** A window that lies over the screen. */
interface Over {
  /** Takes the browser's Back: closes, or says why it stays. */
  readonly back: () => void;
  /** Whether something was typed into it that the page would lose with it. */
  readonly holds?: boolean;
}

/** The windows that are open, the one opened last at the end. */
const open: { readonly current: Over }[] = [];

/** Lets the window opened last take the browser's Back, and says whether there was one. */
export function takeBack(): boolean {
  const last = open.at(-1);
  last?.current.back();
  return last !== undefined;
}

/** Whether leaving the page now would lose what was typed into a window. */
export const holdsTyped = (): boolean => open.some(({ current }) => current.holds === true);

/** While a window is open, the browser's Back is its own: the screen under it stays. */
export function useBack(over: Over, isOpen = true): void {
  const latest = useRef(over);
  useEffect(() => {
    latest.current = over;
  });
  useEffect(() => {
    if (!isOpen) return;
    open.push(latest);
    return () => void open.splice(open.indexOf(latest), 1);
  }, [isOpen]);
}
