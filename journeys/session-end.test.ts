import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { expect, type Page } from '@playwright/test';
import { findBarriers, openBrowser, openWindow } from './browser.ts';
import { codeOf } from './code-of.ts';
import { openHouse, PASSWORD } from './house.ts';
import { signIn } from './sign-in.ts';

/** How a session ends at a desk: warned before, signed in over the screen after, seen and ended from elsewhere. */
const house = await openHouse();
const browser = await openBrowser();

before(async () => {
  const { rootId, camLoId } = house.province;
  await house.makePerson('giao.dich', 'teller', camLoId);
  await house.makePerson('kiem.toan', 'auditor', rootId);
  await house.makePerson('quan.tri', 'administrator', rootId);
  await house.makePerson('thu.quy', 'treasurer', rootId);
});

const restFor = (username: string, rest: string) =>
  house.db.owner.pool.query(
    `update session set last_used_at = now() - $2::interval where staff_id = (select id from staff where username = $1)`,
    [username, rest],
  );

const dialog = (page: Page, name: string) => page.getByRole('dialog', { name });

test('whoever is away is asked, and goes on over the screen with what was typed', async () => {
  const { page, faults, context } = await openWindow(browser, house.address);
  await page.clock.install();
  await signIn(page, 'giao.dich', '/account');
  const form = page.getByRole('region', { name: 'Mật khẩu', exact: true });
  await form.getByLabel('Mật khẩu mới', { exact: true }).fill('một câu đang gõ dở');

  await restFor('giao.dich', '28 minutes 30 seconds');
  await page.clock.fastForward('28:30');
  const warning = dialog(page, 'Bạn còn ở đó không?');
  await expect(warning).toContainText(/sau 1:\d\d/);
  assert.deepEqual(await findBarriers(page), []);
  await warning.getByRole('button', { name: 'Tôi vẫn đang làm' }).click();
  await expect(warning).toHaveCount(0);
  await expect(form.getByLabel('Mật khẩu mới', { exact: true })).toHaveValue('một câu đang gõ dở');

  await restFor('giao.dich', '31 minutes');
  await page.clock.fastForward('31:00');
  const again = dialog(page, 'Phiên làm việc đã kết thúc');
  await expect(again).toContainText('Nguyễn Thị Hoà, hãy nhập mật khẩu');
  assert.deepEqual(await findBarriers(page), []);
  await page.keyboard.press('Escape');
  await again.getByLabel('Mật khẩu', { exact: true }).fill('sai');
  await again.getByRole('button', { name: 'Làm tiếp' }).click();
  await expect(again.getByRole('alert')).toContainText('chưa đúng');
  await again.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
  await again.getByRole('button', { name: 'Làm tiếp' }).click();
  await expect(again).toHaveCount(0);
  await expect(page).toHaveURL(/\/account$/);
  await expect(form.getByLabel('Mật khẩu mới', { exact: true })).toHaveValue('một câu đang gõ dở');
  assert.deepEqual(
    faults.filter((fault) => !fault.includes('401') && !fault.includes('422')),
    [],
  );
  await context.close();
});

test('somebody else gives up what was typed and signs in anew', async () => {
  const { page, context } = await openWindow(browser, house.address);
  await signIn(page, 'giao.dich', '/account');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tài khoản của tôi');
  await house.db.owner.pool.query('delete from session');
  await page.getByRole('link', { name: 'Việc hôm nay' }).click();
  const again = dialog(page, 'Phiên làm việc đã kết thúc');
  await again.getByRole('button', { name: /Người khác đăng nhập/ }).click();
  await expect(page.getByRole('heading', { name: 'Đăng nhập' })).toBeVisible();
  await signIn(page, 'kiem.toan');
  await expect(page.getByRole('button', { name: /^Tài khoản: / })).toBeVisible();
  await context.close();
});

