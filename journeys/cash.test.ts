import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { expect, type Page } from '@playwright/test';
import { type Id, newId } from '#kernel/words/id.ts';
import { fewestNotes, formatVnd } from '#kernel/words/money.ts';
import { openHands, showOfficeHand, sumHands } from '#kernel/handover/hands.ts';
import { moveBankCash, recordFunding } from '#modules/payouts/cash/actions/money.ts';
import { findBarriers, intercept, openBrowser, openWindow } from './browser.ts';
import { openHouse } from './house.ts';
import { signIn } from './sign-in.ts';

const house = await openHouse();
const browser = await openBrowser();
const { rootId, camLoId, treasurer } = house.province;
const IN_VAULT = 20_000_000n;
const GIVEN = 5_000_000n;
const SHORT = 50_000n;
/** A machine that does other things as well answers late. */
const SLOW = { timeout: 20_000 };
const MORNING = new Date('2020-12-05T09:00:00+07:00');

before(async () => {
  await house.makePerson('quy.camlo', 'treasurer', camLoId);
  await house.makePerson('gdv.moi', 'teller', camLoId);
  await house.makePerson('gdv.tui', 'teller', camLoId);
  await house.makePerson('ktt.tinh', 'chief-accountant', rootId);
  const { count } = fewestNotes(IN_VAULT);
  const more = { programme: 'merit', month: '2020-12', amountVnd: IN_VAULT, document: 'UNC 02' };
  const draw = { officeId: camLoId, direction: 'draw', document: 'Séc 02', witnessId: null } as const;
  await house.db.write((tx) => recordFunding(tx, MORNING, { id: newId(), doer: treasurer, ...more }));
  await house.db.write((tx) => moveBankCash(tx, MORNING, { id: newId(), doer: treasurer, count, ...draw }));
});

async function open(username: string, path: string) {
  const window = await openWindow(browser, house.address);
  await signIn(window.page, username, path);
  return window;
}

/** What a hand holds by the moves alone, not by the balance that the page reads. */
async function held(handId: Id): Promise<bigint> {
  return (await sumHands(house.db.read, [handId])).get(handId) ?? 0n;
}

async function drawerOf(username: string): Promise<Id> {
  const row = await house.db.read
    .selectFrom('hand as h')
    .innerJoin('staff as s', 's.id', 'h.staff_id')
    .select('h.id')
    .where('s.username', '=', username)
    .executeTakeFirstOrThrow();
  return row.id;
}

async function putNotes(page: Page, note: string, pieces: number): Promise<void> {
  await page.getByRole('dialog').getByLabel(`Số tờ ${note}`, { exact: true }).fill(String(pieces));
}

const row = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });

