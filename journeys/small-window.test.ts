import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { expect, type Page } from '@playwright/test';
import { findBarriers, openBrowser, openWindow } from './browser.ts';
import { openHouse } from './house.ts';
import { signIn } from './sign-in.ts';

const house = await openHouse();
const browser = await openBrowser();

/** A screen of 1366 x 768 at twice its size. */
const SMALL = { width: 683, height: 384 };

before(async () => {
  const { rootId } = house.province;
  await house.makePerson('giam.doc', 'provincial-director', rootId);
  await house.payNext(7);
});

/** What can be scrolled sideways: the page, or a table in its sheet. */
async function findSideways(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('main [role=group]')]
      .filter((each) => each.scrollWidth > each.clientWidth + 1)
      .map((each) => each.textContent.slice(0, 40)),
  );
}

test('at 200% zoom the menu steps aside, and tables give up their columns rather than scroll sideways', async () => {
  const { page, context } = await openWindow(browser, house.address, SMALL);
  await signIn(page, 'giam.doc', '/month');
  const programmes = page.getByRole('table', { name: 'Theo chế độ' });
  const merit = programmes.getByRole('row', { name: /ưu đãi người có công/ });
  await expect(merit.getByRole('cell')).toHaveCount(7);
  assert.deepEqual(await findSideways(page), []);
  assert.deepEqual(await findBarriers(page), []);

  const due = programmes.getByRole('columnheader', { name: 'Phải chi' });
  await due.getByRole('button').click();
  await expect(due).toHaveAttribute('aria-sort', 'ascending');

  const menu = page.getByRole('button', { name: 'Các màn hình' });
  await expect(page.getByRole('link', { name: 'Danh sách chi trả' })).toBeHidden();
  await menu.focus();
  await page.keyboard.press('Enter');
  await expect(menu).toHaveAttribute('aria-expanded', 'true');
  await page.getByRole('link', { name: 'Danh sách chi trả' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Danh sách chi trả');
  await expect(menu).toHaveAttribute('aria-expanded', 'false');
  await expect(page.getByRole('table', { name: 'Theo chế độ' })).toBeVisible();
  assert.deepEqual(await findSideways(page), []);
  await context.close();
});

test('a table that fits again has its columns again', async () => {
  const { page, context } = await openWindow(browser, house.address, SMALL);
  await signIn(page, 'giam.doc', '/month');
  const due = page.getByRole('table', { name: 'Theo chế độ' }).getByRole('cell').first();
  const nameOf = () => due.evaluate((cell) => getComputedStyle(cell, '::before').content);
  await expect.poll(nameOf).toContain('Phải chi');
  await page.setViewportSize({ width: 1366, height: 768 });
  await expect.poll(nameOf).not.toContain('Phải chi');
  assert.deepEqual(await findSideways(page), []);
  await context.close();
});
