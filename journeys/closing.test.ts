import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { expect, type Page } from '@playwright/test';
import { openHands, showOfficeHand, sumHands } from '#kernel/handover/hands.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { fewestNotes, formatVnd } from '#kernel/words/money.ts';
import { closeHand } from '#modules/payouts/closing/actions.ts';
import { moveBankCash, recordFunding } from '#modules/payouts/cash/actions/money.ts';
import type { Person } from '#modules/payouts/posting.ts';
import { acceptOffer, offer } from '#modules/payouts/cash/actions/offers.ts';
import { findBarriers, intercept, openBrowser, openWindow } from './browser.ts';
import { openHouse } from './house.ts';
import { signIn } from './sign-in.ts';

const house = await openHouse();
const browser = await openBrowser();
const { rootId, camLoId, treasurer, tellers } = house.province;
const DAY = '2020-12-05';
const NOW = new Date('2020-12-05T09:00:00+07:00');
/** A machine that does other things as well answers late. */
const SLOW = { timeout: 20_000 };
const IN_VAULT = 9_000_000n;
const IN_DRAWER = 1_000_000n;
const SHORT = 20_000n;
let drawer: Id;

before(async () => {
  await house.makePerson('quy.camlo', 'treasurer', camLoId);
  await house.makePerson('gdv.moi', 'teller', camLoId);
  await house.makePerson('huyen.camlo', 'district-manager', camLoId);
  await house.makePerson('ktt.tinh', 'chief-accountant', rootId);
  const { id: staffId } = await house.db.read
    .selectFrom('staff')
    .select('id')
    .where('username', '=', 'gdv.moi')
    .executeTakeFirstOrThrow();
  const person: Person = { kind: 'person', id: staffId, name: 'Nguyễn Thị Hoà' };
  const amountVnd = IN_VAULT + IN_DRAWER;
  const funding = { programme: 'merit', month: '2020-12', amountVnd, document: 'UNC 02' };
  const { count } = fewestNotes(amountVnd);
  const draw = { officeId: camLoId, direction: 'draw', document: 'Séc 02', witnessId: null } as const;
  await house.db.write(async (tx) => {
    await recordFunding(tx, NOW, { id: newId(), doer: treasurer, ...funding });
    await moveBankCash(tx, NOW, { id: newId(), doer: treasurer, count, ...draw });
    const [opened] = await openHands(tx, NOW, [
      { kind: 'drawer', officeId: camLoId, staffId, name: 'Ngăn kéo mới' },
    ]);
    drawer = (opened as { id: Id }).id;
    const from = await showOfficeHand(tx, camLoId, 'vault');
    const notes = fewestNotes(IN_DRAWER).count;
    const offerId = newId();
    await offer(tx, NOW, { id: offerId, doer: treasurer, from, towardHand: drawer, count: notes });
    await acceptOffer(tx, NOW, { id: newId(), doer: person, offerId, count: notes });
    // The drawers of the province's own tellers are counted already, so that the day is the new teller's and the vault's.
    for (const teller of tellers) {
      const own = await tx
        .selectFrom('hand')
        .select('id')
        .where('staff_id', '=', teller.id)
        .executeTakeFirstOrThrow();
      const held = (await sumHands(tx, [own.id])).get(own.id) ?? 0n;
      const counted = fewestNotes(held).count;
      await closeHand(tx, NOW, {
        id: newId(),
        doer: teller,
        handId: own.id,
        day: DAY,
        count: counted,
        thingsCounted: 0,
      });
    }
  });
});

async function open(username: string, path: string) {
  const window = await openWindow(browser, house.address);
  await signIn(window.page, username, path);
  return window;
}

const row = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });
const notes = (page: Page, note: string) =>
  page.getByRole('dialog').getByLabel(`Số tờ ${note}`, { exact: true });

