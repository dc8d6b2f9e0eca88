import assert from 'node:assert/strict';
import { type Browser, expect, type Locator, type Page } from '@playwright/test';
import { openWindow } from './browser.ts';
import { type EmptyHouse, PASSWORD } from './house.ts';
import { SLOW } from './month-acts.ts';

/** More stops than any page or window has between what has the focus and what is wanted. */
const STOPS_MOST = 120;

/** What is wrong with the focus, or null: it is on something, in sight, not covered, and marked. Runs in the page. */
function whyNotSeen(): string | null {
  const at = document.activeElement;
  if (!(at instanceof HTMLElement) || at === document.body) return 'nothing has the focus';
  const named = `${at.tagName} ${at.getAttribute('aria-label') ?? at.textContent?.trim().slice(0, 40)}`;
  // What a script gives the focus to so that it is heard is no stop of the keyboard.
  if (at.tabIndex < 0) return null;
  const labels = at instanceof HTMLInputElement ? [...(at.labels ?? [])] : [];
  const drawn = [at, ...labels, at.nextElementSibling, at.parentElement].filter(
    (each) => each instanceof HTMLElement,
  );
  const area = drawn.find((each) => each.getBoundingClientRect().width > 1) ?? at;
  const { left, right, top, bottom } = area.getBoundingClientRect();
  const [x0, x1] = [Math.max(left, 0), Math.min(right, innerWidth)];
  const [y0, y1] = [Math.max(top, 0), Math.min(bottom, innerHeight)];
  const shares = [0.1, 0.5, 0.9];
  const inSight =
    x1 - x0 > 1 &&
    y1 - y0 > 1 &&
    shares.some((x) =>
      shares.some((y) => {
        const on = document.elementFromPoint(x0 + (x1 - x0) * x, y0 + (y1 - y0) * y);
        return drawn.some((each) => each.contains(on));
      }),
    );
  if (!inSight) return `out of sight: ${named}`;
  const active = document.getElementById(at.getAttribute('aria-activedescendant') ?? '');
  const marked = [...drawn, active].some((each) => {
    if (each === null) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
    return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1) || boxShadow !== 'none';
  });
  return marked ? null : `not marked: ${named}`;
}

const isOn = (target: Locator) =>
  target.evaluateAll((all) => all.some((each) => each === document.activeElement));

export type Keys = ReturnType<typeof keysOf>;

/** A page driven by its keyboard alone. Every step looks where the focus is: never nowhere, never out of sight. */
export function keysOf(page: Page) {
  const { keyboard } = page;
  const seen = async (after: string) =>
    expect.poll(() => page.evaluate(whyNotSeen), { message: `the focus after ${after}`, ...SLOW }).toBeNull();

  /** A window takes the focus as it opens, sooner than a hand finds the next key, and not as soon as a script does. */
  const windowHasFocus = () =>
    expect
      .poll(
        () =>
          page.evaluate(() => {
            const open = document.querySelectorAll('[role=dialog]');
            return open.length === 0 || [...open].some((each) => each.contains(document.activeElement));
          }),
        { message: 'the focus is in the open window', ...SLOW },
      )
      .toBe(true);

  /** Walks by Tab until the focus is on what is wanted; past the end of the page it begins again at its top. */
  async function reach(target: Locator): Promise<void> {
    await expect(target.first()).toBeEnabled(SLOW);
    await windowHasFocus();
    for (let stops = 0; stops < STOPS_MOST; stops++) {
      if (await isOn(target)) return seen(`the way to ${target}`);
      await keyboard.press('Tab');
      const why = await page.evaluate(whyNotSeen);
      // The end of the page: the browser's own bar comes between.
      if (why === 'nothing has the focus') await keyboard.press('Tab');
      else assert.equal(why, null);
    }
    assert.fail(`no way by keyboard to ${target}`);
  }

  async function press(target: Locator, key = 'Enter'): Promise<void> {
    await reach(target);
    await keyboard.press(key);
  }

  async function write(target: Locator, text: string): Promise<void> {
    await reach(target);
    await keyboard.press('Control+A');
    await keyboard.type(text);
  }

  /** Goes to a choice of a list by the arrow. */
  async function choose(target: Locator, label: string): Promise<void> {
    await expect(target.locator('option', { hasText: label }).first()).toBeAttached(SLOW);
    await reach(target);
    await keyboard.press('Home');
    for (let i = 0; i < STOPS_MOST; i++) {
      const chosen = await target.evaluate(
        (list: HTMLSelectElement) => list.selectedOptions[0]?.textContent ?? '',
      );
      if (chosen.includes(label)) return;
      await keyboard.press('ArrowDown');
    }
    assert.fail(`no choice ${label}`);
  }

  /** Notes of a count from the largest to the smallest; Enter walks to the next. */
  async function count(window: Locator, notes: Readonly<Record<string, number>>): Promise<void> {
    for (const [note, pieces] of Object.entries(notes))
      await write(window.getByLabel(`Số tờ ${note}`, { exact: true }), String(pieces));
  }

  /** Presses the button of the open window, reads what it says when it is done, and looks where the focus went. */
  async function agree(button: string, done: string): Promise<void> {
    await press(page.getByRole('dialog').getByRole('button', { name: button, exact: true }));
    await expect(page.getByText(done).first()).toBeVisible(SLOW);
    await expect(page.getByRole('dialog')).toHaveCount(0, SLOW);
    await seen(`"${button}"`);
  }

  /** Another screen, by name, from wherever one is. */
  async function go(name: string): Promise<void> {
    await keyboard.press('Control+k');
    await expect(page.getByLabel(/^Gõ tên màn hình/)).toBeFocused(SLOW);
    await keyboard.type(name);
    await expect(page.getByRole('dialog').getByRole('button', { name }).first()).toBeVisible(SLOW);
    await keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0, SLOW);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible(SLOW);
    await seen(`opening ${name}`);
  }

  /** A tab of the screen, by the arrows. */
  async function tab(name: string | RegExp): Promise<void> {
    const wanted = page.getByRole('tab', { name });
    await reach(page.getByRole('tab', { selected: true }));
    for (let i = 0; i < STOPS_MOST && (await wanted.getAttribute('aria-selected')) !== 'true'; i++)
      await keyboard.press('ArrowRight');
    await seen(`the tab ${name}`);
  }

  return { page, keyboard, seen, reach, press, write, choose, count, agree, go, tab };
}

/** People who sign in by their keyboards, each at a browser of their own. */
export function keyboardPeople(house: EmptyHouse, browser: Browser) {
  const faults: string[][] = [];
  async function seat(username: string): Promise<Keys> {
    const window = await openWindow(browser, house.address);
    faults.push(window.faults);
    const { page } = window;
    await page.goto('/');
    await expect(page.getByLabel('Tên đăng nhập')).toBeFocused(SLOW);
    await page.keyboard.type(username);
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Việc hôm nay', SLOW);
    return keysOf(page);
  }
  return { seat, faults: () => faults.flat() };
}
