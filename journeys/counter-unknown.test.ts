import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expect } from '@playwright/test';
import { intercept, openBrowser } from './browser.ts';
import { openCounterHouse } from './counter-house.ts';
import { counterSteps, EACH } from './counter-steps.ts';

const house = await openCounterHouse();
const browser = await openBrowser();
const { openCounter, field, figure, bring } = counterSteps(house, browser);
const PAYMENTS = '**/api/payouts/payments';

test('an answer lost after the server has paid is told as unknown, and found to be paid', async () => {
  const { page, context } = await openCounter();
  const person = await bring(page, 5);
  await intercept(page, PAYMENTS, async (route) => {
    await route.fetch();
    await route.abort();
  });
  await page.keyboard.press('F9');
  await expect(page.getByRole('alert').filter({ hasText: 'Chưa biết kết quả' })).toBeVisible();
  assert.equal((await house.paymentsOf(person.id)).length, 1);
  await expect(field(page)).toBeDisabled();
  await page.keyboard.press('F9');
  await page.unroute(PAYMENTS);
  await expect(figure(page, 'paid')).toHaveText(`${EACH} đ`, { timeout: 15_000 });
  await expect(page.getByText('đã được ghi trước đó')).toBeVisible();
  assert.equal((await house.paymentsOf(person.id)).length, 1);
  await context.close();
});

test('a request lost on its way is told as unknown, survives a reload, and is paid once', async () => {
  const { page, context } = await openCounter();
  const person = await bring(page, 6);
  await intercept(page, PAYMENTS, (route) => route.abort());
  await page.keyboard.press('F9');
  await expect(page.getByRole('alert').filter({ hasText: 'Chưa biết kết quả' })).toBeVisible();
  assert.equal((await house.paymentsOf(person.id)).length, 0);
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  assert.ok(!kept.includes(person.cccd) && !kept.includes('Nguyễn'), 'nothing that names a person is kept');
  await page.reload();
  await expect(page.getByRole('alert').filter({ hasText: 'Chưa biết kết quả' })).toBeVisible();
  assert.equal((await house.paymentsOf(person.id)).length, 0);
  await page.unroute(PAYMENTS);
  await page.getByRole('button', { name: 'Hỏi lại ngay' }).click();
  await expect(figure(page, 'paid')).toHaveText(`${EACH} đ`, { timeout: 15_000 });
  assert.equal((await house.paymentsOf(person.id)).length, 1);
  await context.close();
});