test('a teller counts before the book shows, accounts for what is missing, and prints the slip', async () => {
  const { page, faults, context } = await open('gdv.moi', `/closing?day=${DAY}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Khoá sổ ngày 05/12/2020');
  await row(page, 'Ngăn kéo mới').getByRole('button', { name: 'Đếm và khoá' }).click();
  const dialog = page.getByRole('dialog');
  await notes(page, '500.000').fill('1');
  await notes(page, '20.000').fill('24');
  await expect(dialog).not.toContainText(formatVnd(IN_DRAWER));
  await dialog.getByRole('button', { name: 'Đối chiếu với sổ' }).click();
  await expect(dialog).toContainText(`Thiếu ${formatVnd(SHORT)} đ`);
  const close = dialog.getByRole('button', { name: `Khoá sổ với ${formatVnd(IN_DRAWER - SHORT)} đ` });
  await expect(close).toBeDisabled();
  await dialog.getByLabel('Giải trình chênh lệch').fill('Đã đếm lại hai lần cùng thủ quỹ');
  assert.deepEqual(await findBarriers(page), []);
  await close.click();
  await expect(page.getByText('Đã khoá sổ Ngăn kéo mới, có chênh lệch')).toBeVisible(SLOW);
  const closed = await house.db.read
    .selectFrom('hand_close')
    .selectAll()
    .where('hand_id', '=', drawer)
    .executeTakeFirstOrThrow();
  assert.deepEqual([closed.book_vnd, closed.counted_vnd], [IN_DRAWER, IN_DRAWER - SHORT]);
  await expect(row(page, 'Ngăn kéo mới')).toContainText(`Thiếu ${formatVnd(SHORT)}`);
  const slip = row(page, 'Ngăn kéo mới').getByRole('link', { name: 'Phiếu khoá sổ' });
  const paper = await page.request.get((await slip.getAttribute('href')) ?? '');
  assert.equal(paper.headers()['content-type'], 'application/pdf');
  assert.deepEqual(await findBarriers(page), []);
  assert.deepEqual(faults, []);
  await context.close();
});

test('an office closes once nothing blocks it, and what still blocks is named until then', async () => {
  const { page, faults, context } = await open('quy.camlo', `/closing?day=${DAY}`);
  const closeOffice = page.getByRole('button', { name: 'Khoá sổ đơn vị' });
  await expect(page.getByRole('list', { name: 'nơi giữ chưa đếm và khoá' })).toContainText(
    'Két Bưu điện huyện Cam Lộ',
  );
  await expect(closeOffice).toBeDisabled();
  await row(page, 'Két Bưu điện huyện Cam Lộ').getByRole('button', { name: 'Đếm và khoá' }).click();
  await notes(page, '500.000').fill('18');
  await page.getByRole('dialog').getByRole('button', { name: 'Đối chiếu với sổ' }).click();
  await expect(page.getByRole('dialog').getByText('Khớp')).toBeVisible();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `Khoá sổ với ${formatVnd(IN_VAULT)} đ` })
    .click();
  await expect(page.getByText('Đã khoá sổ Két Bưu điện huyện Cam Lộ')).toBeVisible(SLOW);
  await expect(page.getByText('Không còn gì vướng.')).toBeVisible();
  const { rows } = await house.db.pool.query<{ n: number }>(
    'select count(*)::int as n from handover where office_id = $1 and business_day = $2',
    [camLoId, DAY],
  );
  await expect(page.locator('[data-figure=handovers]')).toHaveText(String(rows[0]?.n));
  await closeOffice.click();
  await expect(page.getByRole('dialog')).toContainText(`${String(rows[0]?.n)} bàn giao`);
  await page.getByRole('dialog').getByRole('button', { name: 'Khoá sổ đơn vị' }).click();
  await expect(page.getByText('đã khoá sổ đơn vị lúc')).toBeVisible(SLOW);
  const office = await house.db.read
    .selectFrom('office_close')
    .select('business_day')
    .where('office_id', '=', camLoId)
    .executeTakeFirstOrThrow();
  assert.equal(office.business_day, DAY);
  assert.deepEqual(await findBarriers(page), []);
  assert.deepEqual(faults, []);
  await context.close();
});

test('managers see which offices have left days open', async () => {
  const { page, context } = await open('ktt.tinh', '/closing');
  await expect(page.getByRole('heading', { name: 'Đơn vị chưa khoá những ngày đã qua' })).toBeVisible();
  await expect(row(page, '28/11/2020')).toContainText('Bưu điện tỉnh Quảng Trị');
  assert.deepEqual(await findBarriers(page), []);
  await context.close();
});

test('a difference is disputed by its holder and ruled on by another, and suspense comes back to nothing', async () => {
  const teller = await open('gdv.moi', '/differences');
  await teller.page.getByRole('link', { name: 'Thiếu' }).click();
  await expect(teller.page.locator('[data-figure=side-book]')).toHaveText(formatVnd(IN_DRAWER));
  await expect(teller.page.locator('[data-figure=side-counted]')).toHaveText(formatVnd(IN_DRAWER - SHORT));
  await teller.page.getByRole('button', { name: 'Viết ý kiến' }).click();
  await teller.page.getByLabel('Nội dung').fill('Bó tiền nhận từ két thiếu một tờ 20.000.');
  await teller.page.getByRole('dialog').getByRole('button', { name: 'Khiếu nại' }).click();
  await expect(teller.page.getByText('Đã ghi ý kiến')).toBeVisible(SLOW);
  await teller.page.locator('input[type=file]').setInputFiles({
    name: 'bien-ban.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7 biên bản'),
  });
  await expect(teller.page.getByLabel('Tên giấy tờ')).toHaveValue('bien-ban');
  assert.deepEqual(await findBarriers(teller.page), []);
  await teller.page.getByRole('button', { name: 'Kèm giấy tờ' }).click();
  await expect(teller.page.getByRole('link', { name: 'bien-ban' })).toBeVisible(SLOW);
  await teller.context.close();
  const { page, faults, context } = await open('ktt.tinh', '/differences');
  await expect(row(page, 'Bưu điện huyện Cam Lộ').filter({ hasText: 'Khớp' })).toContainText(
    formatVnd(SHORT),
  );
  await page.getByRole('link', { name: 'Thiếu' }).click();
  await expect(page.getByText('Bó tiền nhận từ két thiếu một tờ 20.000.')).toBeVisible();
  assert.deepEqual(await findBarriers(page), []);
  await page.getByRole('button', { name: 'Kết luận' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Bưu điện chịu').check();
  await dialog.getByLabel('Căn cứ kết luận').fill('Biên bản kiểm quỹ số 5');
  await expect(dialog).toContainText(`${formatVnd(SHORT)} đ rời tài khoản treo`);
  await dialog.getByRole('button', { name: 'Kết luận' }).click();
  await expect(page.getByText('Không đơn vị nào còn tiền treo')).toBeVisible(SLOW);
  const suspense = await showOfficeHand(house.db.read, camLoId, 'suspense');
  assert.equal((await sumHands(house.db.read, [suspense.id])).get(suspense.id), 0n);
  await expect(page.getByText('Không có chênh lệch nào')).toBeVisible();
  assert.deepEqual(faults, []);
  await context.close();
});

test('what cannot be loaded says so and is asked again', async () => {
  const { page, context } = await openWindow(browser, house.address);
  let broken = true;
  await intercept(page, '**/api/payouts/closing**', (route) =>
    broken ? route.fulfill({ status: 500, json: { error: { code: 'internal_error' } } }) : route.continue(),
  );
  await signIn(page, 'huyen.camlo', '/closing');
  await expect(page.getByRole('alert')).toContainText('Chưa lấy được dữ liệu');
  broken = false;
  await page.getByRole('button', { name: 'Thử lại' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Khoá sổ ngày');
  await context.close();
});
