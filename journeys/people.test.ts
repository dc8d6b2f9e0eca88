import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { expect, type Page } from '@playwright/test';
import { formatVnd } from '#kernel/words/money.ts';
import { findBarriers, intercept, openBrowser, openWindow } from './browser.ts';
import { type CounterHouse, openCounterHouse } from './counter-house.ts';
import { signIn } from './sign-in.ts';

const house: CounterHouse = await openCounterHouse();
const browser = await openBrowser();

before(async () => {
  await house.makePerson('kiem.soat', 'payout-controller', house.province.rootId);
  await house.makePerson('kiem.toan', 'auditor', house.province.rootId);
  await house.payNext(2);
});

async function openAs(username: string, address: string) {
  const window = await openWindow(browser, house.address);
  await signIn(window.page, username, address);
  return window;
}

const dialogOf = (page: Page) => page.getByRole('dialog');

test('people are found without accents, masked, and numbers stay out of the address', async () => {
  const { page, context, faults } = await openAs('gdv.1', '/people');
  const find = page.getByLabel('Tìm người', { exact: true });
  await expect(find).toBeFocused({ timeout: 15_000 });
  await page.keyboard.type('nguyen thi thu');
  await page.keyboard.press('Enter');
  const table = page.getByRole('table');
  await expect(table.getByRole('row')).toHaveCount(21);
  assert.match(page.url(), /q=nguyen/);
  await expect(table).toContainText('045*****0001');
  await page.getByRole('button', { name: 'Xem thêm người' }).click();
  await expect(table.getByRole('row')).toHaveCount(61);
  assert.deepEqual(await findBarriers(page), []);
  const person = await house.person(3);
  await find.fill(person.cccd);
  await page.keyboard.press('Enter');
  await expect(table.getByRole('row')).toHaveCount(2);
  assert.ok(!page.url().includes(person.cccd));
  assert.deepEqual(faults, []);
  await context.close();
});

test('one page tells what was paid, by whom and where, and through whose hands it went', async () => {
  const { rows } = await house.db.pool.query<{ id: string; amount: bigint; receipt: string; name: string }>(
    `select c.id, p.amount_vnd as amount, p.receipt_no as receipt, c.full_name as name from payment p join citizen c on c.id = p.citizen_id order by p.voucher_id limit 1`,
  );
  const [paid] = rows;
  assert.ok(paid);
  const { page, context, faults } = await openAs('kiem.toan', `/people/${paid.id}`);
  await expect(page.getByRole('heading', { level: 1, name: paid.name })).toBeVisible({ timeout: 15_000 });
  const table = page.getByRole('table', { name: 'Các khoản qua các tháng' });
  await expect(table).toContainText(formatVnd(paid.amount));
  await expect(table).toContainText('Lê Thị Giao Dịch, Bưu điện huyện Cam Lộ');
  await expect(table.getByRole('button', { name: `In A5 biên nhận ${paid.receipt}` })).toBeVisible();
  await page.getByRole('button', { name: /Đường đi của phiếu/ }).click();
  const steps = dialogOf(page).getByRole('listitem');
  await expect(steps).toHaveCount(4);
  await expect(steps.last()).toContainText('Chi trả');
  assert.deepEqual(await findBarriers(page), []);
  await page.keyboard.press('Escape');
  await page.getByLabel('Tình trạng').selectOption({ label: 'Chưa chi' });
  await expect(page.getByText('Không có khoản nào khớp với bộ lọc.')).toBeVisible();
  assert.match(page.url(), /status=due/);
  // An auditor sees, and changes nothing.
  for (const name of ['Sửa hồ sơ', 'Chuyển nơi ở', 'Ghi giấy uỷ quyền', 'Ghi nhận qua đời', 'Ghi chú'])
    await expect(page.getByRole('button', { name, exact: true })).toHaveCount(0);
  assert.deepEqual(faults, []);
  await context.close();
});

