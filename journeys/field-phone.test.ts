import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { expect, type Page } from '@playwright/test';
import { encode } from 'uqr';
import { newPhoneFolder, openFieldHouse, type Phone, switchOn } from './field-house.ts';
import { typePin, takeBag, openPerson, allSent, storedForOffline } from './field-steps.ts';

const house = await openFieldHouse();
const folder = await newPhoneFolder();
let phone: Phone;

before(async () => {
  phone = await switchOn(folder, house.address);
  await takeBag(phone.page, await house.makeCode());
  await allSent(phone.page);
  await storedForOffline(phone.page);
});

/** A photo of a card's code, as the phone's camera would take it. */
async function photoOf(page: Page, text: string): Promise<Buffer> {
  const { data, size } = encode(text, { border: 4 });
  const address = await page.evaluate(
    ({ rows, edge }) => {
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = edge * 6;
      const ink = canvas.getContext('2d') as CanvasRenderingContext2D;
      for (const [y, row] of rows.entries())
        for (const [x, dark] of row.entries()) {
          ink.fillStyle = dark ? '#000' : '#fff';
          ink.fillRect(x * 6, y * 6, 6, 6);
        }
      return canvas.toDataURL('image/png');
    },
    { rows: data, edge: size },
  );
  return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
}

test('a card is scanned without a server: the right number is known by its hash, a wrong one stops the payment', async () => {
  house.wire.rule = () => 'cut';
  const { page } = phone;
  await openPerson(page, 5);
  await page.getByRole('button', { name: /^Chi / }).click();
  const scan = async (number: string) => {
    await page.getByRole('button', { name: 'Quét CCCD' }).click();
    const card = `${number}||Nguyễn Thị Thử|01011950|Nữ|Thôn 1, Cam Hiếu|01012021`;
    await page
      .getByLabel('Chụp ảnh mã')
      .setInputFiles({ name: 'card.png', mimeType: 'image/png', buffer: await photoOf(page, card) });
  };
  await scan('045150099999');
  await expect(page.getByText('KHÔNG đúng hồ sơ')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('button', { name: 'Tiếp' })).toBeDisabled();
  await scan('045150000005');
  await expect(page.getByText('Đúng số CCCD trong hồ sơ')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('button', { name: 'Tiếp' })).toBeEnabled();
  assert.deepEqual(phone.faults, []);
});

test('a second tab writes nothing until it takes over', async () => {
  const other = await phone.page.context().newPage();
  await other.goto('/field/');
  await expect(other.getByRole('heading', { name: 'Đang mở ở thẻ khác' })).toBeVisible();
  await other.getByRole('button', { name: 'Dùng ở đây' }).click();
  await expect(phone.page.getByRole('heading', { name: 'Đang mở ở thẻ khác' })).toBeVisible();
  await typePin(other);
  await expect(other.getByRole('searchbox')).toBeVisible();
  await phone.page.close();
  phone = { ...phone, page: other };
});

test('a phone with unsent operations, or with a bag, is not given back', async () => {
  const { page } = phone;
  await openPerson(page, 6);
  await page.getByRole('button', { name: 'Không chi được' }).click();
  await page.getByRole('button', { name: 'Không có nhà' }).click();
  await page.getByRole('button', { name: 'Ghi, giữ phiếu trong túi' }).click();
  await expect(page.locator('[data-unsent="1"]')).toBeVisible();
  await page.getByRole('link', { name: 'Máy' }).click();
  await page.getByRole('button', { name: 'Bỏ đăng ký máy này' }).click();
  await expect(page.getByText(/Chưa bỏ được: \d+ thao tác/)).toBeVisible();
  await page.getByRole('link', { name: 'Gửi' }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Xuất tệp' }).click();
  assert.match((await saving).suggestedFilename(), /^tung-nha-[0-9a-f]{8}-.*\.json$/);
});

test('a wrong PIN is counted and opens nothing', async () => {
  const { page } = phone;
  await page.reload();
  for (let i = 0; i < 6; i++) await page.getByRole('button', { name: 'Số 9' }).click();
  await expect(page.getByText('Đã gõ sai 1 lần. Còn 9 lần', { exact: false })).toBeVisible();
  await typePin(page);
  await expect(page.getByText('20 phiếu')).toBeVisible();
});

test('wiped storage is told clearly, with what had not been sent', async () => {
  const { page } = phone;
  await page.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name as string);
  });
  await expect(page.getByText('Bộ nhớ của máy này đã bị xoá.', { exact: false })).toBeVisible();
  await expect(page.getByText('1 thao tác chưa gửi (đến số 3)', { exact: false })).toBeVisible();
});
