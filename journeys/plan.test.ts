import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { expect, type Page } from '@playwright/test';
import { formatVnd } from '#kernel/words/money.ts';
import { importBoundaries } from '#places/boundaries/boundaries.ts';
import { findBarriers, openBrowser, openWindow } from './browser.ts';
import { openHouse, PASSWORD } from './house.ts';

const house = await openHouse();
const browser = await openBrowser();

before(async () => {
  await house.makePerson('kiem.soat', 'payout-controller', house.province.rootId);
  await house.makePerson('quan.ly', 'district-manager', house.province.camLoId);
});

async function signIn(page: Page, username: string, path: string): Promise<void> {
  await page.goto(path);
  await page.getByLabel('Tên đăng nhập').fill(username);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
}

/** The plan straight from the vouchers. */
async function dayCounts(): Promise<Map<string, number>> {
  const { rows } = await house.db.pool.query<{ day: string; n: number }>(
    "select pay_on as day, count(distinct citizen_id)::int as n from voucher where channel <> 'bank' group by 1",
  );
  return new Map(rows.map(({ day, n }) => [day, n]));
}

test('a day is moved by keyboard: the figures on the calendar are those of the database before and after', async () => {
  const { page, faults, context } = await openWindow(browser, house.address);
  await signIn(page, 'quan.ly', '/plan');
  const before = await dayCounts();
  const [day, people] = [...before][0] ?? ['', 0];
  const cell = page.getByRole('button', {
    name: new RegExp(`Cam Lộ, ${day.split('-').toReversed().join('/')}: ${people} người`),
  });
  await expect(cell).toBeVisible();
  assert.deepEqual(await findBarriers(page), []);
  await cell.focus();
  await page.keyboard.press('Space');
  await expect(cell).toHaveAttribute('aria-pressed', 'true');
  // The whole calendar is one stop of Tab, so that what one does with a load is the next.
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Dời sang ngày' }).first()).toBeFocused();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Sang ngày').selectOption('2020-12-18');
  await expect(dialog).toContainText('sang ngày 18/12/2020');
  assert.deepEqual(await findBarriers(page), []);
  await dialog.getByRole('button', { name: 'Dời sang ngày' }).click();
  await expect(
    page.getByRole('button', { name: new RegExp(`Cam Lộ, 18/12/2020: ${people} người`) }),
  ).toBeVisible();
  const after = await dayCounts();
  assert.equal(after.get('2020-12-18'), people);
  assert.equal(after.get(day), undefined);
  assert.deepEqual(faults, []);
  await context.close();
});

test('communes lie under the points on the map: by their border where one is known, else by their centre', async () => {
  const { page, faults, context } = await openWindow(browser, house.address);
  const { rows } = await house.db.pool.query<{ id: number; code: string; name: string; due: bigint }>(
    `select u.id, u.code, u.name, sum(v.amount_vnd)::bigint as due from unit u join voucher v on v.unit_id = u.id
     where v.status in ('due', 'paid') group by 1, 2, 3 order by 1`,
  );
  const [drawn, ringed] = rows;
  assert.ok(drawn && ringed);
  const { id: _id, due: _due, ...properties } = drawn;
  const ring = [106.95, 107.05].flatMap((lon, i) =>
    (i === 0 ? [16.75, 16.85] : [16.85, 16.75]).map((lat) => [lon, lat]),
  );
  const geometry = { type: 'Polygon', coordinates: [[...ring, ring[0]]] };
  const text = JSON.stringify({
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties, geometry }],
  });
  await house.db.write((tx) => importBoundaries(tx, { name: 'ranh-gioi.geojson', text }));
  await signIn(page, 'quan.ly', '/plan');
  await page.getByText('Bản đồ', { exact: true }).click();
  const map = page.locator('figure');
  await expect(map.locator(`path[data-commune='${drawn.id}']`)).toHaveCount(1);
  await expect(map.locator('circle[data-commune]')).toHaveCount(rows.length - 1);
  await map.locator(`path[data-commune='${drawn.id}']`).dispatchEvent('pointerdown');
  await expect(map.locator('figcaption')).toContainText(`phải chi ${formatVnd(drawn.due)} đ`);
  await map.locator(`circle[data-commune='${ringed.id}']`).dispatchEvent('pointerdown');
  await expect(map.locator('figcaption')).toContainText(ringed.name);
  assert.deepEqual(await findBarriers(page), []);
  assert.deepEqual(faults, []);
  await context.close();
});

test('people are planned otherwise in bulk, with a reason', async () => {
  const { page, faults, context } = await openWindow(browser, house.address);
  await signIn(page, 'quan.ly', '/plan/people?q=thu+11');
  await page.getByRole('checkbox', { name: 'Chọn Nguyễn Thị Thử 11' }).check();
  await expect(page.getByText('Đã chọn 1 phiếu, 1.624.000 đ.')).toBeVisible();
  await page.getByRole('button', { name: 'Đổi cách chi' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Cách chi').selectOption('office');
  await dialog.getByLabel('Vì sao').selectOption('sick');
  assert.deepEqual(await findBarriers(page), []);
  await dialog.getByRole('button', { name: 'Đổi cách chi' }).click();
  await expect(page.getByRole('grid').getByText('Tại bưu cục')).toBeVisible();
  const { rows } = await house.db.pool.query<{ n: number }>(
    "select count(*)::int as n from voucher where channel = 'office'",
  );
  assert.equal(rows[0]?.n, 1);
  assert.deepEqual(faults, []);
  await context.close();
});

test('vouchers and accounts of the province have their pages', async () => {
  const { page, faults, context } = await openWindow(browser, house.address);
  await signIn(page, 'kiem.soat', '/plan/vouchers');
  const { rows } = await house.db.pool.query<{ n: number }>('select count(*)::int as n from voucher');
  await expect(page.getByRole('row', { name: /Cam Lộ/ })).toContainText(String(rows[0]?.n));
  assert.deepEqual(await findBarriers(page), []);
  await page.getByRole('link', { name: 'Chuyển khoản' }).click();
  await expect(page.getByText('Không có phiếu chuyển khoản nào đang chờ.')).toBeVisible();
  assert.deepEqual(await findBarriers(page), []);
  assert.deepEqual(faults, []);
  await context.close();
});
