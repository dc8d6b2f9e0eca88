import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { expect, type Page } from '@playwright/test';
import { makeEnrolment } from '#kernel/devices/enrol.ts';
import type { TestPhone } from '#kernel/devices/testing/phone.ts';
import { findPersonalHand, openHands, showOfficeHand, sumHands } from '#kernel/handover/hands.ts';
import { newId } from '#kernel/words/id.ts';
import { formatVnd } from '#kernel/words/money.ts';
import { DOOR_ROLES } from '#modules/payouts/at-door/actions/acts.ts';
import { offer } from '#modules/payouts/cash/actions/offers.ts';
import type { Person } from '#modules/payouts/posting.ts';
import { findBarriers, openBrowser, openWindow } from './browser.ts';
import { type DoorVoucher, openPhoneHouse, paidAtDoor } from './phone-house.ts';
import { signIn } from './sign-in.ts';

/** Two phones have paid one voucher that the office had recalled: each payment is ruled on by itself, and a ruling is taken back. */
const house = await openPhoneHouse();
const browser = await openBrowser();
const { camLoId, rootId } = house.province;
const SLOW = { timeout: 20_000 };
const second = house.province.tellers[0] as Person;
let phones: readonly [TestPhone, TestPhone];
let page: Page;
let faults: string[];
let voucher: DoorVoucher;
let amount: string;

async function enrol(person: Person, name: string): Promise<TestPhone> {
  const by = house.province.controller.id;
  const command = { id: newId(), by, staffId: person.id, officeId: camLoId, roles: DOOR_ROLES, name };
  const { code } = await house.db.write((tx) => makeEnrolment(tx, house.clock.now(), command));
  return house.enrol(code);
}

before(async () => {
  await house.makePerson('ktt.tinh', 'chief-accountant', rootId, false, 'Trần Thị Toán');
  phones = [await enrol(house.payer, 'Máy 1'), await enrol(second, 'Máy 2')];
  await house.accept(phones[0]);
  await fillSecondBag(phones[1]);
  voucher = house.vouchers[0] as DoorVoucher;
  amount = `${formatVnd(voucher.amountVnd)} đ`;
  await house.recall(voucher.id);
  for (const phone of phones) {
    const { signed } = await phone.write('payouts.pay', paidAtDoor(voucher));
    await phone.send([signed]);
  }
  const opened = await openWindow(browser, house.address);
  ({ page, faults } = opened);
  await signIn(page, 'ktt.tinh', '/exceptions');
});

/** What the office's list calls each phone's payment. */
const WHY = {
  'Máy 1': 'Phiếu không ở trong túi',
  'Máy 2': 'Phiếu đang chờ xử lý một khoản chi khác',
} as const;
type Phone = keyof typeof WHY;
const exceptionOf = (device: Phone) => page.getByRole('link', { name: WHY[device] });
/** Cash for the second bag, accepted by its phone. */
async function fillSecondBag(phone: TestPhone): Promise<void> {
  const count = { 500000: 4 };
  const offerId = newId();
  await house.db.write(async (tx) => {
    const bag = { kind: 'bag', officeId: camLoId, staffId: second.id, name: 'Túi thứ hai' } as const;
    const [opened] = await openHands(tx, house.clock.now(), [bag]);
    const drawer = await findPersonalHand(tx, second.id, 'drawer');
    if (!opened || !drawer) throw new Error('no bag or no drawer');
    const given = { id: offerId, doer: second, from: drawer, towardHand: opened.id, count };
    await offer(tx, house.clock.now(), given);
  });
  const { signed } = await phone.write('payouts.accept-offer', { offerId, count, missing: [] });
  await phone.send([signed]);
}

const sheet = (name: string) => page.getByRole('region', { name });
const holds = async (kind: 'suspense' | 'party') => {
  const { id } = await showOfficeHand(house.db.read, camLoId, kind);
  return (await sumHands(house.db.read, [id])).get(id) ?? 0n;
};
const payments = async () =>
  (
    await house.db.read
      .selectFrom('payment')
      .select('receipt_no')
      .where('voucher_id', '=', voucher.id)
      .execute()
  ).map((row) => row.receipt_no);
const openCases = async () => {
  const { rows } = await house.db.owner.pool.query<{ kind: string; hand: string; amountVnd: bigint }>(
    `select c.kind, h.name as hand, c.amount_vnd as "amountVnd" from custody_case c join hand h on h.id = c.hand_id
     where not exists (select from custody_case_entry e where e.case_id = c.id and e.kind = 'ruled') order by c.opened_at`,
  );
  return rows;
};