test('full numbers are shown for a reason, and the look is recorded', async () => {
  const person = await house.person(20);
  const { page, context } = await openAs('gdv.1', `/people/${person.id}`);
  await expect(page.getByText('045*****0020')).toBeVisible({ timeout: 15_000 });
  await page.getByRole('button', { name: 'Xem số đầy đủ' }).click();
  await expect(dialogOf(page).getByRole('button', { name: 'Xem', exact: true })).toBeDisabled();
  await dialogOf(page).getByLabel('Lý do').fill('Đối chiếu thẻ');
  await page.keyboard.press('Enter');
  await expect(page.getByText(person.cccd, { exact: true })).toBeVisible();
  const { rows } = await house.db.owner.pool.query<{ reason: string }>(
    `select reason from access_log where subject_id = $1 order by id`,
    [person.id],
  );
  assert.ok(rows.some(({ reason }) => reason === 'Đối chiếu thẻ'));
  assert.ok(
    rows.some(({ reason }) => reason === 'payouts'),
    'opening the page is a look as well',
  );
  await page.getByRole('button', { name: 'Che lại' }).click();
  await expect(page.getByText(person.cccd, { exact: true })).toHaveCount(0);
  await context.close();
});

test('a teller records an authority, revokes it, writes a note, records a death and an heir', async () => {
  const person = await house.person(21);
  const { page, context, faults } = await openAs('gdv.1', `/people/${person.id}`);
  await page.getByRole('button', { name: 'Ghi giấy uỷ quyền' }).click({ timeout: 15_000 });
  const dialog = dialogOf(page);
  await dialog.getByLabel('Họ tên người nhận thay').fill('Phạm Văn Con');
  await dialog.getByLabel('Số CCCD').fill('045080 000 555');
  await dialog.getByLabel('Nơi chứng thực').fill('UBND xã Cam Hiếu');
  await dialog.getByLabel('Ngày lập').fill('01122020');
  await expect(dialog.getByLabel('Có giá trị đến')).toHaveValue('30/11/2021');
  assert.deepEqual(await findBarriers(page), []);
  await dialog.getByRole('button', { name: 'Ghi lại' }).click();
  const authorities = page.getByRole('list', { name: 'Người được uỷ quyền' });
  await expect(authorities).toContainText('Phạm Văn Con');
  await expect(authorities).toContainText('045*****0555');
  await page.locator('input[type=file]').setInputFiles({
    name: 'giay.png',
    mimeType: 'image/png',
    buffer: Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(20)]),
  });
  await expect(authorities.getByRole('link', { name: 'Xem bản chụp' })).toBeVisible();
  await authorities.getByRole('button', { name: 'Thu hồi uỷ quyền cho Phạm Văn Con' }).click();
  await dialog.getByLabel('Lý do').fill('Người hưởng đổi ý');
  await dialog.getByRole('button', { name: 'Thu hồi' }).click();
  await expect(authorities).toContainText('đã bị thu hồi');
  await page.getByRole('button', { name: 'Ghi chú', exact: true }).click();
  await dialog.getByLabel('Nội dung').fill('Nghe kém, nói to');
  await dialog.getByRole('button', { name: 'Ghi lại' }).click();
  await expect(page.getByRole('list', { name: 'Ghi chú và lịch sử hồ sơ' })).toContainText(
    'Nghe kém, nói to',
  );
  await page.getByRole('button', { name: 'Ghi nhận qua đời' }).click();
  await dialog.getByLabel('Ngày qua đời').fill('03/12/2020');
  await dialog.getByLabel('Giấy tờ').fill('Giấy chứng tử 05');
  await dialog.getByRole('button', { name: 'Ghi lại' }).click();
  await expect(page.getByText('Qua đời ngày 03/12/2020').first()).toBeVisible();
  await page.getByRole('button', { name: 'Ghi người thừa kế' }).click();
  await dialog.getByLabel('Họ và tên').fill('Phạm Thị Vợ');
  await dialog.getByLabel('Số CCCD').fill('045155000999');
  await dialog.getByLabel('Quan hệ').fill('vợ');
  await dialog.getByLabel('Giấy tờ thừa kế').fill('Biên bản họp gia đình');
  await dialog.getByRole('button', { name: 'Ghi lại' }).click();
  await expect(page.getByRole('list', { name: 'Người thừa kế' })).toContainText('Phạm Thị Vợ');
  await page.getByRole('button', { name: 'Ghi nhầm qua đời' }).click();
  await dialog.getByLabel('Giấy tờ chứng minh còn sống').fill('Xác nhận UBND xã');
  await dialog.getByLabel('Lý do').fill('Trùng tên');
  await dialog.getByRole('button', { name: 'Gửi đề nghị' }).click();
  await expect(page.getByText('Đã gửi đề nghị đính chính')).toBeVisible();
  assert.deepEqual(faults, []);
  await context.close();
});

