import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { expect, type Page } from '@playwright/test';
import { type Id } from '#kernel/words/id.ts';
import { formatVnd } from '#kernel/words/money.ts';
import { bringCashBack } from '#modules/payouts/testing/cash-back.ts';
import { findBarriers, openBrowser, openWindow } from './browser.ts';
import { openHouse } from './house.ts';
import { signIn } from './sign-in.ts';

const house = await openHouse();
const browser = await openBrowser();
const { rootId } = house.province;
const NOW = new Date('2020-12-05T09:00:00+07:00');
const PAID = 57;
/** A machine that does other things as well answers late. */
const SLOW = { timeout: 20_000 };

before(async () => {
  await house.makePerson('ktt.tinh', 'chief-accountant', rootId);
  await house.makePerson('kiem.soat', 'payout-controller', rootId);
  await house.makePerson('giam.doc', 'provincial-director', rootId);
  await house.makePerson('kiem.toan', 'auditor', rootId);
  await house.payNext(PAID);
});

async function open(username: string) {
  const window = await openWindow(browser, house.address);
  await signIn(window.page, username, '/settlement?programme=merit&month=2020-12');
  await expect(window.page.getByRole('heading', { level: 1 })).toContainText('Quyết toán', SLOW);
  return window;
}

const figure = (page: Page, name: string) => page.locator(`[data-figure=${name}]`);
const block = (page: Page, name: string) => page.locator(`[data-block=${name}]`);

interface Sums {
  readonly listed: bigint;
  readonly paid: bigint;
  readonly open: bigint;
  readonly gone: bigint;
  readonly cash: bigint;
  readonly funded: bigint;
}

/** The sides of the match from their own rows: the lists, the payments, the moves of cash to payees, the deposits. */
async function sums(): Promise<Sums> {
  const { rows } = await house.db.pool.query<Sums>(
    `select (select sum(total_vnd) from payout_list)::bigint as listed,
       (select coalesce(sum(amount_vnd), 0) from payment)::bigint as paid,
       (select coalesce(sum(amount_vnd), 0) from voucher where status = 'due')::bigint as open,
       (select coalesce(sum(amount_vnd), 0) from voucher where status = 'returned')::bigint as gone,
       (select coalesce(sum(m.amount_vnd), 0) from money_move m join hand h on h.id = m.to_hand
         join handover v on v.id = m.handover_id where h.kind = 'party' and v.kind = 'pay')::bigint as cash,
       (select sum(amount_vnd) from funding)::bigint as funded`,
  );
  assert.ok(rows[0]);
  return rows[0];
}

async function expectFigures(page: Page): Promise<void> {
  const { listed, paid, open: due, cash, funded } = await sums();
  await expect(figure(page, 'listed')).toHaveText(formatVnd(listed));
  await expect(figure(page, 'paid')).toHaveText(formatVnd(paid));
  await expect(figure(page, 'open')).toHaveText(formatVnd(due));
  await expect(figure(page, 'funded')).toHaveText(formatVnd(funded));
  await expect(figure(page, 'match-list')).toHaveText(formatVnd(listed));
  await expect(figure(page, 'match-signed')).toHaveText(formatVnd(paid));
  await expect(figure(page, 'match-cash')).toHaveText(formatVnd(cash));
  await expect(figure(page, 'match-unpaid')).toHaveText(formatVnd(listed - paid));
}

