import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { expect } from '@playwright/test';
import { sumHands } from '#kernel/handover/hands.ts';
import { countedVnd } from '#kernel/words/money.ts';
import { findBarriers } from './browser.ts';
import { EACH_VND, FLOAT, newPhoneFolder, openFieldHouse, type Phone, switchOn } from './field-house.ts';
import {
  typePin,
  takeBag,
  openPerson,
  beginPay,
  drawSignature,
  writePaper,
  handOver,
  payOnPaper,
  unsent,
  allSent,
  storedForOffline,
} from './field-steps.ts';

const house = await openFieldHouse();
const folder = await newPhoneFolder();
const personOf = (n: number) => `Nguyễn Thị Thử ${n}`;
const offline = () => void (house.wire.rule = () => 'cut');
const online = () => void (house.wire.rule = null);

/** Switches the phone on as it lies in its folder, and unlocks it. */
async function restart(): Promise<Phone> {
  const phone = await switchOn(folder, house.address);
  await phone.page.goto('/field/');
  await typePin(phone.page);
  await expect(phone.page.getByRole('searchbox')).toBeVisible();
  return phone;
}

before(async () => {
  const phone = await switchOn(folder, house.address);
  const { page } = phone;
  await takeBag(page, await house.makeCode());
  await allSent(page);
  // The offline store is complete once the worker is active.
  await storedForOffline(page);
  assert.deepEqual(await findBarriers(page), []);
  assert.deepEqual(phone.faults, []);
  await phone.close();
});

test('a round without a server: pay by signature, thumbprint and paper, miss somebody, undo; all arrive once', async () => {
  offline();
  let phone = await restart();
  let { page } = phone;
  await expect(page.getByText('Mất máy chủ')).toBeVisible();
  await expect(page.getByText('20 phiếu')).toBeVisible();

  await openPerson(page, 1);
  assert.deepEqual(await findBarriers(page), []);
  await beginPay(page);
  await drawSignature(page);
  assert.deepEqual(await findBarriers(page), []);
  await handOver(page);
  await expect(page.getByText('Đã chi 1.624.000')).toBeVisible();

  await openPerson(page, 2);
  await beginPay(page);
  await page.getByRole('button', { name: 'Điểm chỉ' }).click();
  const photo = await page.screenshot();
  await page
    .getByLabel('Chụp dấu điểm chỉ')
    .setInputFiles({ name: 'thumb.png', mimeType: 'image/png', buffer: photo });
  await handOver(page);
  await expect(page.getByText('Đã chi 1.624.000')).toBeVisible();

  await payOnPaper(page, 3);
  await page.getByRole('button', { name: 'Huỷ lần chi này' }).click();
  await page.getByRole('button', { name: 'Nhầm số tiền' }).click();
  await page.getByRole('button', { name: 'Huỷ và ghi lý do' }).click();
  await expect(page.getByRole('button', { name: /^Chi / })).toBeVisible();

  await openPerson(page, 4);
  await page.getByRole('button', { name: 'Không chi được' }).click();
  await page.getByRole('button', { name: 'Không có nhà' }).click();
  assert.deepEqual(await findBarriers(page), []);
  await page.getByRole('button', { name: 'Ghi, giữ phiếu trong túi' }).click();
  await expect(page.getByText(/Đã đến .*: Không có nhà/)).toBeVisible();
  assert.equal(await unsent(page), '5');
  assert.deepEqual(phone.faults, []);
  await phone.kill();

  phone = await restart();
  ({ page } = phone);
  assert.equal(await unsent(page), '5');
  await expect(page.getByText('18 phiếu')).toBeVisible();
  // A link that breaks in mid-batch, then swallows the answer, then works.
  let sent = 0;
  house.wire.rule = (bytes) => {
    if (!bytes.includes('/operations') && bytes.includes('HTTP/1.1')) return 'pass';
    sent++;
    return sent === 1 ? 'cut' : sent <= 3 ? 'lose-answer' : 'pass';
  };
  await page.getByRole('link', { name: 'Gửi' }).click();
  await expect(async () => {
    await page.getByRole('button', { name: 'Gửi ngay' }).click({ timeout: 2_000 });
    assert.equal(await unsent(page), '0');
  }).toPass({ timeout: 60_000 });
  assert.ok(sent > 3, 'the link did break');
  online();
  await expect(async () => {
    await page.getByRole('button', { name: 'Gửi ngay' }).click({ timeout: 2_000 });
    await expect(page.getByText('Máy chủ đã ký xác nhận đến thao tác 7 trên 7')).toBeVisible({
      timeout: 1_000,
    });
  }).toPass({ timeout: 60_000 });
  assert.deepEqual(await findBarriers(page), []);
  for (const [n, made, standing] of [
    [1, 1, 1],
    [2, 1, 1],
    [3, 1, 0],
    [4, 0, 0],
  ] as const)
    assert.deepEqual(await house.paymentsOf(personOf(n)), { made, standing }, personOf(n));
  const held = (await sumHands(house.db.read, [house.bagId])).get(house.bagId);
  assert.equal(held, countedVnd(FLOAT) - 2n * EACH_VND);
  const { rows } = await house.db.pool.query<{ named: number; whole: number }>(
    `select count(*)::int as named, count(k.sha256)::int as whole from device_attachment a
     left join device_attachment_kept k on k.device_id = a.device_id and k.sha256 = a.sha256`,
  );
  assert.deepEqual(rows, [{ named: 2, whole: 2 }]);
  await phone.close();
});

