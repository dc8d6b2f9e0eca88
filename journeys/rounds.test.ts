import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { expect, type Page } from '@playwright/test';
import { newId } from '#kernel/words/id.ts';
import { fewestNotes } from '#kernel/words/money.ts';
import { moveBankCash, recordFunding } from '#modules/payouts/cash/actions/money.ts';
import { hashPassword } from '#people/staff/passwords.ts';
import { findBarriers, intercept, openBrowser, openWindow } from './browser.ts';
import { openHouse, PASSWORD } from './house.ts';
import { signIn } from './sign-in.ts';

const DAY = '2020-12-05';
const AT_HOME = 24;
const HERE = `/rounds?day=${DAY}`;

const house = await openHouse();
const browser = await openBrowser();
const { camLoId, rootId, tellers, treasurer } = house.province;

before(async () => {
  await house.makePerson('quan.ly', 'district-manager', camLoId);
  await house.makePerson('thu.quy', 'treasurer', camLoId);
  await house.makePerson('kiem.toan', 'auditor', rootId);
  await house.db.owner.pool.query(
    `update voucher set channel = 'home', pay_on = $1 where id in (select id from voucher order by id limit ${AT_HOME})`,
    [DAY],
  );
  await house.db.owner.pool.query(`update citizen set hamlet = 'Thôn ' || (1 + substr(cccd, 12)::int % 4)`);
  const password = await hashPassword(PASSWORD);
  for (const teller of tellers)
    await house.db.owner.pool.query(
      `insert into account (id, account_id, provider_id, staff_id, password) values ($1, $2::text, 'credential', $2::uuid, $3)`,
      [newId(), teller.id, password],
    );
  const at = new Date('2020-12-05T08:00:00+07:00');
  const amountVnd = 100_000_000n;
  await house.db.write(async (tx) => {
    const funding = { programme: 'merit', month: '2020-12', amountVnd, document: 'UNC 02' };
    await recordFunding(tx, at, { id: newId(), doer: treasurer, ...funding });
    const draw = { direction: 'draw' as const, document: 'Séc 02', witnessId: null, officeId: camLoId };
    await moveBankCash(tx, at, {
      id: newId(),
      doer: treasurer,
      count: fewestNotes(amountVnd).count,
      ...draw,
    });
  });
});

const figure = (page: Page, name: string) => page.locator(`[data-figure=${name}]`);
const rounds = (page: Page) => page.locator('[data-round]:not([data-round=left])');
const stopsOf = (page: Page, n: number) => rounds(page).nth(n).getByRole('listitem');
const versions = async () =>
  (
    await house.db.pool.query<{ version: number; stops: number; amount_vnd: bigint }>(
      'select version, stops, amount_vnd from round_plan order by version',
    )
  ).rows;

/** Lets the search end early and take the best so far. */
async function find(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Tìm tuyến tốt nhất' }).click();
  await page.getByRole('button', { name: 'Dừng, lấy cách tốt nhất' }).click();
  await expect(page.getByText(/Đã xếp \d+ người vào \d tuyến/)).toBeAttached();
}