/** Opens the exception of one phone and says how its difference is ruled. */
async function ruleOn(device: Phone, ruling: RegExp, note: string) {
  await page.goto('/exceptions');
  await exceptionOf(device).click();
  await expect(sheet('Bằng chứng hai bên').locator('[data-side="phone"]')).toContainText(device, SLOW);
  await sheet('Ý kiến và phân xử').getByRole('button', { name: 'Kết luận' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(ruling).check();
  await dialog.getByLabel('Căn cứ kết luận').fill(note);
  await dialog.getByRole('button', { name: 'Kết luận' }).click();
  return dialog;
}

test('each phone’s payment stands with the other beside it, and both sums stand aside', async () => {
  for (const [mine, other] of [
    ['Máy 1', 'Máy 2'],
    ['Máy 2', 'Máy 1'],
  ] as const) {
    await exceptionOf(mine).click();
    const evidence = sheet('Bằng chứng hai bên');
    await expect(evidence.locator('[data-figure="given"]')).toHaveText(amount, SLOW);
    await expect(evidence.locator('[data-side="phone"]')).toContainText(mine);
    await expect(evidence.locator('[data-side="office"]')).toContainText('Điện thoại khác cũng ghi đã chi');
    await expect(evidence.locator('[data-side="office"]')).toContainText(other);
    await expect(evidence.locator('[data-side="office"]')).toContainText('Chưa chi');
  }
  assert.deepEqual(await findBarriers(page), []);
  assert.equal(await holds('suspense'), 2n * voucher.amountVnd);
  await page.goto('/differences');
  const suspense = page.getByRole('table', { name: /Đối chiếu tiền treo/ });
  await expect(suspense).toContainText(formatVnd(2n * voucher.amountVnd), SLOW);
  await expect(suspense).toContainText('Khớp');
});

test('one is recognised; the other cannot be, is told why, and is claimed', async () => {
  await ruleOn('Máy 2', /Công nhận lần chi tại nhà/, 'Người hưởng xác nhận nhận của máy 2');
  await expect(exceptionOf('Máy 2')).toHaveCount(0, SLOW);
  const [receipt] = await payments();
  assert.ok(receipt);
  assert.equal(await holds('suspense'), voucher.amountVnd);
  const dialog = await ruleOn('Máy 1', /Công nhận lần chi tại nhà/, 'Cũng có chữ ký');
  await expect(dialog.getByRole('alert')).toContainText(receipt, SLOW);
  await dialog.getByLabel(/Là lần chi thứ hai/).check();
  await expect(dialog.getByRole('status')).toContainText(amount);
  await dialog.getByRole('button', { name: 'Kết luận' }).click();
  await expect(page.getByText('Không có gì chờ phân xử')).toBeVisible(SLOW);
  assert.deepEqual(await payments(), [receipt]);
  assert.deepEqual(await openCases(), [{ kind: 'claim', hand: 'Túi đi chi', amountVnd: voucher.amountVnd }]);
  assert.equal(await holds('suspense'), voucher.amountVnd);
});

test('the claim is charged, that ruling taken back with a reason, and the claim is open with all that was said', async () => {
  const before = await holds('party');
  await page.goto('/differences');
  await page.getByRole('link', { name: 'Phải thu hồi' }).click();
  await sheet('Ý kiến và kết luận').getByRole('button', { name: 'Kết luận' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Người giữ chịu').check();
  await dialog.getByLabel('Căn cứ kết luận').fill('Trừ lương tháng 12');
  await dialog.getByRole('button', { name: 'Kết luận' }).click();
  const said = sheet('Ý kiến và kết luận');
  await expect(said).toContainText('Trừ lương tháng 12', SLOW);
  assert.deepEqual([await holds('suspense'), await holds('party')], [0n, before + voucher.amountVnd]);
  await said.getByRole('button', { name: 'Rút lại kết luận' }).click();
  await expect(dialog).toContainText(amount);
  assert.deepEqual(await findBarriers(page), []);
  await dialog.getByLabel('Vì sao kết luận ấy sai').fill('Đã nộp lại bằng tiền mặt');
  await dialog.getByRole('button', { name: 'Rút lại kết luận' }).click();
  await expect(said).toContainText('Đã nộp lại bằng tiền mặt', SLOW);
  await expect(said).toContainText('Kết luận đã rút lại');
  await expect(said.getByRole('button', { name: 'Rút lại kết luận' })).toHaveCount(0);
  await expect(said.getByRole('button', { name: 'Kết luận', exact: true })).toBeVisible();
  assert.deepEqual([await holds('suspense'), await holds('party')], [voucher.amountVnd, before]);
  assert.deepEqual(await openCases(), [{ kind: 'claim', hand: 'Túi đi chi', amountVnd: voucher.amountVnd }]);
  assert.deepEqual(faults, []);
});
