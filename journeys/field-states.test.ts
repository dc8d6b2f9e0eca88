import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { expect, type Page } from '@playwright/test';
import { endDevice } from '#kernel/devices/enrol.ts';
import { showOfficeHand } from '#kernel/handover/hands.ts';
import { post } from '#kernel/handover/post.ts';
import { newId } from '#kernel/words/id.ts';
import { recordDeath } from '#modules/payouts/people/actions/deaths.ts';
import { stopPayments } from '#modules/payouts/people/actions/person-facts.ts';
import { findBarriers } from './browser.ts';
import { PAYDAY } from './counter-house.ts';
import { newPhoneFolder, openFieldHouse, type Phone, switchOn } from './field-house.ts';
import { allSent, payOnPaper, takeBag, typePin } from './field-steps.ts';

/** What a payer meets seldom, read in English: who may not be paid, what the office recalled meanwhile, a phone that was ended. */
const house = await openFieldHouse();
const { db, province, bagId, citizenOf } = house;
const [teller] = province.tellers;
let phone: Phone;

const openHome = async (page: Page, n: number) => page.goto(`/field/#/stop/payouts/${await citizenOf(n)}`);

/** Chosen where the phone's own facts stand, and kept. */
async function speakEnglish(page: Page): Promise<void> {
  await page.goto('/field/#/phone');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { name: 'This phone' })).toBeVisible();
}

/** As if the office had recalled the voucher behind the phone's back. */
async function recall(n: number): Promise<void> {
  const voucher = await db.read
    .selectFrom('voucher')
    .select('id')
    .where('citizen_id', '=', await citizenOf(n))
    .executeTakeFirstOrThrow();
  await db.write(async (tx) => {
    const desk = await showOfficeHand(tx, province.camLoId, 'desk');
    const [answer] = await post(tx, PAYDAY, [
      {
        id: newId(),
        kind: 'recall',
        doer: { kind: 'job', name: 'test' },
        officeId: province.camLoId,
        occurredAt: PAYDAY,
        input: { voucherId: voucher.id },
        things: [{ thing: voucher.id, from: bagId, to: desk.id }],
      },
    ]);
    assert.equal(answer?.answer, 'posted');
  });
}

before(async () => {
  if (!teller) throw new Error('no teller');
  await db.write(async (tx) => {
    await recordDeath(tx, PAYDAY, {
      doer: teller,
      citizenId: await citizenOf(2),
      diedOn: '2020-12-03',
      document: 'Trích lục khai tử 12/2020',
    });
    await stopPayments(tx, PAYDAY, {
      id: newId(),
      doer: teller,
      citizenId: await citizenOf(3),
      programme: null,
      kind: 'suspended',
      fromMonth: '2020-12',
      reason: 'Chờ xác minh',
    });
  });
  phone = await switchOn(await newPhoneFolder(), house.address);
  await phone.page.setViewportSize({ width: 360, height: 640 });
  await takeBag(phone.page, await house.makeCode());
  await allSent(phone.page);
  await recall(4);
  await payOnPaper(phone.page, 4);
  await allSent(phone.page);
  await speakEnglish(phone.page);
});

test('what is left in the bag stands on one line, written as English writes it', async () => {
  const left = phone.page.getByLabel('Left in the bag');
  await expect(left).toHaveText(/^23,256,000\sVND19 vouchers$/);
  const [amount, vouchers] = await left
    .locator('*')
    .evaluateAll((parts) => parts.map((each) => each.getBoundingClientRect()));
  assert.ok(amount && vouchers && vouchers.left >= amount.right && vouchers.top < amount.bottom);
});

test('why somebody may not be paid, and what to do with the voucher, is said before anything else', async () => {
  const { page } = phone;
  for (const [n, why] of [
    [2, 'Died on 3 Dec 2020, and no heir is on file. Bring the voucher back to the office.'],
    [3, 'No voucher of this person can be paid today. Keep it in the bag and bring it back to the office.'],
  ] as const) {
    await openHome(page, n);
    await expect(page.getByText(why)).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole('button', { name: 'Nothing to pay' })).toBeDisabled();
    await expect(page.getByText('Allowances for people with merit, December 2020')).toBeVisible();
    assert.deepEqual(await findBarriers(page), []);
  }
});

test('what the office recalled before it was paid is told as done, with who held it, and without advice that comes too late', async () => {
  const { page } = phone;
  await page.goto('/field/#/send');
  await expect(
    page
      .getByText(
        'Recorded, the office is looking at it: When this was paid, the voucher was held by Voucher desk of Bưu điện huyện Cam Lộ, not by this bag.',
      )
      .first(),
  ).toBeVisible();
  assert.deepEqual(await findBarriers(page), []);
});

test('a bag that is fetched anew still says whom this phone has paid', async () => {
  const { page } = phone;
  await page.goto('/field/#/bag');
  await page.getByRole('button', { name: 'Get the bag anew' }).click();
  await page.goto('/field/#/');
  await expect(page.getByRole('button', { name: 'All 19' })).toBeVisible();
  await page.goto('/field/#/send');
  await expect(page.getByText(/^Paid 1,624,000\sVND – Nguyễn Thị Thử 4$/).first()).toBeVisible();
});

test('a revoked phone says so before it is unlocked, pays nobody, and is told since when when it asks for its bag', async () => {
  const { page } = phone;
  const { id: deviceId } = await db.read.selectFrom('device').select('id').executeTakeFirstOrThrow();
  const ended = { deviceId, by: province.controller.id, how: 'revoked', reason: 'Nghỉ việc' } as const;
  await db.write((tx) => endDevice(tx, PAYDAY, ended));
  await page.goto('/field/#/');
  await page.reload();
  const told = page.getByText('This phone was revoked. Do not pay; return to the office.');
  await expect(told).toBeVisible();
  await typePin(page, undefined, 'Digit');
  await expect(page.getByRole('navigation')).toBeVisible();
  await openHome(page, 5);
  await expect(told).toBeVisible();
  await expect(page.getByRole('button', { name: /^Pay / })).toBeDisabled();
  await expect(page.getByText('The bag is frozen')).toHaveCount(0);
  await page.goto('/field/#/bag');
  await page.getByRole('button', { name: 'Get the bag anew' }).click();
  await expect(
    page.getByText('The phone was revoked or lost at 5 Dec 2020 09:00.', { exact: false }),
  ).toBeVisible();
  assert.deepEqual(await findBarriers(page), []);
  assert.deepEqual(phone.faults, []);
});