test('a treasurer opens a drawer and hands cash into it, and the screen says what the moves say', async () => {
  const { page, faults, context } = await open('quy.camlo', '/cash');
  const vault = await showOfficeHand(house.db.read, camLoId, 'vault');
  await expect(page.locator('[data-figure=hand-vault]')).toHaveText(formatVnd(await held(vault.id)));
  assert.equal(await held(vault.id), IN_VAULT);
  await page.getByRole('button', { name: 'Mở ngăn kéo' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Người giữ ngăn kéo').selectOption({ label: 'Nguyễn Thị Hoà' });
  await dialog.getByLabel('Tên ngăn kéo').fill('Ngăn kéo mới');
  await dialog.getByRole('button', { name: 'Mở ngăn kéo' }).click();
  await expect(page.getByText('Đã mở Ngăn kéo mới')).toBeVisible(SLOW);
  const drawer = await drawerOf('gdv.moi');
  await row(page, 'Két').getByRole('button', { name: 'Giao tiền' }).click();
  await page.getByLabel('Giao cho').selectOption(drawer);
  await putNotes(page, '500.000', 10);
  await expect(page.getByRole('dialog')).toContainText(`Giao ${formatVnd(GIVEN)} đ cho Ngăn kéo mới`);
  assert.deepEqual(await findBarriers(page), []);
  await page.getByRole('dialog').getByRole('button', { name: 'Giao tiền' }).click();
  await expect(page.getByText(`Đã giao ${formatVnd(GIVEN)} đ`)).toBeVisible(SLOW);
  await expect(page.locator('[data-figure=hand-vault]')).toHaveText(formatVnd(IN_VAULT - GIVEN));
  assert.equal(await held(vault.id), IN_VAULT - GIVEN);
  assert.equal(await held(drawer), 0n);
  assert.deepEqual(faults, []);
  await context.close();
});

test('a teller counts blind, is told the difference before accepting, and answers only for what was counted', async () => {
  const { page, faults, context } = await open('gdv.moi', '/cash?tab=transit');
  await expect(row(page, 'Ngăn kéo mới')).toContainText('hiện sau khi đếm');
  await expect(page.getByText(formatVnd(GIVEN))).toHaveCount(0);
  await page.getByRole('button', { name: 'Đếm và nhận' }).click();
  const dialog = page.getByRole('dialog');
  await putNotes(page, '500.000', 9);
  await putNotes(page, '50.000', 9);
  await expect(dialog).not.toContainText(formatVnd(GIVEN));
  await dialog.getByRole('button', { name: 'Đối chiếu' }).click();
  await expect(dialog).toContainText(`Thiếu ${formatVnd(SHORT)} đ`);
  await expect(dialog).toContainText(formatVnd(GIVEN));
  assert.deepEqual(await findBarriers(page), []);
  await dialog.getByRole('button', { name: `Nhận ${formatVnd(GIVEN - SHORT)} đ` }).click();
  await expect(page.getByText('Đã nhận, có chênh lệch được ghi lại')).toBeVisible(SLOW);
  assert.equal(await held(await drawerOf('gdv.moi')), GIVEN - SHORT);
  const suspense = await showOfficeHand(house.db.read, camLoId, 'suspense');
  assert.equal(await held(suspense.id), SHORT);
  await expect(page.getByText('Không có bàn giao nào đang trên đường')).toBeVisible();
  assert.deepEqual(faults, []);
  await context.close();
});

test('who holds what leads from a hand to its handovers, and from a handover to its whole chain', async () => {
  const { page, faults, context } = await open('ktt.tinh', '/cash?tab=holders');
  const drawer = await drawerOf('gdv.moi');
  const grid = page.getByRole('grid');
  await expect(grid.getByRole('row').filter({ hasText: 'Ngăn kéo mới' })).toContainText(
    formatVnd(await held(drawer)),
  );
  assert.deepEqual(await findBarriers(page), []);
  await grid.getByRole('row').filter({ hasText: 'Ngăn kéo mới' }).getByRole('gridcell').first().click();
  await expect(page.getByRole('heading', { name: 'Các bàn giao của Ngăn kéo mới' })).toBeVisible();
  await page.getByRole('link', { name: 'Nhận', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bàn giao: Nhận');
  await expect(page.locator('[data-figure=amount]')).toHaveText(formatVnd(GIVEN));
  await expect(page.getByRole('link', { name: 'Thiếu' })).toBeVisible();
  assert.deepEqual(await findBarriers(page), []);
  const minutes = page.getByRole('link', { name: 'Biên bản giao nhận (PDF)' });
  const paper = await page.request.get((await minutes.getAttribute('href')) ?? '');
  assert.equal(paper.status(), 200);
  assert.equal(paper.headers()['content-type'], 'application/pdf');
  await page.getByRole('link', { name: 'Giao đi', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bàn giao: Giao đi');
  assert.deepEqual(faults, []);
  await context.close();
});

test('the day before, nobody held anything of it', async () => {
  const { page, context } = await open('ktt.tinh', '/cash?tab=holders&on=2020-12-04');
  await expect(page.getByText('Ai giữ gì, cuối ngày sổ 04/12/2020').first()).toBeVisible();
  await expect(page.getByText('Ngăn kéo mới')).toHaveCount(0);
  await page.goto('/cash?tab=holders&on=2020-12-05&hour=08:59');
  await expect(page.getByText('Ai giữ gì, lúc 05/12/2020 08:59').first()).toBeVisible();
  await expect(page.getByText('Ngăn kéo mới')).toHaveCount(0);
  await page.goto('/cash?tab=holders&on=2020-12-05');
  await expect(page.getByRole('row').filter({ hasText: 'Ngăn kéo mới' })).toContainText(
    formatVnd(GIVEN - SHORT),
  );
  await context.close();
});

test('vouchers go from the desk into a bag, chosen by day and place and by person, and notes that are not there are not suggested', async () => {
  const { page, faults, context } = await open('quy.camlo', '/cash');
  const carrier = await house.db.read
    .selectFrom('staff')
    .select('id')
    .where('username', '=', 'gdv.tui')
    .executeTakeFirstOrThrow();
  const [{ id: bag } = { id: '' }] = await house.db.write((tx) =>
    openHands(tx, MORNING, [{ kind: 'bag', officeId: camLoId, staffId: carrier.id, name: 'Túi tuyến 1' }]),
  );
  const desk = await showOfficeHand(house.db.read, camLoId, 'desk');
  const lying = async (hand: Id) =>
    Number(
      (await house.db.pool.query<{ n: bigint }>('select count(*) as n from thing where holder = $1', [hand]))
        .rows[0]?.n,
    );
  const lay = await lying(desk.id);
  await row(page, 'Bàn phiếu').getByRole('button', { name: 'Giao phiếu' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Giao cho').selectOption(bag);
  await dialog.getByLabel('Tên, số giấy tờ, hoặc quét thẻ').pressSequentially('thu 11');
  await dialog.getByLabel('Tên, số giấy tờ, hoặc quét thẻ').press('Enter');
  await dialog.getByRole('checkbox', { name: 'Chọn Nguyễn Thị Thử 11' }).check();
  await expect(dialog).toContainText(`Giao 1 phiếu, 1.624.000 đ, cho Túi tuyến 1`);
  await dialog.getByLabel('Tên, số giấy tờ, hoặc quét thẻ').fill('');
  const days = dialog.getByLabel('Ngày và nơi chi').locator('option');
  await dialog.getByLabel('Ngày và nơi chi').selectOption({ index: 1 });
  const inGroup = Number(/\((\d+) phiếu\)/.exec((await days.nth(1).textContent()) ?? '')?.[1]);
  assert.ok(inGroup > 1);
  await dialog.getByRole('button', { name: /^Chọn thêm \d+ phiếu/ }).click();
  // The person of another day stays chosen.
  const given = inGroup + 1;
  await expect(dialog.getByRole('button', { name: `Giao ${given} phiếu` })).toBeVisible();
  await expect(dialog).toContainText(`${formatVnd(1_624_000n * BigInt(given))} đ, cho Túi tuyến 1`);
  assert.deepEqual(await findBarriers(page), []);
  await dialog.getByRole('button', { name: `Giao ${given} phiếu` }).click();
  await expect(page.getByText(`Đã giao ${given} phiếu, đang chờ nhận`)).toBeVisible(SLOW);
  assert.equal(await lying(desk.id), lay - given);
  assert.equal(await lying(bag), 0);
  // Whoever takes them sees at the counter whose they are and what they come to, before a word is said.
  const taker = await open('gdv.tui', '/counter');
  await taker.page.getByRole('button', { name: 'Xem và nhận' }).click(SLOW);
  const offered = taker.page.getByRole('dialog');
  await expect(offered).toContainText(
    `${given} phiếu, tổng ${formatVnd(1_624_000n * BigInt(given))} đ`,
    SLOW,
  );
  await offered.getByLabel('Tìm theo họ tên').fill('thu 11');
  await expect(offered.getByRole('rowheader')).toHaveText(['Nguyễn Thị Thử 11']);
  assert.deepEqual(await findBarriers(taker.page), []);
  await offered.getByLabel('Tìm theo họ tên').fill('');
  await offered.getByRole('button', { name: `Nhận ${given} phiếu` }).click();
  await expect(taker.page.getByText(`Đã nhận ${given} phiếu`)).toBeVisible(SLOW);
  assert.equal(await lying(bag), given);
  await taker.context.close();
  await row(page, 'Két').getByRole('button', { name: 'Giao tiền' }).click();
  const amount = page.getByRole('dialog').getByLabel('Số tiền cần giao');
  await amount.fill('500000');
  await expect(page.getByRole('dialog')).toContainText(/1\s×\s500\.000/);
  // No note is smaller than the one that would be wanting.
  await amount.fill('500');
  await expect(page.getByRole('dialog')).toContainText('Không đủ tờ lẻ để đưa đúng số này');
  assert.deepEqual(await findBarriers(page), []);
  assert.deepEqual(faults, []);
  await context.close();
});

test('an order begins with what the plan wants, waits for a second person, and funding stands by its list', async () => {
  const { page, context } = await open('ktt.tinh', '/cash?tab=funding');
  const { rows } = await house.db.pool.query<{ listed: bigint; funded: bigint }>(
    `select (select sum(total_vnd) from payout_list)::bigint as listed, (select sum(amount_vnd) from funding)::bigint as funded`,
  );
  const [sums] = rows;
  assert.ok(sums);
  const merit = row(page, 'Trợ cấp ưu đãi người có công').first();
  await expect(merit).toContainText(formatVnd(sums.listed));
  await expect(merit).toContainText(`Thừa ${formatVnd(sums.funded - sums.listed)}`);
  assert.deepEqual(await findBarriers(page), []);
  await page.getByRole('tab', { name: 'Lệnh điều tiền' }).click();
  await expect(row(page, 'Bưu điện huyện Cam Lộ')).toContainText('Đủ');
  assert.deepEqual(await findBarriers(page), []);
  await context.close();
});

test('an act whose answer is lost is told as unknown, and done once', async () => {
  const { page, context } = await open('quy.camlo', '/cash');
  const drawer = await drawerOf('gdv.moi');
  const vault = await showOfficeHand(house.db.read, camLoId, 'vault');
  const heldBefore = await held(vault.id);
  let lost = 0;
  await intercept(page, '**/api/payouts/offers', async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return route.continue();
    lost++;
    // It reaches the server, and its answer does not come back.
    await page.request.post('/api/payouts/offers', { data: route.request().postDataJSON() });
    await route.abort();
  });
  await row(page, 'Két').getByRole('button', { name: 'Giao tiền' }).click();
  await page.getByLabel('Giao cho').selectOption(drawer);
  await putNotes(page, '100.000', 3);
  await page.getByRole('dialog').getByRole('button', { name: 'Giao tiền' }).click();
  await expect(page.getByText('Chưa biết kết quả')).toBeVisible();
  await page.getByRole('button', { name: 'Hỏi lại ngay' }).click();
  await expect(page.getByText('Đã giao 300.000 đ')).toBeVisible(SLOW);
  assert.equal(await held(vault.id), heldBefore - 300_000n);
  await page.getByRole('tab', { name: 'Đang trên đường' }).click();
  await row(page, 'Ngăn kéo mới').getByRole('button', { name: 'Rút lại' }).click();
  await page.getByRole('dialog').getByLabel('Lý do').fill('Giao nhầm người');
  await page.getByRole('dialog').getByRole('button', { name: 'Rút lại' }).click();
  await expect(page.getByText('Đã rút lại')).toBeVisible(SLOW);
  assert.equal(await held(vault.id), heldBefore);
  await context.close();
});

test('a keeper counts cash from the vault into their own drawer once, and it is there', async () => {
  await house.makePerson('diem.moi', 'point-keeper', camLoId);
  const { id: staffId } = await house.db.read
    .selectFrom('staff')
    .select('id')
    .where('username', '=', 'diem.moi')
    .executeTakeFirstOrThrow();
  const drawer = { id: newId(), kind: 'drawer', officeId: camLoId, staffId, name: 'Ngăn kéo điểm' } as const;
  await house.db.write((tx) => openHands(tx, MORNING, [drawer]));
  const { page, faults, context } = await open('diem.moi', '/cash');
  await row(page, 'Két').getByRole('button', { name: 'Giao tiền' }).click();
  await page.getByLabel('Giao cho').selectOption(drawer.id);
  // The smallest notes are asked for, and then counted like all others.
  await page.getByRole('button', { name: 'Tờ 500, 200, 100' }).click();
  await putNotes(page, '200', 1);
  await expect(page.getByRole('dialog')).toContainText('Đã đếm200');
  await putNotes(page, '200', 0);
  await putNotes(page, '500.000', 2);
  await page.getByRole('dialog').getByRole('button', { name: 'Giao tiền' }).click();
  await expect(page.getByText('Đã chuyển 1.000.000 đ')).toBeVisible(SLOW);
  assert.equal(await held(drawer.id), 1_000_000n);
  assert.deepEqual(faults, []);
  await context.close();
});
