import { useEffect } from 'react';

/**
 * Gives the focus back to where it was before a window opened, when the window goes away at once with what drew it: a
 * person at the keyboard stays at the row and does not begin again at the top of the page.
 */
export function useFocusBack(opened: boolean): void {
  useEffect(() => {
    if (!opened) return;
    const before = document.activeElement;
    return () => {
      // Who has moved the focus meanwhile knows better.
      if (document.activeElement === document.body && before instanceof HTMLElement && before.isConnected)
        before.focus();
    };
  }, [opened]);
}