test('a clock that is wrong by years is told, and the office writes its own time', async () => {
  const phone = await restart();
  await expect(phone.page.getByText(/Đồng hồ máy sai .* ngày \(nhanh\)/)).toBeVisible();
  const { rows } = await house.db.pool.query<{ day: string }>(
    `select distinct to_char(occurred_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') as day from handover where device_id is not null`,
  );
  assert.deepEqual(rows, [{ day: '2020-12-05' }]);
  await phone.close();
});

/** Stops the page dead at a moment of its work, so that nothing after it runs. */
const STOPS: Readonly<Record<string, string>> = {
  'while it signs': `crypto.subtle.sign = () => { stopped(); return new Promise(() => {}); };`,
  'before the operation is put': `IDBObjectStore.prototype.add = function () { stopped(); for (;;); };`,
  'between the operation and the end of its chain': `const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (value, key) { if (key === 'chain') { stopped(); for (;;); } return put.call(this, value, key); };`,
  'when it is on the disk and not yet on the screen': `const open = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (...of) { const tx = open.apply(this, of);
      if (of[1] === 'readwrite' && of[0].length === 3) tx.addEventListener('complete', () => { stopped(); for (;;); }); return tx; };`,
  'when the screen says paid': '',
};

for (const [i, [when, script]] of Object.entries(STOPS).entries())
  test(`killed ${when}: paid once or not at all, and the phone says which`, async () => {
    offline();
    const n = 10 + i;
    let phone = await restart();
    const { page } = phone;
    await openPerson(page, n);
    await beginPay(page);
    await writePaper(page, `BN-${n}`);
    let stopped: () => void = () => {};
    const dead = new Promise<void>((resolve) => (stopped = resolve));
    await page.exposeFunction('stopped', () => stopped());
    await page.evaluate(script);
    // A page that stops dead never answers the click.
    const clicked = handOver(page).catch(() => {});
    await (script === '' ? expect(page.getByText('Đã chi 1.624.000')).toBeVisible() : dead);
    await phone.kill();
    await clicked;

    phone = await restart();
    await openPerson(phone.page, n);
    const paid = await phone.page.getByText('Đã chi 1.624.000').isVisible();
    if (/disk|screen/.test(when)) assert.ok(paid, 'what is on the disk is kept');
    assert.equal(await unsent(phone.page), paid ? '1' : '0');
    online();
    if (!paid) await payOnPaper(phone.page, n);
    await phone.page.getByRole('link', { name: 'Gửi' }).click();
    await phone.page.getByRole('button', { name: 'Gửi ngay' }).click();
    await allSent(phone.page);
    assert.deepEqual(await house.paymentsOf(personOf(n)), { made: 1, standing: 1 });
    await phone.close();
  });
