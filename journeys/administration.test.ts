import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { expect, type Page } from '@playwright/test';
import { findBarriers, openBrowser, openWindow } from './browser.ts';
import { openHouse } from './house.ts';
import { signIn } from './sign-in.ts';

const house = await openHouse();
const browser = await openBrowser();

before(async () => {
  const { rootId } = house.province;
  await house.makePerson('quan.tri', 'administrator', rootId);
  await house.makePerson('kiem.toan', 'auditor', rootId);
});

const tab = (page: Page, name: string) => page.getByRole('tab', { name });

test('a person is taken on, given a second role, suspended, and each is seen at once', async () => {
  const { page, faults, context } = await openWindow(browser, house.address);
  await signIn(page, 'quan.tri', '/administration');
  await page.getByRole('button', { name: 'Thêm nhân viên' }).click();
  const dialog = page.getByRole('dialog', { name: 'Thêm nhân viên' });
  await dialog.getByRole('textbox', { name: 'Tên', exact: true }).fill('Lê Thị Mới');
  await dialog.getByLabel('Tên đăng nhập').fill('lê mới');
  await dialog.getByLabel('Đơn vị').focus();
  await expect(dialog.getByText(/Chỉ dùng chữ thường không dấu/)).toBeVisible();
  await dialog.getByLabel('Tên đăng nhập').fill('le.moi');
  await dialog.getByLabel('Đơn vị').selectOption({ label: '\u2003Bưu điện huyện Cam Lộ' });
  await dialog.getByRole('button', { name: 'Thêm nhân viên' }).click();
  const once = page.getByRole('dialog', { name: 'Mật khẩu dùng một lần của Lê Thị Mới' });
  await expect(once).toContainText('le.moi');
  await page.getByRole('button', { name: 'Đóng' }).click();
  await page.getByRole('row', { name: /Lê Thị Mới/ }).click();
  await page.getByRole('button', { name: 'Giao vai trò' }).click();
  const grant = page.getByRole('dialog', { name: 'Giao vai trò cho Lê Thị Mới' });
  await grant.getByLabel('Vai trò').selectOption('treasurer');
  await grant.getByLabel('Đơn vị').selectOption({ label: '\u2003Bưu điện huyện Cam Lộ' });
  await grant.getByRole('button', { name: 'Giao vai trò' }).click();
  await expect(page.getByRole('dialog', { name: 'Lê Thị Mới' }).getByRole('listitem')).toHaveCount(2);
  await page.getByRole('button', { name: 'Đình chỉ' }).click();
  await page.getByLabel('Lý do').fill('nghỉ việc');
  await page
    .getByRole('dialog', { name: 'Đình chỉ Lê Thị Mới' })
    .getByRole('button', { name: 'Đình chỉ' })
    .click();
  await expect(page.getByRole('button', { name: 'Cho làm việc lại' })).toBeVisible();
  const { rows } = await house.db.pool.query(
    `select (select count(*)::int from role_grant g where g.staff_id = s.id) as roles,
       (select reason from staff_suspension x where x.staff_id = s.id) as reason from staff s where username = 'le.moi'`,
  );
  assert.deepEqual(rows, [{ roles: 2, reason: 'nghỉ việc' }]);
  assert.deepEqual(faults, []);
  await context.close();
});

