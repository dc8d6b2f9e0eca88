import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { expect, type Page } from '@playwright/test';
import { findPersonalHand, showOfficeHand } from '#kernel/handover/hands.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { fewestNotes, formatVnd } from '#kernel/words/money.ts';
import { offer } from '#modules/payouts/cash/actions/offers.ts';
import { findBarriers, openBrowser, openWindow } from './browser.ts';
import { openHouse } from './house.ts';
import { signIn } from './sign-in.ts';

const house = await openHouse();
const browser = await openBrowser();

before(async () => {
  const { rootId, camLoId } = house.province;
  await house.makePerson('kiem.soat', 'payout-controller', rootId);
  await house.makePerson('giao.dich', 'teller', camLoId);
  await house.makePerson('quan.tri', 'administrator', rootId);
  await house.makePerson('khong.viec', 'auditor', rootId);
});

const work = (page: Page, kind: string) => page.locator(`[data-work=${kind}]`);

/** Programmes in force without a list this month, straight from the tables. */
async function countMissing(): Promise<number> {
  const { rows } = await house.db.pool.query<{ n: number }>(
    `select count(*)::int as n from programme_rule r where r.valid_from <= '2020-12-05' and (r.valid_to is null or r.valid_to >= '2020-12-05')
       and not exists (select from payout_list l where l.programme = r.programme and l.month = '2020-12-01')`,
  );
  return rows[0]?.n ?? 0;
}

test('the controller finds the lists that are missing, the late first, and opens them with a digit', async () => {
  const { page, faults, context } = await openWindow(browser, house.address);
  await signIn(page, 'kiem.soat');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Việc hôm nay, Thứ Bảy 05/12/2020');
  await expect(work(page, 'lists-missing')).toContainText(String(await countMissing()));
  await expect(
    page
      .getByRole('list')
      .filter({ has: work(page, 'lists-missing') })
      .getByRole('listitem')
      .first(),
  ).toContainText('Trễ');
  assert.deepEqual(await findBarriers(page), []);
  await page.keyboard.press('1');
  await expect(page).toHaveURL(/\/lists/);
  assert.deepEqual(faults, []);
  await context.close();
});

test('who has nothing waiting is told so, and sees how far the month is', async () => {
  const { page, context } = await openWindow(browser, house.address);
  await signIn(page, 'khong.viec');
  await expect(page.getByText('Không có việc nào đang chờ bạn.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Tháng 12/2020' })).toBeVisible();
  await context.close();
});

test('a teller sees what they hold; the page fits a tablet and a zoomed screen', async () => {
  for (const size of [
    { width: 820, height: 1180 },
    { width: 683, height: 384 },
  ]) {
    const { page, context } = await openWindow(browser, house.address, size);
    await signIn(page, 'giao.dich');
    await expect(page.getByRole('heading', { name: 'Đang giữ' })).toBeVisible();
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.equal(over, 0);
    await context.close();
  }
});

test('on a small window the menu is one button, opened and left by keyboard', async () => {
  const { page, faults, context } = await openWindow(browser, house.address, { width: 683, height: 384 });
  await signIn(page, 'kiem.soat');
  const menu = page.getByRole('button', { name: 'Các màn hình' });
  const screens = page.getByRole('navigation', { name: 'Các màn hình' });
  await expect(menu).toHaveAttribute('aria-expanded', 'false');
  await expect(screens).toBeHidden();
  await menu.press('Enter');
  await expect(screens.getByRole('link', { name: 'Việc hôm nay' })).toBeFocused();
  await expect(screens.getByRole('link', { name: 'Quản trị' })).toBeInViewport({ ratio: 1 });
  assert.deepEqual(await findBarriers(page), []);
  await page.keyboard.press('Escape');
  await expect(screens).toBeHidden();
  await expect(menu).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Kế hoạch chi trả' })).toBeFocused();
  await expect(screens).toBeHidden();
  await menu.click();
  await page.getByRole('banner').click({ position: { x: 340, y: 24 } });
  await expect(screens).toBeHidden();
  await page.setViewportSize({ width: 1366, height: 768 });
  await expect(screens.getByRole('link', { name: 'Kế hoạch chi trả' })).toBeVisible();
  assert.deepEqual(faults, []);
  await context.close();
});

test('the administrator is led to the screens that are theirs', async () => {
  const { page, context } = await openWindow(browser, house.address);
  await signIn(page, 'quan.tri');
  await expect(page.getByText('Vai trò của bạn không xem tiền và người hưởng')).toBeVisible();
  assert.deepEqual(await findBarriers(page), []);
  await context.close();
});

