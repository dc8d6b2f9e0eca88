import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { expect, type Page } from '@playwright/test';
import type { TestPhone } from '#kernel/devices/testing/phone.ts';
import { formatVnd } from '#kernel/words/money.ts';
import { findBarriers, openBrowser, openWindow } from './browser.ts';
import { openPhoneHouse, paidAtDoor } from './phone-house.ts';
import { signIn } from './sign-in.ts';

const house = await openPhoneHouse();
const browser = await openBrowser();
const { camLoId } = house.province;
/** A machine that does other things as well answers late. */
const SLOW = { timeout: 20_000 };
let page: Page;
let faults: string[];
let phone: TestPhone;

before(async () => {
  await house.makePerson('huyen.camlo', 'district-manager', camLoId, false, 'Lê Văn Quản');
  ({ page, faults } = await openWindow(browser, house.address));
  await signIn(page, 'huyen.camlo', '/phones');
});

const row = (name: string) => page.getByRole('row', { name });
const sheet = (name: string | RegExp) => page.getByRole('region', { name });
const dialog = () => page.getByRole('dialog');

/** Reads the code that the window shows. */
async function readCode(): Promise<string> {
  await expect(dialog().getByRole('img', { name: 'Mã QR đăng ký điện thoại' })).toBeVisible(SLOW);
  await expect(dialog().getByRole('timer')).toContainText(/Còn hiệu lực 1[45]:/);
  return dialog().locator('code').innerText();
}

test('a phone is enrolled by the code on screen, and the screen tells when it has answered', async () => {
  await expect(page.getByText('Chưa có điện thoại nào')).toBeVisible(SLOW);
  await page.getByRole('button', { name: 'Đăng ký điện thoại' }).click();
  const whom = dialog().getByRole('combobox', { name: 'Giao cho ai' });
  await whom.fill(house.payer.name);
  await page.getByRole('option', { name: house.payer.name }).first().click(SLOW);
  await dialog().getByLabel('Tên máy').fill('Máy 3');
  await dialog().getByRole('button', { name: 'Lập mã QR' }).click();
  const code = await readCode();
  assert.deepEqual(await findBarriers(page), []);
  phone = await house.enrol(code);
  await expect(dialog().getByRole('status')).toContainText(
    `Điện thoại đã đăng ký xong: ${house.payer.name}`,
    SLOW,
  );
  await dialog().getByRole('button', { name: 'Đóng' }).last().click();
  await expect(row(house.payer.name)).toContainText('Đang dùng');
  await expect(row(house.payer.name)).toContainText('Đang mở');
});

test('what a phone holds back is counted, and its export is taken in once', async () => {
  await house.accept(phone);
  const [one, two, three] = house.vouchers;
  assert.ok(one && two && three);
  const paid = await phone.write('payouts.pay', paidAtDoor(one));
  await phone.send([paid.signed]);
  const held = [
    await phone.write('payouts.pay', paidAtDoor(two)),
    await phone.write('payouts.pay', paidAtDoor(three)),
  ];
  await phone.send([]);
  await page.reload();
  const line = row(house.payer.name);
  await expect(line).toContainText('Máy 3', SLOW);
  const { rows } = await house.db.owner.pool.query<{ unsent: number }>(
    `select h.last_seq - (select count(*)::int from device_operation o where o.device_id = h.device_id) as unsent
     from device_heard h where h.device_id = $1`,
    [phone.deviceId],
  );
  assert.equal(rows[0]?.unsent, 2);
  await page.getByRole('link', { name: house.payer.name }).first().click();
  const detail = sheet(`Máy 3, ${house.payer.name}`);
  await expect(detail.getByText('Thao tác đã nhận')).toBeVisible(SLOW);
  await detail.getByRole('button', { name: 'Nhập tệp xuất' }).click();
  const file = {
    form: 'operations/1',
    device: phone.deviceId,
    exportedAt: house.clock.now().toISOString(),
    operations: held.map(({ signed }) => signed),
  };
  await dialog().getByLabel('Hoặc nội dung các mã QR').fill('TN1.hỏng');
  await expect(dialog().getByText('Không đọc được')).toBeVisible();
  await dialog().getByLabel('Hoặc nội dung các mã QR').fill(JSON.stringify(file));
  await expect(dialog().getByText('Đọc được 2 thao tác của máy này.')).toBeVisible();
  await dialog().getByRole('button', { name: 'Nhập', exact: true }).click();
  await expect(page.getByText('Đã nhập: 2 mới, 0 đã có từ trước, 0 chờ phân xử')).toBeVisible(SLOW);
  const { rows: counted } = await house.db.owner.pool.query<{ n: number }>(
    `select count(*)::int as n from payment where voucher_id = any ($1::uuid[])`,
    [[one.id, two.id, three.id]],
  );
  assert.equal(counted[0]?.n, 3);
  assert.deepEqual(await findBarriers(page), []);
});