test('control corrects the record, suspends and resumes; a move brings the vouchers along', async () => {
  const person = await house.person(22);
  const { page, context } = await openAs('kiem.soat', `/people/${person.id}`);
  const dialog = dialogOf(page);
  await page.getByRole('button', { name: 'Sửa hồ sơ' }).click({ timeout: 15_000 });
  await dialog.getByLabel('Họ và tên').fill('Nguyễn Thị Thuỷ');
  await dialog.getByLabel('Số CMND mới').fill('1970');
  await expect(dialog.getByText('Số CMND có 9 chữ số.')).toBeVisible();
  await dialog.getByLabel('Số CMND mới').fill('197000022');
  await dialog.getByLabel('Lý do').fill('Theo giấy khai sinh');
  await dialog.getByRole('button', { name: 'Sửa và ghi lại' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Nguyễn Thị Thuỷ' })).toBeVisible();
  const history = page.getByRole('list', { name: 'Ghi chú và lịch sử hồ sơ' });
  await expect(history).toContainText(`Họ và tên: ${person.name} → Nguyễn Thị Thuỷ`);
  await expect(history).toContainText('Số CMND: chưa có → 197**0022');
  await page.getByRole('button', { name: 'Tạm dừng hoặc chấm dứt' }).click();
  await dialog.getByLabel('Từ tháng').fill('12/2020');
  await dialog.getByLabel('Lý do').fill('Chờ xác minh');
  await dialog.getByRole('button', { name: 'Ghi lại' }).click();
  const stops = page.getByRole('list', { name: 'Tạm dừng, chấm dứt' });
  await expect(stops).toContainText('Chờ xác minh');
  await stops.getByRole('button', { name: 'Tiếp tục chi trả' }).click();
  await dialog.getByLabel('Lý do').fill('Đã xác minh');
  await dialog.getByLabel('Lý do').press('Control+Enter');
  await expect(stops).toContainText('Đã tiếp tục chi trả');
  await page.getByRole('button', { name: 'Chuyển nơi ở' }).click();
  await dialog.getByRole('combobox', { name: 'Xã, phường mới' }).click();
  await expect(page.getByRole('option').nth(20)).toBeAttached();
  assert.deepEqual(await findBarriers(page), []);
  await dialog.getByRole('combobox', { name: 'Xã, phường mới' }).fill('huong lap');
  await page.getByRole('option', { name: /Hướng Lập/ }).click();
  await dialog.getByLabel('Lý do, giấy tờ kèm theo').fill('Về ở với con');
  await dialog.getByRole('button', { name: 'Ghi chuyển nơi ở' }).click();
  await expect(page.getByText('Xã Hướng Lập').first()).toBeVisible();
  assert.deepEqual(await findBarriers(page), []);
  await page.getByText('English').click();
  await expect(page.getByRole('heading', { name: 'Notes and changes of the record' })).toBeVisible();
  assert.deepEqual(await findBarriers(page), []);
  await context.close();
});

test('the palette finds people too, and a broken page is told with a way to try again', async () => {
  const person = await house.person(30);
  const { page, context } = await openAs('gdv.1', '/people');
  await expect(page.getByLabel('Tìm người', { exact: true })).toBeVisible({ timeout: 15_000 });
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder(/Gõ tên màn hình/).fill(person.cccd);
  await expect(page.getByRole('button', { name: person.name })).toBeVisible();
  await intercept(page, '**/api/payouts/people/**', (route) => route.abort());
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Không liên lạc được', { timeout: 20_000 });
  await page.unroute('**/api/payouts/people/**');
  await page.getByRole('button', { name: 'Thử lại' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: person.name })).toBeVisible();
  await context.close();
});
