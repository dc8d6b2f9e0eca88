import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { expect, type Page } from '@playwright/test';
import { findBarriers, intercept, openBrowser, openWindow } from './browser.ts';
import { openHouse } from './house.ts';
import { signIn } from './sign-in.ts';

/** The browser's own Back: it belongs to the window that is open, loses nothing that was typed, and repeats no act. */

const house = await openHouse();
const browser = await openBrowser();
const { camLoId } = house.province;

before(async () => {
  await house.makePerson('thu.quy', 'treasurer', camLoId);
  await house.makePerson('gdv.moi', 'teller', camLoId, false, 'Lê Thị Mới');
});

const drawers = async () =>
  (await house.db.pool.query(`select 1 from hand where kind = 'drawer' and closed_at is null`)).rows.length;

async function openCash(): Promise<{ page: Page; faults: string[]; close: () => Promise<void> }> {
  const { page, faults, context } = await openWindow(browser, house.address);
  await signIn(page, 'thu.quy');
  await page.getByRole('navigation').getByRole('link', { name: 'Tiền mặt' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Tiền mặt');
  return { page, faults, close: () => context.close() };
}

const isAt = (page: Page, path: string) => expect.poll(() => new URL(page.url()).pathname).toBe(path);

test('Back closes an untouched window and the help, and asks before typed text goes', async () => {
  const { page, faults, close } = await openCash();
  const dialog = page.getByRole('dialog');
  await page.keyboard.press('F1');
  await expect(dialog).toBeVisible();
  await page.goBack();
  await expect(dialog).toBeHidden();

  await page.getByRole('button', { name: 'Mở ngăn kéo' }).click();
  await expect(dialog).toBeVisible();
  await page.goBack();
  await expect(dialog).toBeHidden();
  await isAt(page, '/cash');

  await page.getByRole('button', { name: 'Mở ngăn kéo' }).click();
  // The window takes the focus a moment after it opens, on a busy machine after the typing.
  await expect(dialog.locator(':focus')).toBeVisible();
  await dialog.getByLabel('Tên ngăn kéo').fill('Ngăn số 7');
  await page.goBack();
  await expect(dialog.getByRole('alert')).toContainText('Những gì đã nhập chưa được gửi.');
  await expect(dialog.getByRole('button', { name: 'Nhập tiếp' })).toBeFocused();
  assert.deepEqual(await findBarriers(page), []);
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('Tên ngăn kéo')).toHaveValue('Ngăn số 7');
  // Beside the window lies nothing that throws it away.
  await page.mouse.click(20, 700);
  await expect(dialog.getByLabel('Tên ngăn kéo')).toHaveValue('Ngăn số 7');
  await page.goBack();
  await dialog.getByRole('button', { name: 'Bỏ và đóng' }).click();
  await expect(dialog).toBeHidden();
  await isAt(page, '/cash');
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Việc hôm nay');
  assert.deepEqual(faults, []);
  await close();
});

test('an act that is awaited keeps its window at Back; one that is done is not repeated by Back and Forward', async () => {
  const { page, faults, close } = await openCash();
  const before = await drawers();
  const dialog = page.getByRole('dialog');
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await intercept(page, '**/api/payouts/drawers', async (route) => {
    await held;
    await route.continue();
  });
  await page.getByRole('button', { name: 'Mở ngăn kéo' }).click();
  await dialog.getByLabel('Người giữ ngăn kéo').selectOption({ label: 'Lê Thị Mới' });
  await dialog.getByRole('button', { name: 'Mở ngăn kéo' }).click();
  await page.goBack();
  await expect(dialog).toBeVisible();
  await isAt(page, '/cash');
  answer();
  await expect(dialog).toBeHidden();
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Việc hôm nay');
  await page.goForward();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Tiền mặt');
  await expect(dialog).toBeHidden();
  assert.equal(await drawers(), before + 1);
  assert.deepEqual(faults, []);
  await close();
});
