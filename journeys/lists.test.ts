import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { expect, type Page } from '@playwright/test';
import { formatVnd } from '#kernel/words/money.ts';
import { findBarriers, intercept, openBrowser, openWindow } from './browser.ts';
import { openHouse, PASSWORD } from './house.ts';

const house = await openHouse();
const browser = await openBrowser();

before(async () => {
  await house.makePerson('kiem.soat', 'payout-controller', house.province.rootId);
});

async function signIn(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByLabel('Tên đăng nhập').fill('kiem.soat');
  await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
}

const HEAD = 'Mã đối tượng;Họ tên;Năm sinh;CMND/CCCD;Thôn;Xã/Thị trấn;Đối tượng;Mức trợ cấp;Tổng';
const line = (n: number, total = '1.624.000') =>
  `NCC-9${n};Lê Văn Thêm ${n};1950;045050000${900 + n};Thôn 1;Xã Cam Hiếu;Thân nhân 01 liệt sĩ;1.624.000;${total}`;
const file = (name: string, lines: readonly string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from([HEAD, ...lines].join('\n')),
});

const vouchers = async () =>
  (
    await house.db.pool.query<{ n: number; vnd: bigint }>(
      'select count(*)::int as n, sum(amount_vnd)::bigint as vnd from voucher',
    )
  ).rows[0] ?? { n: 0, vnd: 0n };

