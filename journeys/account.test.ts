import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { expect, type Page } from '@playwright/test';
import { findBarriers, openBrowser, openWindow } from './browser.ts';
import { codeOf } from './code-of.ts';
import { openHouse, PASSWORD } from './house.ts';
import { signIn } from './sign-in.ts';

const house = await openHouse();
const browser = await openBrowser();
const USERNAME = 'kiem.toan';
const FRESH = 'gạo trắng nước trong';

before(() => house.makePerson(USERNAME, 'auditor', house.province.rootId));

const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

async function openMenu(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'Tài khoản: Nguyễn Thị Hoà' }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

/** As when a minute had passed since the last code: a code counts once. */
const waitForNewCode = () => house.db.owner.pool.query('update two_factor set last_step = last_step - 3');

async function isOn(): Promise<boolean | undefined> {
  const { rows } = await house.db.pool.query<{ on: boolean }>(
    'select coalesce(two_factor_enabled, false) as on from staff where username = $1',
    [USERNAME],
  );
  return rows[0]?.on;
}

test('a person changes the password, and what is wrong with it is said', async () => {
  const { page, faults, context } = await openWindow(browser, house.address);
  await signIn(page, USERNAME);
  await openMenu(page, 'Tài khoản của tôi');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tài khoản của tôi');
  await expect(part(page, 'Tôi là ai')).toContainText(/Kiểm toán.*, từ 01\/01\/2020/);
  assert.deepEqual(await findBarriers(page), []);
  const form = part(page, 'Mật khẩu');
  const fill = async (current: string, fresh: string, again: string) => {
    await form.getByLabel('Mật khẩu hiện tại').fill(current);
    await form.getByLabel('Mật khẩu mới', { exact: true }).fill(fresh);
    await form.getByLabel('Nhập lại mật khẩu mới').fill(again);
    await form.getByRole('button', { name: 'Đổi mật khẩu' }).click();
  };
  await fill(PASSWORD, FRESH, 'khác');
  await form.getByRole('button', { name: 'Hiện chữ đang gõ' }).first().click();
  await expect(form.getByLabel('Mật khẩu hiện tại')).toHaveAttribute('type', 'text');
  await form.getByRole('button', { name: 'Ẩn chữ đang gõ' }).click();
  await expect(form.getByText('Hai lần nhập chưa giống nhau.')).toBeVisible();
  await expect(form.getByLabel('Nhập lại mật khẩu mới')).toBeFocused();
  await fill('sai', FRESH, FRESH);
  await expect(form.getByRole('alert')).toHaveText('Mật khẩu đang dùng chưa đúng.');
  await expect(form.getByLabel('Mật khẩu hiện tại')).toBeFocused();
  await fill(PASSWORD, 'ngắn', 'ngắn');
  await expect(form.getByRole('alert')).toContainText('ít nhất 10 ký tự');
  assert.deepEqual(await findBarriers(page), []);
  await fill(PASSWORD, PASSWORD, PASSWORD);
  await expect(form.getByRole('alert')).toHaveText('Mật khẩu mới phải khác mật khẩu cũ.');
  await fill(PASSWORD, FRESH, FRESH);
  await expect(page.getByText('Đã đổi mật khẩu', { exact: true })).toBeVisible();
  await expect(form.getByLabel('Mật khẩu hiện tại')).toHaveValue('');
  await openMenu(page, 'Đăng xuất');
  await signIn(page, USERNAME, '/account', PASSWORD);
  await expect(page.getByRole('alert')).toContainText('Tên đăng nhập hoặc mật khẩu không đúng.');
  await signIn(page, USERNAME, '/account', FRESH);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tài khoản của tôi');
  assert.deepEqual(faults, []);
  await context.close();
});

test('the second factor is turned on, asked for at sign-in, and turned off', async () => {
  const { page, faults, context } = await openWindow(browser, house.address);
  await signIn(page, USERNAME, '/account', FRESH);
  const form = part(page, 'Xác thực hai lớp');
  await expect(form).toContainText('Đang tắt');
  const begin = form.getByRole('button', { name: 'Cài mã xác thực' });
  await begin.click();
  await expect(form.getByText('Hãy nhập mật khẩu đang dùng.')).toBeVisible();
  await form.getByLabel('Mật khẩu của bạn').fill('sai');
  await begin.click();
  await expect(form.getByRole('alert')).toHaveText('Mật khẩu đang dùng chưa đúng.');
  await form.getByLabel('Mật khẩu của bạn').fill(FRESH);
  await begin.click();
  await expect(form.getByRole('img', { name: 'Mã QR để quét bằng ứng dụng xác thực' })).toBeVisible();
  const secret = ((await form.locator('code').textContent()) ?? '').replaceAll(' ', '');
  const code = form.getByLabel('Mã 6 số');
  await expect(code).toBeFocused();
  await expect(code).toHaveAttribute('autocomplete', 'one-time-code');
  assert.deepEqual(await findBarriers(page), []);
  await code.fill(wrongOf(await codeOf(secret)));
  await page.keyboard.press('Enter');
  await expect(form.getByRole('alert')).toContainText('Mã xác thực không đúng');
  assert.equal(await isOn(), false);
  const spent = await codeOf(secret);
  await code.fill(spent);
  await page.keyboard.press('Enter');
  await expect(form.getByRole('heading', { name: 'Mã dự phòng' })).toBeFocused();
  await expect(form).toContainText('Đang bật');
  const backup = await form.getByRole('listitem').allTextContents();
  assert.equal(backup.length, 10);
  assert.equal(await isOn(), true);
  assert.deepEqual(await findBarriers(page), []);
  await form.getByRole('button', { name: 'Tôi đã cất mã' }).click();
  await expect(form.getByRole('button', { name: 'Tắt xác thực hai lớp' })).toBeVisible();

  await openMenu(page, 'Đăng xuất');
  await signIn(page, USERNAME, '/account', FRESH);
  await expect(page.getByRole('heading', { name: 'Mã xác thực' })).toBeVisible();
  assert.deepEqual(await findBarriers(page), []);
  await page.getByLabel('Mã 6 số').fill(spent);
  await page.getByRole('button', { name: 'Xác nhận' }).click();
  await expect(page.getByRole('alert')).toContainText('đã dùng rồi');
  await waitForNewCode();
  await page.getByLabel('Mã 6 số').fill(await codeOf(secret));
  await page.getByRole('button', { name: 'Xác nhận' }).click();
  await expect(form).toContainText('Đang bật');

  // Whoever signed in long ago proves presence first; the form goes on by itself.
  await house.db.owner.pool.query(
    `update session set created_at = now() - interval '11 minutes', stepped_up_at = null`,
  );
  await waitForNewCode();
  await form.getByLabel('Mật khẩu của bạn').fill(FRESH);
  await form.getByRole('button', { name: 'Tắt xác thực hai lớp' }).click();
  const proof = page.getByRole('group', { name: 'Hãy xác nhận đúng là bạn' });
  await proof.getByLabel('Mật khẩu, hoặc mã 6 số nếu đã cài').fill(await codeOf(secret));
  await proof.getByRole('button', { name: 'Xác nhận và làm tiếp' }).click();
  await expect(form).toContainText('Đang tắt');
  assert.equal(await isOn(), false);
  await expect(form.locator('[data-state=off]')).toBeFocused();
  assert.deepEqual(await findBarriers(page), []);
  assert.deepEqual(faults, []);

  await openMenu(page, 'Đăng xuất');
  await signIn(page, USERNAME, '/account', FRESH);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tài khoản của tôi');
  await context.close();
});

const wrongOf = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
