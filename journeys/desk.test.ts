import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, test } from 'node:test';
import { expect, type Page } from '@playwright/test';
import { readXlsx } from 'hucre/xlsx';
import { formatVnd } from '#kernel/words/money.ts';
import { findBarriers, openBrowser, openWindow } from './browser.ts';
import { codeOf } from './code-of.ts';
import { openHouse, PASSWORD } from './house.ts';
import { signIn as signInAt } from './sign-in.ts';

const house = await openHouse();
const browser = await openBrowser();

before(async () => {
  const { rootId, camLoId } = house.province;
  await house.makePerson('giam.doc', 'provincial-director', rootId);
  await house.makePerson('huyen.camlo', 'district-manager', camLoId);
  await house.makePerson('quan.tri', 'administrator', rootId);
  await house.makePerson('moi.vao', 'auditor', rootId, true);
  await house.makePerson('co.ma', 'auditor', rootId);
  await house.payNext(7);
});

const signIn = (page: Page, username: string, password = PASSWORD) =>
  signInAt(page, username, '/month', password);

const figure = (page: Page, name: string) => page.locator(`[data-figure=${name}]`);

/** The month's figures straight from the vouchers, not from the rollup that the page is drawn from. */
async function countVouchers() {
  const { rows } = await house.db.pool.query<{ due: bigint; paid: bigint; n: number; np: number }>(
    `select sum(amount_vnd)::bigint as due, coalesce(sum(amount_vnd) filter (where status = 'paid'), 0)::bigint as paid,
       count(*)::int as n, count(*) filter (where status = 'paid')::int as np from voucher`,
  );
  assert.ok(rows[0]);
  return rows[0];
}

async function expectFigures(page: Page): Promise<void> {
  const { due, paid, n, np } = await countVouchers();
  await expect(figure(page, 'paid')).toHaveText(formatVnd(paid), { timeout: 15_000 });
  await expect(figure(page, 'due')).toHaveText(formatVnd(due));
  await expect(figure(page, 'left')).toHaveText(formatVnd(due - paid));
  await expect(page.getByText(`${np} trên ${n} phiếu đã chi`)).toBeVisible();
}

test('the director sees the month as it is in the database, and payments as they happen', async () => {
  const { page, faults, context } = await openWindow(browser, house.address);
  await signIn(page, 'giam.doc');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Chi trả tháng 12/2020');
  await expectFigures(page);
  await expect(page.getByText('Trực tiếp', { exact: true })).toBeVisible();
  // A page that reloads loses this mark.
  await page.evaluate(() => document.body.setAttribute('data-mark', 'kept'));
  await house.payNext(5);
  await expectFigures(page);
  await expect(page.locator('body')).toHaveAttribute('data-mark', 'kept');
  assert.equal((await countVouchers()).np, 12);
  assert.deepEqual(await findBarriers(page), []);
  assert.deepEqual(faults, []);
  await context.close();
});

test('two tabs share one stream, and the second goes on when the first is closed', async () => {
  const { page, context } = await openWindow(browser, house.address);
  await signIn(page, 'giam.doc');
  await expect(page.getByText('Trực tiếp', { exact: true })).toBeVisible();
  const second = await context.newPage();
  const streams: string[] = [];
  second.on('request', (request) => {
    if (request.url().includes('/changes')) streams.push(request.url());
  });
  await second.goto('/month');
  await expect(second.getByText('Trực tiếp', { exact: true })).toBeVisible();
  assert.deepEqual(streams, []);
  await page.close();
  await house.payNext(1);
  await expectFigures(second);
  await expect(second.getByText('Trực tiếp', { exact: true })).toBeVisible();
  assert.equal(streams.length, 1);
  await context.close();
});

