import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { expect, type Page } from '@playwright/test';
import { ROLES, type Role } from '#people/staff/roles.ts';
import { findBarriers, openBrowser, openWindow } from './browser.ts';
import { openHouse } from './house.ts';
import { SLOW } from './month-acts.ts';
import { signIn } from './sign-in.ts';

const house = await openHouse();
const browser = await openBrowser();

/** A screen of 1366 x 768 at twice its size. */
const SMALL = { width: 683, height: 384 };

const AT_A_DISTRICT: readonly Role[] = ['teller', 'point-keeper', 'district-manager'];

before(async () => {
  const { rootId, camLoId } = house.province;
  await house.makePerson('giam.doc', 'provincial-director', rootId);
  for (const role of ROLES)
    await house.makePerson(role, role, AT_A_DISTRICT.includes(role) ? camLoId : rootId);
  await house.payNext(7);
});

/** What can be scrolled sideways: the page, or a table in its sheet. */
async function findSideways(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('main :is([role=group], [role=grid])')]
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

/** Looks at the page that was opened: nothing goes sideways, and where no role has been before it, nothing is a barrier. */
async function look(page: Page, seen: Set<string>, name: string): Promise<void> {
  await expect(page.locator('main :is(.mantine-Skeleton-root, [aria-busy=true])')).toHaveCount(0, SLOW);
  assert.deepEqual(await findSideways(page), [], name);
  if (seen.has(name)) return;
  seen.add(name);
  assert.deepEqual(await findBarriers(page), [], name);
}

test('everybody finds each page of each of their screens within a small window, and without barriers', async () => {
  const seen = new Set<string>();
  for (const role of ROLES) {
    const { page, faults, context } = await openWindow(browser, house.address, SMALL);
    await signIn(page, role);
    const screens = page.locator('#navigation a');
    await expect(screens).not.toHaveCount(0, SLOW);
    await look(page, seen, role);
    for (const screen of (await screens.allTextContents()).slice(1)) {
      const before = await page.title();
      await screens.getByText(screen, { exact: true }).dispatchEvent('click');
      await expect.poll(() => page.title(), SLOW).not.toBe(before);
      await look(page, seen, screen);
      const parts = page.locator('main :is([role=tab], nav a)');
      for (const part of (await parts.allTextContents()).slice(1)) {
        const name = `${screen}, ${part}`;
        if (seen.has(name)) continue;
        await parts.getByText(part, { exact: true }).click();
        await look(page, seen, name);
      }
    }
    assert.deepEqual(faults, [], role);
    await context.close();
  }
});
