import { useEffect } from 'react';

const TAKES_FOCUS = 'a[href], button, input, select, textarea, [tabindex]';
const WINDOW = '[role=dialog]';

interface Place {
  readonly at: Element;
  /** What stands around it within its page or its window, the nearest first. */
  readonly around: readonly Element[];
}

/**
 * Keeps the place of a person at the keyboard. When what had the focus goes away or is switched off, the focus passes to the
 * nearest thing around it that can take it (the table of a row, the window of a button), out of a closed window to where it was
 * before, at last to the page's heading. What is switched off for a moment gets it back. Who leaves a field for nothing, as by a
 * click beside it, is let go.
 */
export function useFocusKept(): void {
  useEffect(() => {
    let held: Place | null = null;
    let beforeWindow: Place | null = null;
    let stand: HTMLElement | null = null;
    let asked = 0;
    const remember = ({ target }: FocusEvent) => {
      if (!(target instanceof Element) || target === stand) return;
      if (held !== null && held.at.closest(WINDOW) === null && target.closest(WINDOW) !== null)
        beforeWindow = held;
      held = { at: target, around: around(target) };
      stand = null;
    };
    const keep = () => {
      asked = 0;
      if (held === null) return;
      if (stand !== null && stand === document.activeElement) {
        if (canTake(held.at)) held.at.focus();
      } else if (isNowhere(document.activeElement)) {
        const left = canTake(held.at);
        stand = left ? null : nearest(held, beforeWindow);
        if (left) held = null;
        // The person is looking at the place already: a long table must not jump to its middle.
        stand?.focus({ preventScroll: true });
      }
    };
    // After the frame, since a screen that is drawn anew may place the focus itself.
    const look = () => {
      if (stand !== null || isNowhere(document.activeElement)) asked ||= requestAnimationFrame(keep);
    };
    const changes = new MutationObserver(look);
    changes.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
    document.addEventListener('focusin', remember);
    document.addEventListener('focusout', look);
    return () => {
      changes.disconnect();
      cancelAnimationFrame(asked);
      document.removeEventListener('focusin', remember);
      document.removeEventListener('focusout', look);
    };
  }, []);
}

const isNowhere = (at: Element | null) => at === null || at === document.body;

const canTake = (at: Element | null): at is HTMLElement =>
  at instanceof HTMLElement &&
  at.isConnected &&
  at.matches(TAKES_FOCUS) &&
  !at.matches(':disabled') &&
  at.checkVisibility();

function nearest(held: Place, before: Place | null): HTMLElement | null {
  const outside = before === null ? [] : [before.at, ...before.around];
  return [...held.around, ...outside, document.getElementById('heading')].find(canTake) ?? null;
}

function around(at: Element): Element[] {
  const found: Element[] = [];
  for (let up = at.parentElement; up !== null && up.tagName !== 'MAIN'; up = up.parentElement) found.push(up);
  return found;
}
