import { expect, type Browser, type Page } from '@playwright/test';
import { openWindow } from './browser.ts';
import type { CounterHouse } from './counter-house.ts';
import { signIn } from './sign-in.ts';

/** What each person of the small province is due, as the page writes it. */
export const EACH = '1.624.000';

/** The steps of a teller at the counter of the small province. */
export function counterSteps(house: CounterHouse, browser: Browser) {
  async function openCounter() {
    const window = await openWindow(browser, house.address);
    await signIn(window.page, 'gdv.1', '/counter');
    await expect(field(window.page)).toBeFocused({ timeout: 15_000 });
    return window;
  }

  const field = (page: Page) => page.getByRole('combobox', { name: 'Người đến nhận' });
  const figure = (page: Page, name: string) => page.locator(`[data-figure=${name}]`);
  const payButton = (page: Page) => page.getByRole('button', { name: /^Chi [\d.]+ đ/ });

  /** What a scanner types from the chip card's code: the text, then Enter. */
  async function scan(page: Page, person: { cccd: string; name: string }) {
    await page.keyboard.type(`${person.cccd}||${person.name}|01011950|Nữ|Thôn 1, Cam Hiếu|01012022`);
    await page.keyboard.press('Enter');
  }

  async function bring(page: Page, line: number) {
    const person = await house.person(line);
    await scan(page, person);
    await expect(page.getByRole('heading', { level: 2, name: person.name, exact: true })).toBeVisible();
    return person;
  }
  return { openCounter, field, figure, payButton, scan, bring };
}