test('before all is paid or returned the settlement is blocked, and the block leads to each voucher and handover', async () => {
  const { page, faults, context } = await open('ktt.tinh');
  await expectFigures(page);
  await expect(block(page, 'vouchers_open')).toHaveAttribute('data-blocked', 'true');
  await expect(block(page, 'list_unmatched')).toHaveAttribute('data-blocked', 'false');
  await expect(block(page, 'cash_unmatched')).toHaveAttribute('data-blocked', 'false');
  await expect(page.getByRole('button', { name: 'Quyết toán', exact: true })).toBeDisabled();
  await page.getByRole('link', { name: 'Xem từng phiếu và người đang giữ' }).click();
  await expect(page.getByRole('heading', { name: 'Các phiếu: chưa chi' })).toBeVisible();
  const behind = page.getByRole('table', { name: 'Các phiếu: chưa chi' });
  await expect(behind.getByRole('row')).toHaveCount(60 - PAID + 1);
  await expect(behind).toContainText('Bàn phiếu Bưu điện huyện Cam Lộ');
  assert.deepEqual(await findBarriers(page), []);
  await page.getByRole('link', { name: /^Đã chi, Bưu điện huyện Cam Lộ/ }).click();
  const paid = page.getByRole('table', { name: 'Các phiếu: đã chi, Bưu điện huyện Cam Lộ' });
  await expect(paid.getByRole('row')).toHaveCount(PAID + 1);
  await paid.getByRole('link', { name: 'Đã chi' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bàn giao: Chi trả');
  await expect(figure(page, 'amount')).toHaveText('1.624.000');
  await expect(figure(page, 'things')).toHaveText('1');
  const receipt = await page.getByRole('link', { name: 'Biên nhận C73 (PDF)' }).getAttribute('href');
  assert.equal((await page.request.get(receipt ?? '')).headers()['content-type'], 'application/pdf');
  assert.deepEqual(faults, []);
  await context.close();
});

test('an amount that does not match is explained down to its handover', async () => {
  // The owner of the database changes a move behind the ledger's back; the application's role could not.
  const owner = house.db.owner.pool;
  const { rows } = await owner.query<{ handover_id: Id }>(
    `update money_move set amount_vnd = amount_vnd - 1000 where handover_id = (select handover_id from payment order by handover_id limit 1)
     returning handover_id`,
  );
  const wrong = rows[0]?.handover_id as string;
  const { page, context } = await open('ktt.tinh');
  await expect(block(page, 'cash_unmatched')).toHaveAttribute('data-blocked', 'true');
  await page.getByRole('link', { name: wrong.slice(-12) }).click();
  await expect(page).toHaveURL(new RegExp(`/handovers/${wrong}`));
  await expect(figure(page, 'amount')).toHaveText('1.623.000');
  await context.close();
  await owner.query('update money_move set amount_vnd = amount_vnd + 1000 where handover_id = $1', [wrong]);
});

test('settled by one and locked by another, with the figures of the database, the return and the papers', async () => {
  await house.db.owner.pool.query(
    `insert into payout_setting (name, valid_from, value_vnd, legal_basis)
     values ('unpaid-two-people-above', '2020-06-01', 1000000, 'Quy định nội bộ của đơn vị')`,
  );
  const asking = await open('kiem.soat');
  await asking.page.getByRole('button', { name: 'Hoàn phiếu chưa chi' }).click();
  const returning = asking.page.getByRole('dialog');
  await expect(returning).toContainText(`Hoàn 3 phiếu, ${formatVnd((await sums()).open)} đ`);
  await expect(returning).toContainText('Trên 1.000.000 đ cần hai người');
  assert.deepEqual(await findBarriers(asking.page), []);
  await returning.getByRole('button', { name: 'Lập đề nghị' }).click();
  await expect(asking.page.getByText('Đã lập đề nghị, đang chờ người thứ hai')).toBeVisible(SLOW);
  assert.equal((await sums()).gone, 0n);
  await asking.context.close();
  const granting = await open('ktt.tinh');
  await granting.page.goto('/cash?tab=proposals');
  await granting.page.getByRole('button', { name: 'Đồng ý', exact: true }).click();
  await granting.page.getByRole('dialog').getByRole('button', { name: 'Đồng ý' }).click();
  await expect(granting.page.getByText('Đã đồng ý, việc đã thực hiện')).toBeVisible(SLOW);
  await granting.context.close();
  await bringCashBack(house.db, house.province, NOW);
  const { page, faults, context } = await open('ktt.tinh');
  await expectFigures(page);
  const { listed, paid, gone, funded } = await sums();
  assert.equal(gone, listed - paid);
  await expect(figure(page, 'to-return')).toHaveText(formatVnd(funded - paid));
  await page.getByRole('button', { name: 'Quyết toán', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(`${formatVnd(paid)} đ đã chi, trả lại ${formatVnd(funded - paid)} đ`);
  assert.deepEqual(await findBarriers(page), []);
  await dialog.getByRole('button', { name: 'Quyết toán' }).click();
  await expect(page.getByText('quyết toán lúc')).toBeVisible(SLOW);
  await expect(page.getByRole('button', { name: 'Khoá kỳ' })).toBeDisabled();
  await page.getByRole('link', { name: 'Bàn giao trả lại cơ quan' }).click();
  await expect(figure(page, 'amount')).toHaveText(formatVnd(funded - paid));
  await context.close();
  const second = await open('giam.doc');
  await second.page.getByRole('button', { name: 'Khoá kỳ' }).click();
  await second.page.getByRole('dialog').getByRole('button', { name: 'Khoá kỳ' }).click();
  await expect(second.page.getByText('khoá kỳ lúc')).toBeVisible(SLOW);
  const c74 = await second.page.getByRole('link', { name: 'Bảng thanh toán C74 (PDF)' }).getAttribute('href');
  assert.equal((await second.page.request.get(c74 ?? '')).headers()['content-type'], 'application/pdf');
  const { rows } = await house.db.pool.query<{ n: number }>('select count(*)::int as n from settlement_lock');
  assert.equal(rows[0]?.n, 1);
  await second.context.close();
  const auditor = await open('kiem.toan');
  await expect(auditor.page.getByText('khoá kỳ lúc')).toBeVisible();
  await expect(auditor.page.getByRole('button', { name: 'Khoá kỳ' })).toHaveCount(0);
  assert.deepEqual(await findBarriers(auditor.page), []);
  await auditor.context.close();
  assert.deepEqual(faults, []);
});
