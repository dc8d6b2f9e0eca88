import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { expect, type Page } from '@playwright/test';
import { makeEnrolment } from '#kernel/devices/enrol.ts';
import type { TestPhone } from '#kernel/devices/testing/phone.ts';
import { untilSettled } from '#kernel/testing/settled.ts';
import { newId } from '#kernel/words/id.ts';
import { formatVnd } from '#kernel/words/money.ts';
import { DOOR_ROLES } from '#modules/payouts/at-door/actions/acts.ts';
import { findBarriers, intercept, openBrowser, openWindow } from './browser.ts';
import { type DoorVoucher, openPhoneHouse, paidAtDoor } from './phone-house.ts';
import { signIn } from './sign-in.ts';

const house = await openPhoneHouse();
const browser = await openBrowser();
const { camLoId, rootId } = house.province;
/** A machine that does other things as well answers late. */
const SLOW = { timeout: 20_000 };
let accountant: Page;
let manager: Page;
let phone: TestPhone;
const faults: string[] = [];

async function openFor(username: string, address: string): Promise<Page> {
  const opened = await openWindow(browser, house.address);
  faults.push(...opened.faults);
  await signIn(opened.page, username, address);
  return opened.page;
}

before(async () => {
  await house.makePerson('ktt.tinh', 'chief-accountant', rootId, false, 'Trần Thị Toán');
  await house.makePerson('huyen.camlo', 'district-manager', camLoId, false, 'Lê Văn Quản');
  const command = {
    id: newId(),
    by: house.province.controller.id,
    staffId: house.payer.id,
    officeId: camLoId,
    roles: DOOR_ROLES,
    name: 'Máy 1',
  };
  const { code } = await house.db.write((tx) => makeEnrolment(tx, house.clock.now(), command));
  phone = await house.enrol(code);
  await house.accept(phone);
});

const sheet = (page: Page, name: string) => page.getByRole('region', { name });
const voucherAt = (i: number): DoorVoucher => {
  const voucher = house.vouchers[i];
  assert.ok(voucher);
  return voucher;
};
const statusOf = async ({ id }: DoorVoucher) =>
  (await house.db.read.selectFrom('voucher').select('status').where('id', '=', id).executeTakeFirstOrThrow())
    .status;

test('home leads to what waits; both sides stand side by side, and the door payment is recognised as the payment', async () => {
  const voucher = voucherAt(0);
  await house.recall(voucher.id);
  const paid = await phone.write('payouts.pay', paidAtDoor(voucher));
  await phone.send([paid.signed]);
  accountant = await openFor('ktt.tinh', '/');
  const work = accountant.getByRole('link', { name: /Ngoại lệ của điện thoại chờ phân xử/ });
  await expect(work).toContainText(`${formatVnd(voucher.amountVnd)} đ`, SLOW);
  await work.click();
  const wide = accountant.viewportSize();
  await accountant.setViewportSize({ width: 820, height: 400 });
  await accountant.getByRole('link', { name: 'Phiếu không ở trong túi' }).click();
  const evidence = sheet(accountant, 'Bằng chứng hai bên');
  await expect(evidence).toBeInViewport(SLOW);
  if (wide) await accountant.setViewportSize(wide);
  await expect(evidence.locator('[data-figure="given"]')).toHaveText(
    `${formatVnd(voucher.amountVnd)} đ`,
    SLOW,
  );
  await expect(evidence.locator('[data-side="phone"]')).toContainText(voucher.name);
  await expect(evidence.locator('[data-side="phone"]')).toContainText('Vị trí 16.80510, 107.02120');
  await expect(evidence.locator('[data-side="office"]')).toContainText('Chưa chi');
  assert.deepEqual(await findBarriers(accountant), []);
  const said = sheet(accountant, 'Ý kiến và phân xử');
  await said.getByRole('button', { name: 'Kết luận' }).click();
  const dialog = accountant.getByRole('dialog');
  await dialog.getByLabel(/Công nhận lần chi tại nhà/).check();
  await expect(dialog.getByRole('status')).toContainText(
    `${formatVnd(voucher.amountVnd)} đ rời tài khoản treo`,
  );
  await dialog.getByLabel('Căn cứ kết luận').fill('Người hưởng xác nhận đã nhận đủ');
  await dialog.getByRole('button', { name: 'Kết luận' }).click();
  await expect(accountant.getByText('Không có gì chờ phân xử')).toBeVisible(SLOW);
  assert.equal(await statusOf(voucher), 'paid');
  await untilSettled(house.db);
  const { json } = await phone.send([]);
  assert.deepEqual(
    json.rulings.map((each: { ruling: string; note: string }) => [each.ruling, each.note]),
    [['recognised', 'Người hưởng xác nhận đã nhận đủ']],
  );
});

test('what a revoked phone sends is kept: one says so, a second one says the same, and only then it is recorded', async () => {
  const voucher = voucherAt(1);
  manager = await openFor('huyen.camlo', '/phones');
  await manager.getByRole('link', { name: house.payer.name }).first().click();
  await manager.getByRole('button', { name: 'Thu hồi' }).click();
  await manager.getByRole('dialog').getByLabel('Lý do').fill('Hỏng màn hình');
  await manager.getByRole('dialog').getByRole('button', { name: 'Thu hồi' }).click();
  await expect(manager.getByText('Đã thu hồi máy của')).toBeVisible(SLOW);
  const paid = await phone.write('payouts.pay', paidAtDoor(voucher));
  await phone.send([paid.signed]);
  for (const [page, waits] of [
    [manager, 'Đã ghi ý kiến, còn cần 1 người nữa'],
    [accountant, 'Không có gì chờ phân xử'],
  ] as const) {
    await page.goto('/exceptions');
    await page.getByRole('link', { name: 'Máy đã ngừng hoặc báo mất' }).click();
    await sheet(page, 'Ý kiến và phân xử').getByRole('button', { name: 'Ghi lại' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('status')).toContainText(`${formatVnd(voucher.amountVnd)} đ rời túi`, SLOW);
    await dialog.getByLabel('Căn cứ').fill('Đã gọi cho người hưởng');
    await dialog.getByRole('button', { name: 'Cho ghi lại' }).click();
    await expect(page.getByText(waits).first()).toBeVisible(SLOW);
  }
  assert.equal(await statusOf(voucher), 'paid');
  await manager.goto('/exceptions?state=ruled');
  await expect(manager.getByRole('link', { name: 'Máy đã ngừng hoặc báo mất' })).toBeVisible(SLOW);
  assert.deepEqual(await findBarriers(manager), []);
  assert.deepEqual(faults, []);
});

test('when the server cannot be reached the screen says so and asks again', async () => {
  await intercept(manager, '**/api/devices/exceptions?*', (route) => route.abort());
  await manager.goto('/exceptions');
  await expect(manager.getByRole('alert')).toBeVisible(SLOW);
  await manager.unroute('**/api/devices/exceptions?*');
  await manager.getByRole('button', { name: 'Thử lại' }).click();
  await expect(manager.getByText('Không có gì chờ phân xử')).toBeVisible(SLOW);
});
