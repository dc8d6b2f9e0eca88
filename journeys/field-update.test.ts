import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { expect, type Page } from '@playwright/test';
import type { Plugin } from 'vite';
import { buildPhone, openSwitch, serveBuild } from './field-builds.ts';
import { newPhoneFolder, openFieldHouse, type Phone, switchOn } from './field-house.ts';
import { typePin, takeBag, payOnPaper, unsent, allSent, storedForOffline, sendNow } from './field-steps.ts';

/** A build whose name for the list tells it apart. */
const version = (name: string): Plugin => ({
  name: 'version',
  transform: (code, id) =>
    id.endsWith('/field/texts/vi.ts') ? code.replace("list: 'Danh sách'", `list: '${name}'`) : null,
});

const house = await openFieldHouse();
const ports: number[] = [];
for (const name of ['Danh sách', 'Danh sách hai', 'Danh sách ba'])
  ports.push(await serveBuild(house, await buildPhone(version(name))));
const [first, second, third] = ports as [number, number, number];
const way = await openSwitch(first);
const folder = await newPhoneFolder();
let phone: Phone;
const list = (page: Page, name: string) =>
  expect(page.getByRole('navigation').getByRole('link', { name, exact: true })).toBeVisible({
    timeout: 30_000,
  });
const askForNew = (page: Page) =>
  page.evaluate(() => navigator.serviceWorker.ready.then((own) => own.update().then(() => null)));

before(async () => {
  phone = await switchOn(folder, way.address);
  await takeBag(phone.page, await house.makeCode());
  await allSent(phone.page);
  await storedForOffline(phone.page);
  // The first worker takes the page over once it is active.
  await phone.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
});

test('a new version in mid-round is told, waits, and loses nothing when the payer lets it in', async () => {
  const { page } = phone;
  await list(page, 'Danh sách');
  way.to(second);
  await askForNew(page);
  await page.goto('/field/#/');
  await expect(page.getByText('Có bản mới', { exact: false })).toBeVisible({ timeout: 30_000 });
  await list(page, 'Danh sách');
  // It goes on in the old version, whose files are all still here, with the server gone.
  way.to(1);
  await payOnPaper(page, 1);
  assert.equal(await unsent(page), '1');
  await page.goto('/field/#/');
  page.once('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: 'Cập nhật ngay' }).click();
  await expect(page.getByText('Mã PIN của', { exact: false })).toBeVisible({ timeout: 30_000 });
  await typePin(page);
  await list(page, 'Danh sách hai');
  assert.equal(await unsent(page), '1');
  await expect(page.getByText('19 phiếu')).toBeVisible();
  way.to(second);
  await sendNow(page);
  assert.deepEqual(await house.paymentsOf('Nguyễn Thị Thử 1'), { made: 1, standing: 1 });
});

test('closed in mid-round and opened again, the phone comes up in the new version with its bag and its unsent work', async () => {
  let { page } = phone;
  way.to(third);
  await askForNew(page);
  await page.goto('/field/#/');
  await expect(page.getByText('Có bản mới', { exact: false })).toBeVisible({ timeout: 30_000 });
  way.to(1);
  await payOnPaper(page, 2);
  await phone.close();
  phone = await switchOn(folder, way.address);
  ({ page } = phone);
  await page.goto('/field/');
  await typePin(page);
  await expect(page.getByText('18 phiếu')).toBeVisible();
  assert.equal(await unsent(page), '1');
  // The browser lets the waiting one in when no page of the old one is left: now, or at the next opening.
  await page.reload();
  await typePin(page);
  await list(page, 'Danh sách ba');
  assert.equal(await unsent(page), '1');
});

test('a phone of the first version brings everything over into the newest store', async () => {
  const { page } = phone;
  const count = (names: readonly string[]) =>
    page.evaluate(async (stores) => {
      const open = () =>
        new Promise<IDBDatabase>((resolve, reject) => {
          const asked = indexedDB.open('tungnha-field');
          asked.onsuccess = () => resolve(asked.result);
          asked.onerror = () => reject(asked.error);
        });
      const db = await open();
      const sizes = await Promise.all(
        stores.map(
          (name) =>
            new Promise<number>((resolve) => {
              const asked = db.transaction(name).objectStore(name).count();
              asked.onsuccess = () => resolve(asked.result);
            }),
        ),
      );
      const { version: at } = db;
      db.close();
      return { at, sizes };
    }, names);
  const before = await count(['meta', 'operation', 'attachment']);
  assert.equal(before.at, 2);
  // Without the application: its store as the first version had it, with the same content.
  way.to(third);
  await page.goto('/api/openapi.json');
  await page.evaluate(async () => {
    const done = <T>(asked: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      });
    const NAMES = ['meta', 'operation', 'attachment'];
    const was = await done(indexedDB.open('tungnha-field'));
    const content = new Map<string, [IDBValidKey, unknown][]>();
    for (const name of NAMES) {
      const store = was.transaction(name).objectStore(name);
      const [keys, values] = [done(store.getAllKeys()), done(store.getAll())];
      const all = await values;
      content.set(
        name,
        (await keys).map((key, i) => [key, all[i]]),
      );
    }
    was.close();
    await done(indexedDB.deleteDatabase('tungnha-field'));
    const asked = indexedDB.open('tungnha-field', 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore('meta');
      asked.result.createObjectStore('operation', { keyPath: 'seq' });
      asked.result.createObjectStore('attachment', { keyPath: 'sha256' });
    };
    const old = await done(asked);
    const tx = old.transaction(NAMES, 'readwrite');
    for (const [name, rows] of content)
      for (const [key, value] of rows)
        if (name === 'meta') tx.objectStore(name).put(value, key);
        else tx.objectStore(name).put(value);
    await new Promise((resolve) => (tx.oncomplete = resolve));
    old.close();
  });
  await page.goto('/field/');
  await typePin(page);
  await expect(page.getByText('18 phiếu')).toBeVisible();
  await sendNow(page);
  assert.deepEqual(await house.paymentsOf('Nguyễn Thị Thử 2'), { made: 1, standing: 1 });
  assert.equal((await count(['ruling'])).at, 2);
  assert.deepEqual(phone.faults, []);
  await phone.close();
});