test('the treasurer finds the office that lacks cash for the plan, and one key leads to its order', async () => {
  const { rootId, camLoId, tellers, treasurer } = house.province;
  await house.makePerson('thu.quy', 'treasurer', rootId);
  const [teller] = tellers;
  const drawer = await findPersonalHand(house.db.read, teller?.id as Id, 'drawer');
  assert.ok(drawer);
  const { count } = fewestNotes(80_000_000n);
  await house.db.write(async (tx) => {
    const now = house.clock.now();
    const towardHand = (await showOfficeHand(tx, rootId, 'vault')).id;
    await offer(tx, now, { id: newId(), doer: teller ?? treasurer, from: drawer, towardHand, count });
  });
  const { rows } = await house.db.pool.query<{ short: string; day: string }>(
    `select (sum(v.amount_vnd) - (select sum(b.balance_vnd) from hand_balance b join hand h on h.id = b.hand_id
         where h.office_id = $1 and h.kind in ('vault', 'drawer', 'bag')))::text as short, to_char(min(v.pay_on), 'DD/MM') as day
     from voucher v where v.office_id = $1 and v.status = 'due' and v.channel <> 'bank' and v.pay_on <= date '2020-12-05' + 3`,
    [camLoId],
  );
  const short = `${formatVnd(BigInt(rows[0]?.short ?? 0))} đ`;
  const { page, faults, context } = await openWindow(browser, house.address);
  await signIn(page, 'thu.quy');
  const item = work(page, 'cash-short');
  await expect(item).toContainText(`Bưu điện huyện Cam Lộ: ${short}, thiếu từ ngày`);
  assert.deepEqual(await findBarriers(page), []);
  await page.keyboard.press((await item.locator('kbd').textContent()) ?? '');
  await expect(page).toHaveURL(/\/cash\?.*tab=orders/);
  const row = page.getByRole('row', { name: /Cam Lộ/ }).first();
  await expect(row).toContainText(formatVnd(BigInt(rows[0]?.short ?? 0)));
  await row.getByRole('button', { name: 'Lập lệnh' }).click();
  await page.getByRole('button', { name: `Lập lệnh ${short}` }).click();
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Đang giữ' })).toBeVisible();
  await expect(work(page, 'cash-short')).toHaveCount(0);
  assert.deepEqual(faults, []);
  await context.close();
});

test('the treasurer finds whose money has not come, and one key leads to where it is recorded', async () => {
  await house.makePerson('quy.tinh', 'treasurer', house.province.rootId);
  await house.db.owner.pool.query(
    `update payout_list set total_vnd = total_vnd + 1624000, accepted_at = '2020-11-28T08:00:00+07:00'`,
  );
  const { page, faults, context } = await openWindow(browser, house.address);
  await signIn(page, 'quy.tinh');
  const item = work(page, 'funding-short');
  await expect(item).toContainText(
    'Trợ cấp ưu đãi người có công, tháng 12/2020: còn thiếu 1.624.000 đ từ ngày 28/11/2020',
  );
  await page.keyboard.press((await item.locator('kbd').textContent()) ?? '');
  await expect(page).toHaveURL(/\/cash\?.*tab=funding/);
  await expect(page.getByRole('button', { name: 'Ghi nhận kinh phí' })).toBeVisible();
  await house.db.owner.pool.query('update payout_list set total_vnd = total_vnd - 1624000');
  assert.deepEqual(faults, []);
  await context.close();
});

test('the chief accountant finds the bank batches in the menu', async () => {
  await house.makePerson('ke.toan', 'chief-accountant', house.province.rootId);
  const { page, faults, context } = await openWindow(browser, house.address);
  await signIn(page, 'ke.toan');
  await page.getByRole('navigation').getByRole('link', { name: 'Chuyển khoản' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Chi qua tài khoản' })).toBeVisible();
  await expect(page.getByText('Không có phiếu chuyển khoản nào đang chờ.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Lịch chi' })).toHaveCount(0);
  assert.deepEqual(faults, []);
  await context.close();
});

test('on paper stand who printed it and the hour of the province, without menu or buttons', async () => {
  const { page, context } = await openWindow(browser, house.address);
  await signIn(page, 'kiem.soat');
  await expect(work(page, 'lists-missing')).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText(/^In lúc .*, người in: Nguyễn Thị Hoà$/)).toBeVisible();
  await expect(page.getByRole('navigation')).toBeHidden();
  await expect(page.getByRole('button', { name: 'In', exact: true })).toBeHidden();
  await context.close();
});
