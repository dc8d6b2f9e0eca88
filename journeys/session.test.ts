import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { expect } from '@playwright/test';
import { findBarriers, intercept, openBrowser, openWindow } from './browser.ts';
import { openHouse, PASSWORD } from './house.ts';
import { signIn } from './sign-in.ts';

const house = await openHouse();
const browser = await openBrowser();

before(async () => {
  const { rootId } = house.province;
  await house.makePerson('giam.doc', 'provincial-director', rootId);
  await house.makePerson('quan.tri', 'administrator', rootId);
});

const SLOW = { timeout: 20_000 };
const ENDED = 'Phiên làm việc đã kết thúc';

const endSessionOf = (username: string) =>
  house.db.owner.pool.query(
    `update session set expires_at = now() where staff_id = (select id from staff where username = $1)`,
    [username],
  );

test('a lost session and a lost server are told, and both are come back from', async () => {
  const { page, context } = await openWindow(browser, house.address);
  await signIn(page, 'giam.doc', '/month');
  await page.getByRole('link', { name: 'Bưu điện huyện Cam Lộ' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Cam Lộ');
  await intercept(page, '**/api/**', (route) => route.abort());
  await intercept(page, '**/healthz', (route) => route.abort());
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
  await page.getByRole('link', { name: 'Bưu điện tỉnh' }).first().click();
  await expect(page.getByText('Không liên lạc được với máy chủ').first()).toBeVisible({ timeout: 20_000 });
  await page.unroute('**/api/**');
  await page.unroute('**/healthz');
  await expect(page.getByText('Không liên lạc được với máy chủ')).toHaveCount(0, { timeout: 20_000 });
  await endSessionOf('giam.doc');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Đăng nhập' })).toBeVisible();
  await page.getByLabel('Tên đăng nhập').fill('giam.doc');
  await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Chi trả tháng');
  await context.close();
});

test('a session that ends beneath the work covers it, and gives it back as it was typed', async () => {
  const { page, context, faults } = await openWindow(browser, house.address);
  await signIn(page, 'quan.tri', '/administration?view=staff');
  await page.getByRole('button', { name: 'Thêm nhân viên' }).click();
  const typed = page.getByRole('dialog', { name: 'Thêm nhân viên' });
  await typed.getByRole('textbox', { name: 'Tên', exact: true }).fill('Trần Thị Dở Dang');
  const other = await context.newPage();
  await other.goto('/administration?view=offices');
  await expect(other.getByRole('grid', { name: 'Đơn vị' })).toBeVisible();
  await endSessionOf('quan.tri');
  await other.getByRole('tab', { name: 'Nhân viên' }).click();
  await expect(other.getByRole('dialog', { name: ENDED })).toBeVisible();
  await typed.getByLabel('Tên đăng nhập').fill('do.dang');
  await typed.getByLabel('Đơn vị').selectOption({ label: 'Bưu điện huyện Cam Lộ' });
  await typed.getByRole('button', { name: 'Thêm nhân viên' }).click();
  const cover = page.getByRole('dialog', { name: ENDED });
  await expect(cover).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(cover).toBeVisible();
  assert.deepEqual(await findBarriers(page), []);
  await cover.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(cover).toHaveCount(0);
  await expect(typed.getByRole('textbox', { name: 'Tên', exact: true })).toHaveValue('Trần Thị Dở Dang');
  await typed.getByRole('button', { name: 'Thêm nhân viên' }).click();
  await expect(page.getByRole('dialog', { name: 'Mật khẩu dùng một lần' })).toBeVisible();
  // The other tab goes on by itself: the same person is back.
  await expect(other.getByRole('dialog', { name: ENDED })).toHaveCount(0);
  await expect(other.getByRole('gridcell', { name: 'giam.doc' })).toBeVisible();
  assert.deepEqual(faults, []);
  await context.close();
});

test('signing out in one tab leaves nothing of the person open in another', async () => {
  const { page, context } = await openWindow(browser, house.address);
  await signIn(page, 'giam.doc', '/month');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Chi trả tháng');
  const other = await context.newPage();
  await other.goto('/');
  await other.getByRole('button', { name: /^Tài khoản/ }).click();
  await other.getByRole('menuitem', { name: 'Đăng xuất' }).click();
  await expect(page.getByRole('heading', { name: 'Đăng nhập' })).toBeVisible();
  await context.close();
});

test('a screen whose code does not come says why in its place, and opens once the server is back', async () => {
  const { page, context } = await openWindow(browser, house.address);
  await signIn(page, 'giam.doc', '/month');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Chi trả tháng');
  const gone = ['**/api/**', '**/assets/**', '**/healthz'];
  for (const each of gone) await intercept(page, each, (route) => route.abort());
  await page.getByRole('link', { name: 'Khoá sổ ngày' }).click();
  await expect(page.getByRole('heading', { name: 'Chưa mở được màn hình' })).toBeVisible(SLOW);
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Không liên lạc được với máy chủ');
  await page.getByRole('button', { name: 'Thử lại' }).click();
  await expect(page.getByRole('navigation').first()).toBeVisible();
  for (const each of gone) await page.unroute(each);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Khoá sổ ngày', SLOW);
  // A newer release has other files: the server answers, the code is not there.
  await intercept(page, '**/assets/**', (route) => route.fulfill({ status: 404, body: '' }));
  await page.getByRole('link', { name: 'Chênh lệch' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Có bản mới', SLOW);
  await page.unroute('**/assets/**');
  await page.getByRole('button', { name: 'Tải lại trang' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Chênh lệch', SLOW);
  await context.close();
});

test('a part or a window whose code does not come fails alone, and comes by itself once the server is back', async () => {
  const { page, context, faults } = await openWindow(browser, house.address);
  await signIn(page, 'quan.tri', '/administration?view=staff');
  const find = page.getByRole('textbox', { name: 'Tìm theo tên' });
  await find.fill('giam');
  await expect(page.getByRole('gridcell', { name: 'giam.doc' })).toBeVisible();
  await page.evaluate(() => Object.assign(globalThis, { sameVisit: true }));
  const gone = ['**/api/**', '**/assets/**', '**/healthz'];
  for (const each of gone) await intercept(page, each, (route) => route.abort());
  await page.keyboard.press('Control+k');
  const notice = page.getByRole('dialog', { name: 'Chưa mở được cửa sổ này' });
  await expect(notice.getByRole('alert')).toContainText('Không liên lạc được với máy chủ', SLOW);
  assert.deepEqual(await findBarriers(page), []);
  await notice.getByRole('button', { name: 'Thử lại' }).click();
  await expect(notice.getByRole('alert')).toBeVisible(SLOW);
  await notice.getByRole('button', { name: 'Đóng' }).click();
  await expect(find).toHaveValue('giam');
  await page.getByRole('tab', { name: 'Hạn mức' }).click();
  const part = page.getByRole('tabpanel', { name: 'Hạn mức' });
  await expect(part.getByRole('alert')).toContainText('Không liên lạc được với máy chủ', SLOW);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Quản trị');
  for (const each of gone) await page.unroute(each);
  await expect(page.getByRole('table', { name: 'Hạn mức' })).toBeVisible(SLOW);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('textbox', { name: /Gõ tên màn hình/ })).toBeFocused();
  await page.keyboard.press('Escape');
  // A newer release has other files: only a page loaded anew finds them, and when to do that is the person's to say.
  await intercept(page, '**/assets/**', (route) => route.fulfill({ status: 404, body: '' }));
  await page.getByRole('tab', { name: 'Ngày nghỉ' }).click();
  await expect(page.getByRole('tabpanel').getByRole('alert')).toContainText('Có bản mới', SLOW);
  assert.ok(await page.evaluate(() => 'sameVisit' in globalThis));
  await page.unroute('**/assets/**');
  await page.getByRole('button', { name: 'Tải lại trang' }).click();
  await expect(page.getByRole('table', { name: /Ngày nghỉ/ })).toBeVisible(SLOW);
  assert.deepEqual(
    faults.filter((fault) => !fault.includes('MIME type')),
    [],
  );
  await context.close();
});