test('a limit is changed from a day on, and the one that stood stays in sight', async () => {
  const { page, context } = await openWindow(browser, house.address);
  await signIn(page, 'quan.tri', '/administration?view=limits');
  const table = page.getByRole('table', { name: 'Hạn mức' });
  await expect(table).toBeVisible();
  const before = await table.getByRole('row').count();
  await table.getByRole('button', { name: 'Thay đổi' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Từ ngày').fill('01012021');
  await dialog.getByLabel('Căn cứ').fill('Quyết định 10/QĐ-BĐQT');
  await dialog.getByLabel('Số tiền (đ)').fill('300000000');
  await dialog.getByRole('button', { name: 'Thay đổi' }).click();
  await expect(table.getByRole('row')).toHaveCount(before + 1);
  await expect(table).toContainText('300.000.000');
  await expect(table).toContainText('200.000.000');
  await context.close();
});

test('a rule whose figures are not whole is not sent, and says within which bounds they are', async () => {
  const { page, context } = await openWindow(browser, house.address);
  await signIn(page, 'quan.tri', '/administration?view=programmes');
  await page.getByRole('button', { name: 'Thay đổi' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Từ ngày', { exact: false }).first().fill('01012027');
  await dialog.getByLabel('Căn cứ').fill('Quyết định 11/QĐ-BĐQT');
  await expect(dialog.getByRole('button', { name: 'Thay đổi' })).toBeEnabled();
  const settles = dialog.getByLabel('Quyết toán ngày');
  await settles.fill('');
  await settles.press('Tab');
  await expect(dialog.getByText('Số nguyên từ 1 đến 31.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Thay đổi' })).toBeDisabled();
  await settles.fill('28');
  await expect(dialog.getByRole('button', { name: 'Thay đổi' })).toBeEnabled();
  await context.close();
});

test('every part opens, in both languages, without barriers and without a sideways page', async () => {
  const { page, faults, context } = await openWindow(browser, house.address);
  await signIn(page, 'quan.tri', '/administration');
  for (const name of [
    'Nhân viên',
    'Đơn vị',
    'Chế độ và lịch',
    'Mức hưởng',
    'Hạn mức',
    'Ngày nghỉ',
    'Biểu mẫu',
  ]) {
    await tab(page, name).click();
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
    assert.deepEqual(await findBarriers(page), [], name);
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.equal(over, 0, name);
  }
  assert.deepEqual(faults, []);
  await context.close();
});

test('an auditor reads all of it and is offered no change', async () => {
  const { page, context } = await openWindow(browser, house.address);
  await signIn(page, 'kiem.toan', '/administration');
  await expect(page.getByRole('grid', { name: 'Nhân viên' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Thêm nhân viên' })).toHaveCount(0);
  await tab(page, 'Chế độ và lịch').click();
  await expect(page.getByRole('table', { name: 'Chế độ và lịch' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Thay đổi' })).toHaveCount(0);
  await context.close();
});

test('papers lead citizens to the address that was set, and a wrong one is not sent', async () => {
  const { page, faults, context } = await openWindow(browser, house.address);
  await signIn(page, 'quan.tri', '/administration?view=forms');
  await page.getByRole('button', { name: 'Đổi nội dung chung của giấy tờ' }).click();
  const dialog = page.getByRole('dialog', { name: 'Đổi nội dung chung của giấy tờ' });
  const address = dialog.getByLabel('Địa chỉ trang kiểm chứng biên nhận');
  await address.fill('chitra');
  await expect(dialog.getByRole('button', { name: 'Thay đổi' })).toBeDisabled();
  await address.fill('https://chitra.example.vn');
  assert.deepEqual(await findBarriers(page), []);
  await dialog.getByRole('button', { name: 'Thay đổi' }).click();
  await expect(page.getByText('https://chitra.example.vn')).toBeVisible();
  const { rows } = await house.db.pool.query(`select value from setting where name = 'public-address'`);
  assert.deepEqual(rows, [{ value: 'https://chitra.example.vn' }]);
  assert.deepEqual(faults, []);
  await context.close();
});

test('a new province is told what it needs, and is left alone once it has it', async () => {
  const { page, faults, context } = await openWindow(browser, house.address);
  await signIn(page, 'quan.tri');
  const steps = page.getByRole('region', { name: 'Dựng tỉnh mới' });
  await expect(steps.getByText('Còn thiếu: Giám đốc bưu điện tỉnh.')).toBeVisible();
  assert.deepEqual(await findBarriers(page), []);
  await steps.getByRole('link', { name: 'Mở bưu điện huyện' }).click();
  await page.getByRole('button', { name: 'Mở đơn vị' }).click();
  const dialog = page.getByRole('dialog', { name: 'Mở đơn vị' });
  await dialog.getByLabel('Thuộc đơn vị').selectOption({ label: 'Bưu điện huyện Cam Lộ' });
  await dialog.getByRole('textbox', { name: 'Mã', exact: true }).fill('CL-90');
  await dialog.getByRole('textbox', { name: 'Tên', exact: true }).fill('Điểm Triệu Ái');
  await dialog.getByRole('combobox', { name: 'Xã phục vụ' }).fill('trieu ai');
  assert.deepEqual(await findBarriers(page), []);
  await page.getByRole('option', { name: 'Xã Triệu Ái' }).click();
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: 'Mở đơn vị' }).click();
  await expect(page.getByRole('row', { name: /Điểm Triệu Ái.*Xã Triệu Ái/ })).toBeVisible();
  await house.makePerson('giam.doc', 'provincial-director', house.province.rootId);
  await page.goto('/');
  await expect(page.getByText('Vai trò của bạn không xem tiền')).toBeVisible();
  await expect(steps).toHaveCount(0);
  assert.deepEqual(faults, []);
  await context.close();
});