test('an alarm says what is missing, and leaves the list once somebody has written what was done', async () => {
  await phone.write('payouts.visit', {
    citizenId: house.vouchers[4]?.citizenId ?? '',
    voucherIds: [house.vouchers[4]?.id ?? ''],
    reason: 'absent',
    next: 'again',
    againOn: null,
    note: null,
    position: null,
  });
  const later = await phone.write('payouts.pay', paidAtDoor(house.vouchers[3] as never));
  await phone.send([later.signed]);
  const alarm = page.getByRole('row', { name: 'Thiếu số thứ tự' });
  await expect(alarm).toContainText(`Thiếu thao tác số ${later.seq - 1}.`, SLOW);
  await alarm.getByRole('button', { name: 'Đã xử lý' }).click();
  await dialog().getByLabel('Đã làm gì').fill('Đã cho máy gửi lại');
  await dialog().getByRole('button', { name: 'Đã xử lý' }).click();
  await expect(alarm).toBeHidden(SLOW);
  await phone.send();
});

test('a wiped phone is replaced: the old one ends when the new one answers, and the bag stays open', async () => {
  await phone.write('payouts.pay', paidAtDoor(house.vouchers[5] as never));
  await phone.send([]);
  await page.reload();
  const detail = sheet(`Máy 3, ${house.payer.name}`);
  await detail.getByRole('button', { name: 'Thay máy' }).click();
  await dialog().getByLabel('Lý do').fill('Máy bị xoá dữ liệu');
  const make = dialog().getByRole('button', { name: 'Lập mã QR' });
  await expect(dialog().getByText('Máy cũ còn 1 thao tác chưa gửi về')).toBeVisible(SLOW);
  await expect(make).toBeDisabled();
  await dialog().getByLabel('Máy cũ không còn dữ liệu').check();
  await make.click();
  const fresh = await house.enrol(await readCode());
  await expect(dialog().getByRole('status')).toContainText('Điện thoại đã đăng ký xong', SLOW);
  await dialog().getByRole('button', { name: 'Đóng' }).last().click();
  await expect(row('Đã thay máy')).toBeVisible(SLOW);
  await expect(row('Đang dùng')).toContainText('Đang mở');
  phone = fresh;
});

test('a lost phone freezes its bag; the panel says what it holds and what blocks, until two people issue its vouchers anew', async () => {
  await page.getByRole('row', { name: 'Đang dùng' }).getByRole('link').first().click();
  await sheet(`Máy 3, ${house.payer.name}`).getByRole('button', { name: 'Báo mất' }).click();
  await dialog().getByLabel('Lý do').fill('Rơi xuống suối');
  await expect(dialog().getByText('Túi “Túi đi chi” bị phong toả ngay')).toBeVisible();
  await dialog().getByRole('button', { name: 'Báo mất, phong toả túi' }).click();
  const panel = sheet('Xử lý túi của máy bị mất');
  await expect(panel).toBeVisible(SLOW);
  const { rows } = await house.db.owner.pool.query<{ n: number; vnd: bigint; cash: bigint }>(
    `select count(v.id)::int as n, coalesce(sum(v.amount_vnd), 0)::bigint as vnd, (select balance_vnd from hand_balance where hand_id = $1) as cash
     from thing t join voucher v on v.id = t.id where t.holder = $1`,
    [house.bagId],
  );
  const [held] = rows;
  assert.ok(held);
  await expect(panel.locator('[data-figure="bag"]')).toHaveText(
    `Trong túi theo sổ: ${held.n} phiếu, ${formatVnd(held.vnd)} đ; tiền mặt ${formatVnd(held.cash)} đ.`,
  );
  await panel.getByRole('button', { name: 'Đề nghị cấp lại phiếu' }).click();
  await dialog().getByLabel('Lý do').fill('Không tìm lại được máy');
  assert.deepEqual(await findBarriers(page), []);
  await dialog().getByRole('button', { name: 'Đề nghị cấp lại phiếu' }).click();
  await expect(panel).toContainText('Lê Văn Quản đã đề nghị cấp lại', SLOW);
  const { rows: asked } = await house.db.owner.pool.query<{ n: number }>(
    `select count(*)::int as n from proposal where kind = 'bag-reissue' and command ->> 'bagId' = $1`,
    [house.bagId],
  );
  assert.equal(asked[0]?.n, 1);
  assert.deepEqual(await findBarriers(page), []);
  assert.deepEqual(faults, []);
});
