import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expect } from '@playwright/test';
import { findBarriers } from './browser.ts';
import { newPhoneFolder, openFieldHouse, switchOn } from './field-house.ts';
import {
  allSent,
  beginPay,
  comeBack,
  drawSignature,
  handOver,
  openPerson,
  payOnPaper,
  storedForOffline,
  takeBag,
  typePin,
  unsent,
} from './field-steps.ts';

const WRONG = '999999';
const house = await openFieldHouse();
const phone = await switchOn(await newPhoneFolder(), house.address);
const { page } = phone;
/** A PIN is made slow to try on purpose, and slower beside other work. */
const SLOW = { timeout: 30_000 };
const told = (text: string) => expect(page.getByText(text, { exact: false }).first()).toBeVisible(SLOW);
/** The phone's clock stands so much later from now on. */
const later = (minutes: number) =>
  page.evaluate((ms) => {
    const before = Number(sessionStorage.getItem('later') ?? 0);
    sessionStorage.setItem('later', String(before + ms));
  }, minutes * 60_000);
const keys = page.getByRole('button', { name: 'Số 1', exact: true });

/** What lies in the phone under this name, sealed or not. */
const keptAs = (name: string) =>
  page.evaluate(
    (key) =>
      new Promise<string>((resolve) => {
        const asked = indexedDB.open('tungnha-field');
        asked.onsuccess = () => {
          const found = asked.result.transaction('meta').objectStore('meta').get(key);
          found.onsuccess = () => {
            asked.result.close();
            resolve(typeof found.result);
          };
        };
      }),
    name,
  );

test('three wrong PINs: each is told with what is left, then the next must wait, also after a restart', async () => {
  await page.addInitScript(() => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + Number(sessionStorage.getItem('later') ?? 0);
  });
  await takeBag(page, await house.makeCode());
  await allSent(page);
  await storedForOffline(page);
  house.wire.rule = () => 'cut';
  await openPerson(page, 1);
  await beginPay(page);
  await drawSignature(page);
  await handOver(page);
  await told('Đã chi 1.624.000');
  await payOnPaper(page, 2);
  await page.reload();
  for (const [wrong, left] of [
    [1, 9],
    [2, 8],
    [3, 7],
  ]) {
    await typePin(page, WRONG);
    await told(`Đã gõ sai ${wrong} lần. Còn ${left} lần`);
  }
  await expect(page.getByRole('timer')).toHaveText(/Thử tiếp được sau 0:(30|2\d)/);
  await expect(keys).toBeDisabled();
  assert.deepEqual(await findBarriers(page), []);
  await page.reload();
  await told('Đã gõ sai 3 lần. Còn 7 lần');
  await expect(keys).toBeDisabled();
  await later(0.6);
  await expect(keys).toBeEnabled(SLOW);
  await typePin(page);
  await told('18 phiếu');
  assert.equal(await unsent(page), '2');
});

test('the tenth wrong PIN erases what people’s facts there are, and nothing that was done', async () => {
  await page.reload();
  assert.equal(await keptAs('packed'), 'object');
  for (let wrong = 1; wrong < 10; wrong++) {
    await typePin(page, WRONG);
    await told(
      wrong < 9 ? `Đã gõ sai ${wrong} lần. Còn ${10 - wrong} lần` : 'Đã gõ sai 9 lần. Chỉ còn 1 lần',
    );
    if (wrong >= 3) await later(16);
    await expect(keys).toBeEnabled(SLOW);
  }
  await typePin(page, WRONG);
  for (const restarted of [false, true]) {
    if (restarted) await page.reload();
    await told('Đã xoá thông tin túi khỏi máy này sau 10 lần sai');
    await told('1 ảnh chưa gửi không mở được nữa');
    await told('2 thao tác chưa gửi');
  }
  assert.equal(await keptAs('packed'), 'undefined');
  await expect(page.getByText('Nguyễn Thị Thử')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Xuất tệp' })).toBeEnabled();
  assert.deepEqual(await findBarriers(page), []);
  // The two payments, and each earlier act that the server's signature for was still under way.
  await expect(async () => {
    await page.getByRole('button', { name: 'Bỏ đăng ký máy này' }).click({ timeout: 2_000 });
    await expect(page.getByText(/Chưa bỏ được: [2-9] thao tác/)).toBeVisible({ timeout: 2_000 });
  }).toPass(SLOW);
});

test('back at the office everything is sent, and a new code brings the bag back as it was', async () => {
  house.wire.rule = null;
  await expect(async () => {
    await page.getByRole('button', { name: 'Gửi ngay' }).click({ timeout: 2_000 });
    await page.getByRole('button', { name: 'Bỏ đăng ký máy này' }).click({ timeout: 2_000 });
    await expect(page.getByText('1 ảnh chưa gửi nằm sau mã PIN này', { exact: false })).toBeVisible({
      timeout: 1_500,
    });
  }).toPass({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Xoá và bỏ đăng ký' }).click();
  await expect(page.getByRole('heading', { name: 'Đăng ký điện thoại' })).toBeVisible();
  await comeBack(page, house, { reason: 'Sai mã PIN 10 lần', unsentLost: false });
  for (const n of [1, 2])
    assert.deepEqual(await house.paymentsOf(`Nguyễn Thị Thử ${n}`), { made: 1, standing: 1 });
  assert.deepEqual(phone.faults, []);
  await phone.close();
});
