import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CDPSession, expect, type Page } from '@playwright/test';
import { findBarriers } from './browser.ts';
import { newPhoneFolder, openFieldHouse, switchOn } from './field-house.ts';
import {
  takeBag,
  openPerson,
  beginPay,
  drawSignature,
  handOver,
  payOnPaper,
  unsent,
  allSent,
  storedForOffline,
  comeBack,
} from './field-steps.ts';

const house = await openFieldHouse();
const folder = await newPhoneFolder();
const phone = await switchOn(folder, house.address);
const { page } = phone;
const cdp = (): Promise<CDPSession> => page.context().newCDPSession(page);

/** A photo that no compression makes small: every pixel is noise. */
const noise = (of: Page, edge: number): Promise<Buffer> =>
  of
    .evaluate((side) => {
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = side;
      const ink = canvas.getContext('2d') as CanvasRenderingContext2D;
      const pixels = ink.createImageData(side, side);
      for (let at = 0; at < pixels.data.length; at += 65_536)
        crypto.getRandomValues(pixels.data.subarray(at, at + 65_536));
      for (let at = 3; at < pixels.data.length; at += 4) pixels.data[at] = 255;
      ink.putImageData(pixels, 0, 0);
      return canvas.toDataURL('image/png');
    }, edge)
    .then((address) => Buffer.from(address.slice(address.indexOf(',') + 1), 'base64'));

test('Android may install it: the browser finds nothing that stands against it', async () => {
  await takeBag(page, await house.makeCode());
  await allSent(page);
  await storedForOffline(page);
  const client = await cdp();
  const { errors } = (await client.send('Page.getAppManifest')) as unknown as { errors: unknown[] };
  assert.deepEqual(errors, []);
  // A browser without a window finds nothing to say here; what Android asks for is looked at one by one below.
  assert.deepEqual(await client.send('Page.getInstallabilityErrors'), { installabilityErrors: [] });
  const manifest = await page.evaluate(async () => (await fetch('/field/manifest.webmanifest')).json());
  assert.deepEqual(
    [manifest.start_url, manifest.scope, manifest.display],
    ['/field/', '/field/', 'standalone'],
  );
  assert.ok(manifest.name && manifest.short_name);
  const listed = manifest.icons.map(
    (each: Record<string, string>) => `${each['sizes']} ${each['type']} ${each['purpose']}`,
  );
  for (const icon of ['192x192 image/png any', '512x512 image/png any', '512x512 image/png maskable'])
    assert.ok(listed.includes(icon), icon);
  for (const name of ['icon-192.png', 'icon-512.png', 'icon-maskable-512.png']) {
    const edge = await page.evaluate(async (url) => {
      const image = await createImageBitmap(await (await fetch(url)).blob());
      return image.width;
    }, `/field/${name}`);
    assert.equal(edge, Number(/\d+/.exec(name)?.[0]));
  }
});

test('a photo is made small enough for a slow link, whatever the camera gives', async () => {
  house.wire.rule = () => 'cut';
  await openPerson(page, 1);
  await beginPay(page);
  await page.getByRole('button', { name: 'Điểm chỉ' }).click();
  await page
    .getByLabel('Chụp dấu điểm chỉ')
    .setInputFiles({ name: 'thumb.png', mimeType: 'image/png', buffer: await noise(page, 1_600) });
  await expect(page.getByRole('button', { name: /^Đã trao / })).toBeEnabled({ timeout: 20_000 });
  await handOver(page);
  await expect(page.getByText('Đã chi 1.624.000')).toBeVisible();
  assert.equal(await unsent(page), '1');
  const bytes = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const asked = indexedDB.open('tungnha-field');
        asked.onsuccess = () => {
          const all = asked.result.transaction('attachment').objectStore('attachment').getAll();
          all.onsuccess = () => {
            asked.result.close();
            resolve(all.result[0].bytes);
          };
        };
      }),
  );
  assert.ok(bytes > 1_000 && bytes <= 400 * 1024, `${bytes} bytes`);
});

