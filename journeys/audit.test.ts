import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { expect } from '@playwright/test';
import { findBarriers, openBrowser, openWindow } from './browser.ts';
import { openHouse } from './house.ts';
import { signIn } from './sign-in.ts';

const house = await openHouse();
const browser = await openBrowser();

before(async () => {
  const { rootId, camLoId } = house.province;
  await house.makePerson('kiem.toan', 'auditor', rootId);
  await house.makePerson('giao.dich', 'teller', camLoId);
  await house.payNext(3);
});

test('the auditor follows the payments to one handover in full, by keyboard', async () => {
  const { page, faults, context } = await openWindow(browser, house.address);
  await signIn(page, 'kiem.toan', '/audit?kind=pay');
  const grid = page.getByRole('grid', { name: 'Bàn giao' });
  await expect(grid).toHaveAttribute('aria-rowcount', '4');
  await expect(grid.getByRole('row').nth(1)).toContainText('1.624.000');
  assert.deepEqual(await findBarriers(page), []);
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/handovers\//);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Chi trả');
  assert.deepEqual(faults, []);
  await context.close();
});

test('what a person was shown is told: the look of one page stands in the list of looks', async () => {
  const { page, context } = await openWindow(browser, house.address);
  await signIn(page, 'kiem.toan', '/people');
  await page.getByRole('search').getByRole('textbox').fill('Nguyễn Thị Thử 1');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: /Thử/ }).first().click();
  await expect(page).toHaveURL(/\/people\//);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  // Each part of the page that shows the person is a look of its own.
  await page.waitForLoadState('networkidle');
  const { rows } = await house.db.pool.query<{ n: number }>(
    `select count(*)::int as n from access_log where subject_kind = 'citizen'`,
  );
  await page.goto('/audit?view=looks');
  const grid = page.getByRole('grid', { name: 'Ai đã xem dữ liệu' });
  await expect(grid).toHaveAttribute('aria-rowcount', String((rows[0]?.n ?? 0) + 1));
  assert.deepEqual(await findBarriers(page), []);
  await context.close();
});

test('the evidence says how it stands, and a comparison is asked for', async () => {
  const { page, context } = await openWindow(browser, house.address);
  await signIn(page, 'kiem.toan', '/audit?view=evidence');
  await expect(page.getByRole('heading', { name: 'Sổ chứng ngay lúc này' })).toBeVisible();
  await page.getByRole('button', { name: 'Đối chiếu lại ngay' }).click();
  await expect(page.getByText('Đã xếp hàng đối chiếu')).toBeVisible();
  assert.deepEqual(await findBarriers(page), []);
  await context.close();
});

test('a teller has no audit screen', async () => {
  const { page, context } = await openWindow(browser, house.address);
  await signIn(page, 'giao.dich', '/audit');
  await expect(page.getByText('Vai trò của bạn không có màn hình kiểm tra')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Kiểm tra' })).toHaveCount(0);
  await context.close();
});
