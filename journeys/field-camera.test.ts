import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { expect, type Page } from '@playwright/test';
import { encode } from 'uqr';
import { newPhoneFolder, openFieldHouse, switchOn } from './field-house.ts';
import { typePin, takeBag, openPerson } from './field-steps.ts';

const CAMERA = { width: 640, height: 480, frames: 10 };
/** A card of an invented person of the small province, as its QR says it. */
const CARD = '045150000001||Nguyễn Thị Thử 1|01011950|Nữ|Thôn 1, Cam Hiếu, Cam Lộ|01012021';

/** What the camera sees: a card's code before a grey ground, as an uncompressed film. */
function filmOf(text: string): Buffer {
  const { width, height, frames } = CAMERA;
  const { data, size } = encode(text, { border: 4 });
  const pixel = Math.floor((height * 0.8) / size);
  const [left, top] = [(width - size * pixel) >> 1, (height - size * pixel) >> 1];
  const luma = Buffer.alloc(width * height, 110);
  for (const [y, row] of data.entries())
    for (const [x, dark] of row.entries())
      for (let line = 0; line < pixel; line++) {
        const at = (top + y * pixel + line) * width + left + x * pixel;
        luma.fill(dark ? 16 : 235, at, at + pixel);
      }
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, Buffer.alloc((width * height) / 2, 128)]);
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420mpeg2\n`);
  return Buffer.concat([head, ...Array.from({ length: frames }, () => frame)]);
}

const house = await openFieldHouse();
const folder = await newPhoneFolder();

async function openScan(page: Page): Promise<void> {
  await openPerson(page, 1);
  await page.getByRole('button', { name: /^Chi / }).click();
  await page.getByRole('button', { name: 'Quét CCCD' }).click();
}

/** The way on without a camera: the number is typed, and compared as a scanned one is. */
async function typeInstead(page: Page): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: 'Gõ số CCCD' }).click();
  await page.getByLabel('Số trên thẻ CCCD').fill('045 150 000 001');
  await page.getByRole('button', { name: 'So với hồ sơ' }).click();
  await expect(page.getByText('Đúng số CCCD trong hồ sơ')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Tiếp' })).toBeEnabled();
}

test('the camera finds the code of a card and compares its number; nothing of it leaves the phone', async () => {
  const film = join(folder, 'card.y4m');
  await writeFile(film, filmOf(CARD));
  const phone = await switchOn(folder, house.address, [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
  ]);
  const { page } = phone;
  await takeBag(page, await house.makeCode());
  await openScan(page);
  await expect(page.getByText('Đúng số CCCD trong hồ sơ')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Tiếp' })).toBeEnabled();
  assert.deepEqual(phone.faults, []);
  await phone.close();
});

test('a camera that is blocked is told, and the number is typed instead', async () => {
  const phone = await switchOn(folder, house.address, ['--use-fake-device-for-media-stream']);
  const { page } = phone;
  // What a browser with a window says to a refused permission; one without has nobody to ask and finds no camera instead.
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('denied', 'NotAllowedError'));
  });
  await unlock(page);
  await openScan(page);
  await expect(page.getByText('Máy ảnh đang bị chặn', { exact: false })).toBeVisible({ timeout: 20_000 });
  await typeInstead(page);
  await phone.close();
});

test('without a camera the number is typed', async () => {
  const phone = await switchOn(folder, house.address);
  const { page } = phone;
  await unlock(page);
  await openScan(page);
  await expect(page.getByText('Không mở được máy ảnh', { exact: false })).toBeVisible({ timeout: 20_000 });
  await typeInstead(page);
  assert.deepEqual(phone.faults, []);
  await phone.close();
});

async function unlock(page: Page): Promise<void> {
  await page.goto('/field/');
  await typePin(page);
  await expect(page.getByRole('searchbox')).toBeVisible();
}