test('a link of 20 kB/s with two seconds of delay that breaks: it resumes, tells how far it is, and all is there once', async () => {
  for (const n of [3, 4, 5]) await payOnPaper(page, n);
  assert.equal(await unsent(page), '4');
  const client = await cdp();
  await client.send('Network.enable');
  const slow = { offline: false, latency: 2_000, downloadThroughput: 20_000, uploadThroughput: 20_000 };
  await client.send('Network.emulateNetworkConditions', slow);
  let batches = 0;
  let parts = 0;
  house.wire.rule = (bytes) => {
    if (bytes.includes('/operations HTTP')) {
      batches++;
      return batches === 1 ? 'cut' : batches === 2 ? 'lose-answer' : 'pass';
    }
    if (bytes.includes('/attachments/')) {
      parts++;
      return parts === 2 ? 'cut' : parts === 3 ? 'lose-answer' : 'pass';
    }
    return 'pass';
  };
  await page.getByRole('link', { name: 'Gửi' }).click();
  const told: string[] = [];
  const line = page.getByRole('banner').getByRole('status');
  await expect(async () => {
    told.push((await line.textContent()) ?? '');
    if (!/Đang gửi/.test(told.at(-1) ?? ''))
      await page.getByRole('button', { name: 'Gửi ngay' }).click({ timeout: 500 });
    const { rows } = await house.db.pool.query<{ whole: number }>(
      'select count(*)::int as whole from device_attachment_kept',
    );
    assert.equal(rows[0]?.whole, 1);
  }).toPass({ timeout: 120_000, intervals: [400] });
  assert.ok(batches > 2 && parts > 3, `${batches} batches, ${parts} parts`);
  assert.ok(
    told.some((each) => /Đang gửi ảnh 1\/1/.test(each)),
    told.join('\n'),
  );
  house.wire.rule = null;
  await client.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
  await allSent(page);
  for (const n of [1, 3, 4, 5])
    assert.deepEqual(await house.paymentsOf(`Nguyễn Thị Thử ${n}`), { made: 1, standing: 1 });
});

test('a forgotten PIN: what was done is sent, the picture is lost and told so, and a new code brings the bag back', async () => {
  house.wire.rule = () => 'cut';
  await openPerson(page, 6);
  await beginPay(page);
  await drawSignature(page);
  await handOver(page);
  await expect(page.getByText('Đã chi 1.624.000')).toBeVisible();
  await page.reload();
  await expect(page.getByText('1 chưa gửi')).toBeVisible();
  await page.getByText('Quên mã PIN?').click();
  await page.getByRole('button', { name: 'Bỏ đăng ký máy này' }).click();
  await expect(page.getByText(/Chưa bỏ được: \d+ thao tác/)).toBeVisible();
  house.wire.rule = null;
  // A locked phone sends what it can, and learns that the server has signed for it.
  await expect(async () => {
    await page.reload();
    await page.getByText('Quên mã PIN?').click();
    await page.getByRole('button', { name: 'Bỏ đăng ký máy này' }).click();
    await expect(page.getByText('1 ảnh chưa gửi', { exact: false })).toBeVisible({ timeout: 1_500 });
  }).toPass({ timeout: 60_000 });
  assert.deepEqual(await findBarriers(page), []);
  await page.getByRole('button', { name: 'Xoá và bỏ đăng ký' }).click();
  await expect(page.getByRole('heading', { name: 'Đăng ký điện thoại' })).toBeVisible();
  await comeBack(page, house, { reason: 'Quên mã PIN', unsentLost: false });
  assert.deepEqual(await house.paymentsOf('Nguyễn Thị Thử 6'), { made: 1, standing: 1 });
});

test('wiped storage: what was not sent comes from its export, and the phone is enrolled anew with the same bag', async () => {
  house.wire.rule = () => 'cut';
  await payOnPaper(page, 7);
  await page.getByRole('link', { name: 'Gửi' }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Xuất tệp' }).click();
  const chunks: Buffer[] = [];
  for await (const chunk of await (await saving).createReadStream()) chunks.push(chunk as Buffer);
  await page.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name as string);
  });
  await expect(page.getByText('1 thao tác chưa gửi', { exact: false })).toBeVisible({ timeout: 20_000 });
  house.wire.rule = null;
  await house.takeExport(Buffer.concat(chunks).toString('utf8'));
  await comeBack(page, house, { reason: 'Bộ nhớ bị xoá', unsentLost: false });
  assert.deepEqual(await house.paymentsOf('Nguyễn Thị Thử 7'), { made: 1, standing: 1 });
  assert.deepEqual(phone.faults, []);
  await phone.close();
});
