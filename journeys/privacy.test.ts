import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { expect } from '@playwright/test';
import { findBarriers, openBrowser, openWindow } from './browser.ts';
import { openHouse } from './house.ts';
import { signIn } from './sign-in.ts';

const house = await openHouse();
const browser = await openBrowser();

before(async () => {
  await house.makePerson('quan.tri', 'administrator', house.province.rootId);
  await house.makePerson('kiem.toan', 'auditor', house.province.rootId);
});

test('a request about data is recorded, answered and stays; a breach is recorded and told', async () => {
  const { page, faults, context } = await openWindow(browser, house.address);
  await signIn(page, 'quan.tri', '/administration?view=privacy');
  await page.getByRole('button', { name: 'Ghi yêu cầu' }).click();
  const asked = page.getByRole('dialog', { name: 'Ghi yêu cầu' });
  await asked.getByLabel('Người yêu cầu').fill('Nguyễn Thị Hỏi');
  await asked.getByLabel('Nhận biết bằng').fill('CCCD');
  await asked.getByLabel('Nội dung').fill('Xin bản sao dữ liệu');
  await asked.getByLabel('Nhận ngày').fill('05/12/2020');
  await asked.getByRole('button', { name: 'Ghi yêu cầu' }).click();
  await expect(asked).toBeHidden();
  await page.getByRole('button', { name: 'Mở yêu cầu của Nguyễn Thị Hỏi' }).click();
  const answer = page.getByRole('dialog', { name: 'Yêu cầu của Nguyễn Thị Hỏi' });
  await answer.getByLabel('Trả lời cho người dân').fill('Không có trong danh sách nào');
  await answer.getByRole('button', { name: 'Trả lời' }).click();
  await expect(page.getByRole('row', { name: /Nguyễn Thị Hỏi.*Đã đáp ứng/ })).toBeVisible();

  await page.getByRole('button', { name: 'Ghi sự cố' }).click();
  const found = page.getByRole('dialog', { name: 'Ghi sự cố' });
  await found.getByLabel('Diễn biến').fill('Mất tập ký nhận');
  await found.getByLabel('Số người').fill('12');
  await found.getByLabel('Phát hiện').fill('05/12/2020');
  await found.getByRole('button', { name: 'Ghi sự cố' }).click();
  await expect(found).toBeHidden();
  await page.getByRole('button', { name: 'Mở sự cố: Mất tập ký nhận' }).click();
  const entry = page.getByRole('dialog', { name: 'Sự cố dữ liệu' });
  await entry.getByLabel('Loại').selectOption('notice-authority');
  await entry.getByLabel('Nội dung ghi').fill('Công văn 12');
  await entry.getByLabel('Ngày').fill('05/12/2020');
  await entry.getByRole('button', { name: 'Ghi thêm' }).click();
  await expect(page.getByRole('row', { name: /Mất tập ký nhận.*Đã báo A05/ })).toBeVisible();
  assert.deepEqual(await findBarriers(page), []);
  assert.deepEqual(faults, []);
  await context.close();
});

test('how long something is kept changes from a coming day, and what stood stays in sight', async () => {
  const { page, faults, context } = await openWindow(browser, house.address);
  await signIn(page, 'quan.tri', '/administration?view=privacy');
  const table = page.getByRole('table', { name: 'Thời hạn lưu trữ' });
  await table.getByRole('button', { name: /Tệp danh sách đã xem mà không nhận/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Số ngày giữ').fill('30');
  await dialog.getByLabel('Từ ngày').fill('01/01/2021');
  await dialog.getByLabel('Căn cứ').fill('Quyết định 5/QĐ-BĐ');
  assert.deepEqual(await findBarriers(page), []);
  await dialog.getByRole('button', { name: 'Thay đổi' }).click();
  await expect(table.getByRole('row', { name: /01\/01\/2021.*Quyết định 5/ })).toBeVisible();
  const { rows } = await house.db.pool.query<{ days: number }>(
    `select days from retention_rule where what = 'list-check' order by valid_from`,
  );
  assert.deepEqual(
    rows.map(({ days }) => days),
    [90, 30],
  );
  assert.deepEqual(faults, []);
  await context.close();
});

test('an auditor reads the registers and changes nothing', async () => {
  const { page, context } = await openWindow(browser, house.address);
  await signIn(page, 'kiem.toan', '/administration?view=privacy');
  await expect(page.getByRole('table', { name: 'Thời hạn lưu trữ' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Ghi sự cố' })).toHaveCount(0);
  await context.close();
});