async function look(page: Page, of: ReturnType<typeof file>): Promise<void> {
  await page.goto('/lists/new?programme=merit&month=2020-12&kind=supplementary');
  await page.locator('input[type=file]').setInputFiles(of);
  await page.getByRole('button', { name: 'Xem trước' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(of.name);
}

test('a list with errors is shown row by row and enters nothing; a good one is accepted after it was seen', async () => {
  const { page, faults, context } = await openWindow(browser, house.address);
  await signIn(page, '/lists');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Danh sách chi trả');
  await expect(page.getByRole('link', { name: 'list.csv' })).toBeVisible();
  assert.deepEqual(await findBarriers(page), []);
  const start = await vouchers();

  await look(page, file('sai.csv', [line(1), line(2, '1.624.001')]));
  await expect(page.getByText('Chưa nhập, có lỗi')).toBeVisible();
  await expect(
    page
      .getByRole('grid')
      .getByText(/1\.624\.001/)
      .first(),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Nhận danh sách' })).toHaveCount(0);
  assert.deepEqual(await findBarriers(page), []);

  await look(page, file('dung.csv', [line(1), line(2)]));
  await expect(page.locator('[data-figure=check-total]')).toHaveText(formatVnd(3_248_000n));
  await expect(page.getByLabel('Cột B là')).toHaveValue('fullName');
  assert.deepEqual(await vouchers(), start, 'a look enters nothing');
  assert.deepEqual(await findBarriers(page), []);

  await page.getByRole('button', { name: 'Nhận danh sách' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('2 phiếu của 2 người, tổng 3.248.000 đ');
  assert.deepEqual(await findBarriers(page), []);
  await dialog.getByRole('button', { name: 'Nhận danh sách' }).click();
  await expect(page.locator('[data-figure=list-total]')).toHaveText(formatVnd(3_248_000n));
  await expect(page.getByRole('grid').getByText('Lê Văn Thêm 1')).toBeVisible();
  const end = await vouchers();
  assert.deepEqual([end.n - start.n, end.vnd - start.vnd], [2, 3_248_000n]);
  assert.deepEqual(await findBarriers(page), []);
  assert.deepEqual(faults, []);
  await context.close();
});

test('a whole list is withdrawn after its figures were read, and the withdrawal is taken back', async () => {
  const { page, faults, context } = await openWindow(browser, house.address);
  await signIn(page, '/lists');
  await page.getByRole('link', { name: 'dung.csv' }).click();
  await page.getByRole('button', { name: 'Thu hồi cả danh sách' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('status')).toContainText('Thu hồi 2 phiếu chưa chi, 3.248.000 đ.');
  await expect(dialog.getByRole('button', { name: 'Thu hồi cả danh sách' })).toBeDisabled();
  await dialog.getByLabel('Văn bản của cơ quan').fill('Công văn 12/BHXH');
  await dialog.getByLabel('Lý do').fill('Gửi nhầm danh sách');
  assert.deepEqual(await findBarriers(page), []);
  await dialog.getByRole('button', { name: 'Thu hồi cả danh sách' }).click();
  await expect(page.locator('[data-figure=list-withdrawn]')).toHaveText(formatVnd(3_248_000n));
  const withdrawn = async () =>
    (
      await house.db.pool.query<{ n: number }>(
        `select count(*)::int as n from voucher where status = 'withdrawn'`,
      )
    ).rows[0]?.n;
  assert.equal(await withdrawn(), 2);
  await page
    .getByRole('table', { name: /Các lần thu hồi/ })
    .getByRole('link')
    .click();
  await expect(page.getByText('Công văn 12/BHXH')).toBeVisible();
  await page.getByRole('button', { name: 'Bỏ thu hồi' }).click();
  await expect(dialog.getByRole('status')).toContainText('2 phiếu, 3.248.000 đ');
  await dialog.getByLabel('Lý do').fill('Thu hồi nhầm');
  await dialog.getByRole('button', { name: 'Bỏ thu hồi' }).click();
  await expect(page.getByText(/Thu hồi nhầm/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Bỏ thu hồi' })).toHaveCount(0);
  assert.equal(await withdrawn(), 0);
  assert.deepEqual(await findBarriers(page), []);
  assert.deepEqual(faults, []);
  await context.close();
});

test('two records are told apart by keyboard, and the ruling stands in the database', async () => {
  const { rows } = await house.db.pool.query<{ list_id: string; citizen_id: string }>(
    'select list_id, citizen_id from voucher order by line limit 1',
  );
  const [voucher] = rows;
  assert.ok(voucher);
  await house.db.owner.write(async (tx) => {
    const known = '01a20000-0000-7000-8000-000000000001';
    const name = {
      full_name: 'Nguyễn Thị Thử 1',
      name_key: 'nguyen thi thu 1',
      tail_key: '1 thu thi nguyen',
    };
    const at = new Date('2020-12-05T09:00:00+07:00');
    await tx
      .insertInto('citizen')
      .values({ id: known, ...name, birth_year: 1950, recorded_at: at })
      .execute();
    await tx
      .insertInto('match_review')
      .values({
        id: '01a20000-0000-7000-8000-000000000002',
        list_id: voucher.list_id,
        line: 1,
        citizen_id: voucher.citizen_id,
        candidate_id: known,
        raised_at: at,
      })
      .execute();
  });
  const { page, faults, context } = await openWindow(browser, house.address);
  await signIn(page, '/lists/reviews');
  await expect(page.getByText('Còn 1 người')).toBeVisible();
  await expect(page.getByRole('row', { name: /Họ và tên/ })).toContainText('Giống');
  assert.deepEqual(await findBarriers(page), []);
  await page.keyboard.press('2');
  await expect(page.getByRole('alert')).toContainText('Giữ hai hồ sơ riêng: 1 phiếu chờ chi, 1.624.000 đ');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Không còn ai cần xác định')).toBeVisible();
  const ruled = await house.db.pool.query<{ same: boolean }>('select same from match_ruling');
  assert.deepEqual(ruled.rows, [{ same: false }]);
  await page.getByRole('button', { name: 'Bỏ kết luận về Nguyễn Thị Thử 1' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Vì sao kết luận ấy sai').fill('Xem nhầm giấy tờ');
  assert.deepEqual(await findBarriers(page), []);
  await dialog.getByRole('button', { name: 'Bỏ kết luận' }).click();
  await expect(page.getByText('Còn 1 người')).toBeVisible();
  const left = await house.db.pool.query('select 1 from match_ruling');
  assert.equal(left.rows.length, 0);
  assert.deepEqual(faults, []);
  await context.close();
});

test('a file whose sending breaks off says so and enters nothing', async () => {
  const { page, context } = await openWindow(browser, house.address);
  await signIn(page, '/lists');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Danh sách chi trả');
  const start = await vouchers();
  await intercept(page, '**/api/payouts/list-checks', (route) => route.abort());
  await page.goto('/lists/new?programme=merit&month=2020-12&kind=supplementary');
  await page.locator('input[type=file]').setInputFiles(file('dut.csv', [line(7)]));
  await page.getByRole('button', { name: 'Xem trước' }).click();
  await expect(page.getByRole('alert').first()).toContainText('Không liên lạc được với máy chủ');
  assert.deepEqual(await vouchers(), start);
  await context.close();
});

test('a month without the list before it is not compared', async () => {
  const { page, context } = await openWindow(browser, house.address);
  await signIn(page, '/lists/compare?month=2020-12');
  await expect(page.getByText('Một tháng chưa có danh sách')).toBeVisible();
  assert.deepEqual(await findBarriers(page), []);
  await context.close();
});

test('rows that are on their way are not said to be none', async () => {
  const { page, context } = await openWindow(browser, house.address);
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await intercept(page, '**/payouts/comparison/people?**', async (route) => {
    await held;
    await route.continue();
  });
  await signIn(page, '/lists/compare?month=2020-12');
  const people = page.getByRole('grid', { name: 'Từng người' });
  await expect(people).toContainText('Đang tải');
  await expect(people).not.toContainText('Không có dòng nào');
  letGo();
  await expect(people).toContainText('Không có dòng nào');
  await context.close();
});