test('offices lead down, the path leads up, and the address keeps month and office', async () => {
  const { page, context } = await openWindow(browser, house.address);
  await signIn(page, 'giam.doc');
  await page.getByRole('link', { name: 'Bưu điện huyện Cam Lộ' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Cam Lộ');
  assert.match(page.url(), new RegExp(`month=2020-12&office=${house.province.camLoId}`));
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Cam Lộ');
  await page.getByRole('navigation', { name: 'Đường dẫn đơn vị' }).getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).not.toContainText('Cam Lộ');
  await context.close();
});

test('a district manager begins at the district and is not led above it', async () => {
  const { page, context } = await openWindow(browser, house.address);
  await signIn(page, 'huyen.camlo');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Cam Lộ');
  const path = page.getByRole('navigation', { name: 'Đường dẫn đơn vị' });
  assert.equal(await path.getByRole('link').count(), 0);
  await page.goto(`/month?office=${house.province.rootId}`);
  await expect(page.getByRole('alert')).toContainText('Bạn không có quyền');
  await expect(page.getByRole('alert')).toContainText('Mã tham chiếu');
  await context.close();
});

test('whoever sees no payouts is told so', async () => {
  const { page, context } = await openWindow(browser, house.address);
  await signIn(page, 'quan.tri');
  await expect(page.getByText('Vai trò của bạn không xem số liệu chi trả')).toBeVisible();
  await context.close();
});

test('a wrong password is told plainly and keeps the name', async () => {
  const { page, context, faults } = await openWindow(browser, house.address);
  await signIn(page, 'giam.doc', 'không phải');
  await expect(page.getByRole('alert')).toContainText('Tên đăng nhập hoặc mật khẩu không đúng.');
  await expect(page.getByLabel('Tên đăng nhập')).toHaveValue('giam.doc');
  assert.deepEqual(await findBarriers(page), []);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Chi trả tháng');
  assert.deepEqual(faults, []);
  await context.close();
});

test('a one-time password is replaced before anything else', async () => {
  const { page, context } = await openWindow(browser, house.address);
  await signIn(page, 'moi.vao');
  await expect(page.getByRole('heading', { name: 'Đặt mật khẩu mới' })).toBeVisible();
  const change = page.getByRole('button', { name: 'Đổi mật khẩu và vào làm việc' });
  await page.getByLabel('Mật khẩu mới', { exact: true }).fill('ngắn');
  await page.getByLabel('Nhập lại mật khẩu mới').fill('ngắn hơn');
  await change.click();
  await expect(page.getByText('Hai lần nhập chưa giống nhau.')).toBeVisible();
  await page.getByLabel('Nhập lại mật khẩu mới').fill('ngắn');
  await change.click();
  await expect(page.getByRole('alert')).toContainText('ít nhất 10 ký tự');
  assert.deepEqual(await findBarriers(page), []);
  for (const label of ['Mật khẩu mới', 'Nhập lại mật khẩu mới'])
    await page.getByLabel(label, { exact: true }).fill('gạo trắng nước trong');
  await change.click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Chi trả tháng');
  await context.close();
});

test('a second factor is asked for where it is set up', async () => {
  const { page, context } = await openWindow(browser, house.address);
  await signIn(page, 'co.ma');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Chi trả tháng');
  const post = async (path: string, data: object) =>
    (await page.request.post(`/api/auth/two-factor/${path}`, { data })).json();
  const { totpUri } = (await post('enable', { password: PASSWORD })) as { totpUri: string };
  const secret = new URL(totpUri).searchParams.get('secret') ?? '';
  await post('confirm', { code: await codeOf(secret) });
  await page.getByRole('button', { name: 'Tài khoản: Nguyễn Thị Hoà' }).click();
  await page.getByRole('menuitem', { name: 'Đăng xuất' }).click();
  await signIn(page, 'co.ma');
  await expect(page.getByRole('heading', { name: 'Mã xác thực' })).toBeVisible();
  await page.getByLabel('Mã 6 số').fill('000000');
  await page.getByRole('button', { name: 'Xác nhận' }).click();
  await expect(page.getByRole('alert')).toContainText('Mã xác thực không đúng');
  // The code that confirmed the factor is spent; a clock may be half a minute ahead.
  await page.getByLabel('Mã 6 số').fill(await codeOf(secret, 1));
  await page.getByRole('button', { name: 'Xác nhận' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Chi trả tháng');
  await context.close();
});

test('English is complete, and stays chosen', async () => {
  const { page, context, faults } = await openWindow(browser, house.address);
  await signIn(page, 'giam.doc');
  await page.getByText('English').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Payouts of December 2020');
  await expect(page.getByRole('heading', { name: 'By programme' })).toBeVisible();
  await page.getByRole('button', { name: 'Help' }).click();
  await expect(page.getByRole('dialog')).toContainText('What this page tells');
  assert.deepEqual(await findBarriers(page), []);
  await page.keyboard.press('Escape');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Payouts of December 2020');
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  assert.deepEqual(faults, []);
  await context.close();
});

test('the keyboard alone signs in, opens an office and sorts', async () => {
  const { page, context } = await openWindow(browser, house.address);
  await page.goto('/month');
  await expect(page.getByLabel('Tên đăng nhập')).toBeFocused();
  await page.keyboard.type('giam.doc');
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Chi trả tháng');
  await tabTo(page, 'Phải chi');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('columnheader', { name: 'Phải chi', exact: true }).first()).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
  await tabTo(page, 'Bưu điện huyện Cam Lộ');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Cam Lộ');
  await context.close();
});

async function tabTo(page: Page, text: string): Promise<void> {
  for (let steps = 0; steps < 60; steps++) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate(() => document.activeElement?.textContent ?? '')) === text) return;
  }
  assert.fail(`no way by Tab to ${text}`);
}

test('tables are copied and saved as they stand', async () => {
  const { page, context } = await openWindow(browser, house.address);
  await signIn(page, 'giam.doc');
  await page.getByRole('button', { name: 'Sao chép bảng Theo chế độ' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Đã sao chép' })).toBeAttached();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const { due } = await countVouchers();
  assert.ok(copied.split('\n').some((line) => line.split('\t')[1] === String(due)));
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Tải CSV bảng Theo xã' }).click();
  assert.equal((await saving).suggestedFilename(), 'theo-xa-chi-tra-thang-12-2020-qt.csv');
  await context.close();
});

test('a table saved as a sheet has figures, a share and the total of the screen, and prints with its head', async () => {
  const { page, context } = await openWindow(browser, house.address);
  await signIn(page, 'giam.doc');
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Tải Excel bảng Theo chế độ' }).click();
  const [sheet] = (await readXlsx(await readFile(await (await saving).path()))).sheets;
  const { due, paid } = await countVouchers();
  const [heads = [], ...rows] = sheet?.rows ?? [];
  const column = (head: string) => heads.indexOf(head);
  const last = rows.at(-1);
  assert.equal(last?.[0], 'Cộng');
  assert.equal(last?.[column('Phải chi')], Number(due));
  assert.equal(last?.[column('Đã chi')], Number(paid));
  const merit = rows.find((row) => row[column('Phải chi')] === Number(due));
  assert.equal(merit?.[column('Tỷ lệ đã chi')], Math.floor((Number(paid) * 1000) / Number(due)) / 1000);
  assert.equal(sheet?.freezePane?.rows, 1);
  assert.equal(sheet?.pageSetup?.printTitlesRow, '$1:$1');
  await context.close();
});