test('a planner finds rounds, changes them by keyboard and mouse, closes a hamlet, and accepts once', async () => {
  const { page, faults, context } = await openWindow(browser, house.address);
  await signIn(page, 'quan.ly', HERE);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Tuyến phát');
  await expect(figure(page, 'left')).toHaveText(String(AT_HOME));
  await find(page);
  await expect(figure(page, 'left')).toHaveText('0');
  await expect(figure(page, 'visits')).toHaveText(`${AT_HOME} / ${AT_HOME}`);
  const due = await house.db.pool.query<{ sum: bigint }>(
    `select sum(amount_vnd)::bigint as sum from voucher where channel = 'home'`,
  );
  const total = due.rows[0]?.sum.toLocaleString('vi-VN') as string;
  await expect(figure(page, 'money')).toHaveText(total);
  assert.deepEqual(await findBarriers(page), []);

  // What is not accepted goes with the screen, so whoever leaves is asked.
  await page.getByRole('navigation').getByRole('link', { name: 'Việc hôm nay' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Ở lại' }).click();
  await expect(figure(page, 'left')).toHaveText('0');

  // A server that does not answer is told, and takes nothing off the screen.
  await intercept(page, '**/api/**', (route) => route.abort());
  await intercept(page, '**/healthz', (route) => route.abort());
  await page.evaluate(() => dispatchEvent(new Event('offline')));
  await page.evaluate(() => dispatchEvent(new Event('visibilitychange')));
  await expect(page.getByText('Mất kết nối')).toBeVisible();
  await expect(figure(page, 'left')).toHaveText('0');
  await page.unroute('**/api/**');
  await page.unroute('**/healthz');
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(page.getByText('Trực tiếp')).toBeVisible();
  await expect(figure(page, 'left')).toHaveText('0');

  // By keyboard to the other round and back by undo.
  const [first, second] = [await stopsOf(page, 0).count(), await stopsOf(page, 1).count()];
  const km = await figure(page, 'distance').textContent();
  const name = stopsOf(page, 0).first().getByRole('button');
  const moved = (await name.textContent()) as string;
  await name.focus();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(stopsOf(page, 1)).toHaveCount(second + 1);
  await expect(page.getByText(new RegExp(`^${moved}: tuyến của .*, thứ 1\\.$`))).toBeAttached();
  await expect(page.getByRole('button', { name: moved, exact: true })).toBeFocused();
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(stopsOf(page, 0)).toHaveCount(first);
  await expect(figure(page, 'distance')).toHaveText(km as string);

  // By mouse out of all rounds.
  await stopsOf(page, 0).first().dragTo(page.locator('[data-round=left]'));
  await expect(figure(page, 'left')).toHaveText('1');
  await page.getByRole('button', { name: 'Hoàn tác' }).click();

  // Water: who lives there cannot be visited, and that is told where it breaks.
  await page.getByRole('button', { name: 'Ghi chỗ đóng' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Chỗ đóng').selectOption({ index: 1 });
  const place = await dialog.getByLabel('Chỗ đóng').locator('option:checked').textContent();
  await dialog.getByLabel('Lý do').fill('Nước lũ');
  await dialog.getByRole('button', { name: 'Ghi chỗ đóng' }).click();
  await expect(page.getByText('Không có đường đến').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Chốt tuyến' })).toBeDisabled();
  await find(page);
  await expect(page.getByText('Nơi ở đang bị đóng, không có đường đến').first()).toBeVisible();
  const shut = await page.locator('[data-round=left]').getByRole('listitem').count();
  assert.ok(shut > 0 && shut < AT_HOME, `${place}: ${shut}`);
  await page.getByRole('button', { name: 'Đã thông' }).click();
  await dialog.getByLabel('Lý do').fill('Nước rút');
  await dialog.getByRole('button', { name: 'Đã thông' }).click();
  await expect(page.getByText('Không có nơi nào bị đóng')).toBeVisible();
  await find(page);
  await expect(figure(page, 'left')).toHaveText('0');

  // The answer to the acceptance is lost once: it is asked again by the same id and stored once.
  let lost = false;
  await intercept(page, '**/api/rounds/plans', async (route) => {
    if (route.request().method() !== 'POST' || lost) return route.fallback();
    lost = true;
    await route.fetch();
    await route.abort();
  });
  await page.getByRole('button', { name: 'Chốt tuyến' }).click();
  await expect(dialog).toContainText(total);
  await dialog.getByRole('button', { name: /^Chốt \d tuyến$/ }).click();
  await expect(dialog.getByText('Chưa biết kết quả')).toBeVisible();
  await dialog.getByRole('button', { name: 'Hỏi lại ngay' }).click();
  await expect(page.getByRole('table', { name: 'Tuyến đã chốt' })).toContainText('Bản 1, đang dùng');
  assert.deepEqual(await versions(), [{ version: 1, stops: AT_HOME, amount_vnd: due.rows[0]?.sum }]);
  const sheet = await page.getByRole('link', { name: 'Phiếu tuyến bản 1, PDF' }).getAttribute('href');
  const printed = await page.request.get(sheet as string);
  assert.equal(printed.headers()['content-type'], 'application/pdf');
  assert.deepEqual(faults, []);
  await context.close();
});

test('a replaced plan needs a reason; a stop is opened and moved by its dialog', async () => {
  const { page, context } = await openWindow(browser, house.address);
  await signIn(page, 'quan.ly', HERE);
  await expect(page.getByRole('button', { name: 'Chốt bản mới' })).toBeDisabled();
  await stopsOf(page, 0).first().getByRole('button').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Chuyển sang tuyến').selectOption({ label: 'Không xếp' });
  assert.deepEqual(await findBarriers(page), []);
  await dialog.getByRole('button', { name: 'Chuyển' }).click();
  await expect(figure(page, 'left')).toHaveText('1');

  // Somebody else who has a draft in hand meanwhile keeps it, and is told.
  const other = await openWindow(browser, house.address);
  await signIn(other.page, 'thu.quy', HERE);
  await stopsOf(other.page, 0).first().getByRole('button').focus();
  await other.page.keyboard.press('Alt+ArrowDown');
  const theirs = await stopsOf(other.page, 0).count();
  await page.getByRole('button', { name: 'Chốt bản mới' }).click();
  const accept = dialog.getByRole('button', { name: /^Chốt \d tuyến$/ });
  await expect(accept).toBeDisabled();
  await dialog.getByLabel('Lý do').fill('Người nhà xin đến điểm nhận');
  await accept.click();
  await expect(page.getByRole('table', { name: 'Tuyến đã chốt' })).toContainText('Bản 2, đang dùng');
  assert.deepEqual(
    (await versions()).map(({ stops }) => stops),
    [AT_HOME, AT_HOME - 1],
  );
  await expect(other.page.getByText(/vừa chốt bản 2/)).toBeVisible();
  await expect(stopsOf(other.page, 0)).toHaveCount(theirs);
  await other.page.getByRole('button', { name: 'Bỏ phần đang xếp, xem bản 2' }).click();
  await expect(figure(other.page, 'left')).toHaveText('1');
  await other.context.close();
  await context.close();
});

test('the treasurer fills a bag; its payer finds it to be counted; an auditor only looks', async () => {
  const { page, context } = await openWindow(browser, house.address);
  await signIn(page, 'thu.quy', HERE);
  const bags = page.getByRole('table', { name: 'Túi của các tuyến' });
  const row = bags.getByRole('row').filter({ hasText: tellers[0]?.name as string });
  await row.getByRole('button', { name: /Giao túi/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Từ bàn phiếu');
  assert.deepEqual(await findBarriers(page), []);
  await dialog.getByRole('button', { name: /^Giao \d+ phiếu/ }).click();
  await expect(row).toContainText('phiếu: chờ nhận');
  await expect(row).toContainText('đ: chờ nhận');
  await context.close();

  const own = await openWindow(browser, house.address);
  await signIn(own.page, 'gdv.1', HERE);
  await expect(own.page.getByText('Bạn xem được, không lập tuyến')).toBeVisible();
  await own.page.getByRole('link', { name: 'Đếm và nhận' }).click();
  await expect(own.page).toHaveURL(/\/cash\?.*transit/);
  await own.context.close();

  const looks = await openWindow(browser, house.address);
  await signIn(looks.page, 'kiem.toan', `${HERE}&office=${camLoId}`);
  await expect(looks.page.getByRole('table', { name: 'Túi của các tuyến' })).toBeVisible();
  await expect(looks.page.getByRole('button', { name: 'Tìm tuyến tốt nhất' })).toHaveCount(0);
  await expect(looks.page.getByRole('button', { name: /Giao túi/ })).toHaveCount(0);
  await looks.context.close();
});

test('the page fits a tablet and a zoomed screen', async () => {
  for (const size of [
    { width: 820, height: 1180 },
    { width: 683, height: 384 },
  ]) {
    const { page, context } = await openWindow(browser, house.address, size);
    await signIn(page, 'quan.ly', HERE);
    await expect(page.getByRole('table', { name: 'Tuyến đã chốt' })).toBeVisible();
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.equal(over, 0, `${size.width}`);
    await context.close();
  }
});
