import assert from 'node:assert/strict';
import { expect, type Page } from '@playwright/test';
import { sumHands } from '#kernel/handover/hands.ts';
import { countedVnd } from '#kernel/words/money.ts';
import { EACH_VND, type FieldHouse, FLOAT } from './field-house.ts';

const PIN = '284913';

/** Types the phone's PIN, or another one. */
export async function typePin(page: Page, pin = PIN, key = 'Số'): Promise<void> {
  for (const digit of pin) await page.getByRole('button', { name: `${key} ${digit}` }).click();
}

/** Enrols, chooses a PIN, fetches the bag, counts and accepts both offers. */
export async function takeBag(page: Page, code: string): Promise<void> {
  await page.goto(`/field/#enrol=${code}`);
  await choosePin(page);
  await page.getByRole('navigation').getByRole('link', { name: 'Túi' }).click();
  for (const left of [1, 0]) {
    await page.getByRole('button', { name: 'Đếm và nhận' }).first().click();
    const sheet = page.getByRole('dialog', { name: 'Đếm rồi mới nhận' });
    await expect(sheet).toBeVisible();
    if (await sheet.getByLabel('Số tờ 500.000').isVisible())
      for (const [note, pieces] of Object.entries(FLOAT))
        await sheet
          .getByLabel(`Số tờ ${Number(note).toLocaleString('vi-VN')}`, { exact: true })
          .fill(String(pieces));
    await sheet.getByRole('button', { name: /^Nhận / }).click();
    await expect(page.getByRole('button', { name: 'Đếm và nhận' })).toHaveCount(left);
  }
  await page.getByRole('navigation').getByRole('link', { name: 'Danh sách' }).click();
}

/** Opens a person of the list by the search, typed without diacritics. */
export async function openPerson(page: Page, n: number): Promise<void> {
  await page.goto('/field/#/');
  await page.getByRole('searchbox').fill(`nguyen thi thu ${n}`);
  await page.getByRole('link', { name: new RegExp(`Nguyễn Thị Thử ${n}(?!\\d)`) }).click();
  await expect(page.getByRole('heading', { name: `Nguyễn Thị Thử ${n}`, exact: true })).toBeVisible();
}

/** Up to the last step of a payment: papers seen, the suggested notes. */
export async function beginPay(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Chi / }).click();
  await page.getByRole('button', { name: 'Đã xem giấy tờ' }).click();
  await page.getByRole('button', { name: 'Tiếp' }).click();
  await expect(page.getByText('Vừa đủ')).toBeVisible();
  await page.getByRole('button', { name: 'Tiếp' }).click();
}

export async function drawSignature(page: Page): Promise<void> {
  const box = await page.getByRole('img', { name: 'Chỗ ký tên' }).boundingBox();
  if (!box) throw new Error('no place to sign');
  await page.mouse.move(box.x + 30, box.y + 60);
  await page.mouse.down();
  for (let i = 0; i < 12; i++) await page.mouse.move(box.x + 30 + i * 18, box.y + 60 + 25 * Math.sin(i));
  await page.mouse.up();
}

export const writePaper = (page: Page, number: string) =>
  page
    .getByRole('button', { name: 'Phiếu giấy' })
    .click()
    .then(() => page.getByLabel('Số phiếu giấy').fill(number));

export const handOver = (page: Page) => page.getByRole('button', { name: /^Đã trao / }).click();

/** A whole payment of the person's voucher, signed for on paper. */
export async function payOnPaper(page: Page, n: number): Promise<void> {
  await openPerson(page, n);
  await beginPay(page);
  await writePaper(page, `BN-${n}`);
  await handOver(page);
  await expect(page.getByText('Đã chi 1.624.000')).toBeVisible();
}

export const unsent = (page: Page) => page.locator('[data-unsent]').getAttribute('data-unsent');

export const allSent = (page: Page, within = 60_000) =>
  expect(page.locator('[data-unsent="0"]')).toBeVisible({ timeout: within });

/** Until the offline store is complete: once the worker is active. */
export const storedForOffline = (page: Page) =>
  page.evaluate(() => navigator.serviceWorker.ready.then(() => null));

export async function sendNow(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Gửi' }).click();
  await page.getByRole('button', { name: 'Gửi ngay' }).click();
  await allSent(page);
}

/** Chooses the PIN of a phone that was just enrolled, and fetches its bag. */
async function choosePin(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Đăng ký máy này' }).click();
  await expect(page.getByRole('heading', { name: 'Đặt mã PIN 6 số' })).toBeVisible();
  await typePin(page);
  await expect(page.getByRole('heading', { name: 'Gõ lại mã PIN' })).toBeVisible();
  await typePin(page);
  await page.getByRole('button', { name: 'Tải túi' }).click();
}

/** Enrols the phone anew in the place of what it was: the bag is there as the books know it, with nothing to accept again. */
export async function comeBack(
  page: Page,
  { makeCode, db, bagId }: FieldHouse,
  instead: { readonly reason: string; readonly unsentLost: boolean },
): Promise<void> {
  await page.goto(`/field/#enrol=${await makeCode(instead)}`);
  await choosePin(page);
  const { rows } = await db.pool.query<{ left: number }>(
    'select count(*)::int as left from thing where holder = $1',
    [bagId],
  );
  const left = rows[0]?.left ?? 0;
  await expect(page.getByText(`${left} phiếu`)).toBeVisible();
  const held = (await sumHands(db.read, [bagId])).get(bagId);
  assert.equal(held, countedVnd(FLOAT) - EACH_VND * BigInt(20 - left));
  await expect(page.getByRole('button', { name: 'Đếm và nhận' })).toHaveCount(0);
}