test('a person sees where they are signed in, ends the other session, and it is out at once', async () => {
  const here = await openWindow(browser, house.address);
  const there = await openWindow(browser, house.address);
  await signIn(here.page, 'giao.dich', '/account');
  await signIn(there.page, 'giao.dich', '/account');
  await expect(there.page.getByText('(máy này)')).toHaveCount(1);
  const { page } = here;
  await page.reload();
  const sessions = page.getByRole('region', { name: 'Những nơi đang đăng nhập' });
  await expect(sessions.getByText('(máy này)')).toHaveCount(1);
  await expect(sessions.getByText(/Chrome trên Linux/)).toHaveCount(2);
  assert.deepEqual(await findBarriers(page), []);
  await house.db.owner.pool.query(`update session set created_at = now() - interval '11 minutes'`);
  await sessions.getByRole('button', { name: 'Kết thúc', exact: true }).click();
  const ending = dialog(page, 'Kết thúc một phiên');
  await expect(ending).toContainText('127.0.0.1');
  await ending.getByRole('button', { name: 'Kết thúc' }).click();
  await ending.getByLabel('Mật khẩu, hoặc mã 6 số nếu đã cài').fill(PASSWORD);
  await ending.getByRole('button', { name: 'Xác nhận và làm tiếp' }).click();
  await expect(ending).toHaveCount(0);
  await expect(sessions.getByText(/Chrome trên Linux/)).toHaveCount(1);
  await there.page.getByRole('link', { name: 'Việc hôm nay' }).click();
  await expect(dialog(there.page, 'Phiên làm việc đã kết thúc')).toBeVisible();
  await here.context.close();
  await there.context.close();
});

test('the administrator asks a second factor of treasurers, who set it up before anything else', async () => {
  const admin = await openWindow(browser, house.address);
  await signIn(admin.page, 'quan.tri', '/administration?view=entry');
  const row = admin.page
    .getByRole('table', { name: 'Vai trò phải có xác thực hai lớp' })
    .getByRole('row', { name: /Thủ quỹ/ });
  await expect(row).toContainText('Không bắt buộc');
  assert.deepEqual(await findBarriers(admin.page), []);
  await row.getByRole('button', { name: 'Thay đổi' }).click();
  const change = dialog(admin.page, 'Xác thực hai lớp của vai trò Thủ quỹ');
  await change.getByLabel('Từ ngày').fill('05/12/2020');
  await change.getByLabel('Căn cứ').fill('QĐ 12/QĐ-BĐT');
  assert.deepEqual(await findBarriers(admin.page), []);
  await change.getByRole('button', { name: 'Thay đổi' }).click();
  await expect(row).toContainText('Bắt buộc');
  await expect(row).toContainText('05/12/2020');
  await admin.context.close();

  const { page, context } = await openWindow(browser, house.address);
  await signIn(page, 'thu.quy', '/cash');
  await expect(page.getByRole('heading', { name: 'Cài xác thực hai lớp' })).toBeVisible();
  assert.deepEqual(await findBarriers(page), []);
  await page.goto('/cash');
  await expect(page.getByRole('heading', { name: 'Cài xác thực hai lớp' })).toBeVisible();
  await page.getByLabel('Mật khẩu của bạn').fill(PASSWORD);
  await page.getByRole('button', { name: 'Cài mã xác thực' }).click();
  const secret = (await page.locator('code').first().innerText()).replaceAll(' ', '');
  await page.getByLabel('Mã 6 số').fill(await codeOf(secret));
  await page.getByRole('button', { name: 'Bật xác thực hai lớp' }).click();
  await expect(page.getByRole('list', { name: 'Mã dự phòng' })).toBeVisible();
  await page.getByRole('button', { name: 'Tôi đã cất mã' }).click();
  await expect(page).toHaveURL(/\/cash/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Tiền mặt');
  await context.close();
});

test('the auditor reads who came in and who was refused', async () => {
  const { page, faults, context } = await openWindow(browser, house.address);
  await page.request.post('/api/auth/sign-in/username', {
    data: { username: 'giao.dich', password: 'không phải' },
  });
  await signIn(page, 'kiem.toan', '/audit?view=entry');
  const grid = page.getByRole('grid', { name: 'Ra vào, bị từ chối' });
  await expect(grid).toContainText('Đăng nhập bị từ chối');
  await page.getByLabel('Việc', { exact: true }).selectOption('sign-in-refused');
  await expect(page).toHaveURL(/event=sign-in-refused/);
  await expect(grid.getByRole('row').nth(1)).toContainText('giao.dich');
  assert.deepEqual(await findBarriers(page), []);
  assert.deepEqual(faults, []);
  await context.close();
});
