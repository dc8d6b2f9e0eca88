/** How long after a key, a wheel or a touch somebody still counts as being at the screen. */
const THERE_FOR_MS = 60_000;
const SIGNS = ['keydown', 'pointerdown', 'wheel', 'touchstart', 'input'];

// Opening the page is an act of somebody.
let lastSign = Date.now();

if (typeof addEventListener === 'function')
  for (const sign of SIGNS)
    addEventListener(
      sign,
      () => {
        lastSign = Date.now();
      },
      { capture: true, passive: true },
    );

/** Whether somebody has just used keyboard, mouse or finger: what a page asks without them is no sign of life. */
export function isAttended(): boolean {
  return Date.now() - lastSign < THERE_FOR_MS;
}
