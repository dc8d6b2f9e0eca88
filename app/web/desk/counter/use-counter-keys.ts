import { type RefObject, useEffect, useRef } from 'react';

interface Keys {
  readonly field: RefObject<HTMLInputElement | null>;
  /** F9 alone pays. */
  readonly pay: () => void;
  /** F6 lets the present person wait, or brings the next who waits. */
  readonly swap: () => void;
}

const WRITES = 'input, textarea, select, [contenteditable=true]';

/**
 * The keys of the counter, wherever the focus is. What is typed outside a field goes to the find field, so that a scanner,
 * which types and ends with Enter, can never press a button that happens to have the focus.
 */
export function useCounterKeys(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // A window of its own has keys of its own.
      if (document.querySelector('[role=dialog]')) return;
      const { field, pay, swap } = latest.current;
      const plain = !event.ctrlKey && !event.altKey && !event.metaKey;
      const target = event.target instanceof Element ? event.target : null;
      if (event.key === 'F2' || event.key === 'F6' || event.key === 'F9') {
        event.preventDefault();
        // A key that is held down repeats; a payment is one press.
        if (event.repeat || !plain || event.shiftKey) return;
        if (event.key === 'F9') pay();
        else if (event.key === 'F6') swap();
        else field.current?.select();
        if (event.key === 'F2') field.current?.focus();
      } else if (plain && event.key.length === 1 && event.key !== ' ' && !isWriting(target))
        field.current?.focus();
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, []);
}

/** Whether a key typed there is text: not on a button, a box to tick or a choice. */
function isWriting(target: Element | null): boolean {
  if (target === null || !target.matches(WRITES)) return false;
  return !(target instanceof HTMLInputElement && ['checkbox', 'radio', 'button'].includes(target.type));
}
