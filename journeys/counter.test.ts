import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { expect } from '@playwright/test';
import { formatVnd } from '#kernel/words/money.ts';
import { findBarriers, openBrowser } from './browser.ts';
import { openCounterHouse } from './counter-house.ts';
import { counterSteps, EACH } from './counter-steps.ts';

const house = await openCounterHouse();
const browser = await openBrowser();
const { openCounter, field, figure, payButton, scan, bring } = counterSteps(house, browser);

before(() => house.makePerson('kho.quy', 'treasurer', house.province.camLoId));

test('a scan and one key pay; the figures are those of the database', async () => {
  const { page, context, faults } = await openCounter();
  const before = await house.drawerVnd();
  await expect(figure(page, 'drawer')).toHaveText(formatVnd(before));
  await expect(figure(page, 'holding')).toHaveText(`${formatVnd(before)} đ`);
  const person = await house.person(1);
  const keys: string[] = [];
  const press = async (key: string) => {
    keys.push(key);
    await page.keyboard.press(key);
  };
  const begun = Date.now();
  await scan(page, person);
  await expect(figure(page, 'amount')).toHaveText(`${EACH} đ`);
  await press('F9');
  await expect(figure(page, 'paid')).toHaveText(`${EACH} đ`);
  const [payment] = await house.paymentsOf(person.id);
  assert.ok(payment);
  assert.equal(payment.amountVnd, 1_624_000n);
  await expect(figure(page, 'receipt')).toHaveText(payment.receiptNo);
  await expect(figure(page, 'drawer')).toHaveText(formatVnd(before - 1_624_000n));
  await expect(figure(page, 'holding')).toHaveText(`${formatVnd(await house.drawerVnd())} đ`);
  // The next person may be scanned at once: the field waits for it.
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveValue('');
  assert.deepEqual(keys, ['F9'], 'after the scan, paying takes one key');
  assert.ok(Date.now() - begun < 15_000, 'the machine leaves the teller time within fifteen seconds');
  assert.deepEqual(await findBarriers(page), []);
  assert.deepEqual(faults, []);
  await context.close();
});

test('a typed name takes three deliberate keys: Enter, Enter, F9', async () => {
  const { page, context } = await openCounter();
  const person = await house.person(2);
  await page.keyboard.press('F2');
  await page.keyboard.type('nguyen thi thu 1950');
  await page.keyboard.press('Enter');
  const list = page.getByRole('listbox', { name: 'Những người tìm thấy' });
  await expect(list.getByRole('option').first()).toBeVisible();
  assert.deepEqual(await findBarriers(page), []);
  const chosen = list.getByRole('option', { selected: true });
  // From the first up is the last, far below the others: whom Enter would bring stays in sight.
  await page.keyboard.press('ArrowUp');
  await expect(chosen).toBeInViewport();
  while ((await chosen.textContent())?.includes(`*${person.cccd.slice(-4)}`) !== true)
    await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: person.name, exact: true })).toBeVisible();
  await page.keyboard.press('F9');
  await expect(figure(page, 'paid')).toHaveText(`${EACH} đ`);
  assert.equal((await house.paymentsOf(person.id)).length, 1);
  await context.close();
});

test('no wrong key pays, and a key pressed twice pays once', async () => {
  const { page, context } = await openCounter();
  const requests: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/payouts/payments'))
      requests.push(request.url());
  });
  const person = await bring(page, 3);
  for (const key of ['Enter', 'Enter', 'Control+Enter', 'Shift+F9', 'Control+F9', 'Escape'])
    await page.keyboard.press(key);
  // A scanner whose Enter falls on the pay button itself.
  await payButton(page).focus();
  await page.keyboard.press('Enter');
  await scan(page, await house.person(4));
  await expect(page.getByRole('heading', { name: (await house.person(4)).name, exact: true })).toBeVisible();
  assert.deepEqual(requests, []);
  // What is typed and not looked up might be the next person: the key waits.
  await page.keyboard.type('0451');
  await page.keyboard.press('F9');
  await expect(page.getByRole('alert').filter({ hasText: 'Ô tìm đang có chữ chưa tra' })).toBeVisible();
  await page.keyboard.press('Escape');
  await bring(page, 3);
  await page.evaluate(() => {
    for (let i = 0; i < 3; i++)
      window.dispatchEvent(new KeyboardEvent('keydown', { key: 'F9', bubbles: true }));
  });
  await page.keyboard.press('F9');
  await expect(figure(page, 'paid')).toHaveText(`${EACH} đ`);
  await page.keyboard.press('F9');
  assert.equal(requests.length, 1);
  assert.equal((await house.paymentsOf(person.id)).length, 1);
  assert.equal((await house.paymentsOf((await house.person(4)).id)).length, 0);
  await context.close();
});

test('people wait in a queue that a reload keeps, by ids alone', async () => {
  const { page, context } = await openCounter();
  const first = await bring(page, 7);
  const second = await bring(page, 8);
  const queue = page.getByRole('list', { name: 'Đang chờ tại quầy' });
  await expect(queue).toContainText(first.name);
  await page.keyboard.press('F6');
  await expect(queue.getByRole('listitem')).toHaveCount(2);
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  assert.ok(kept.includes(first.id) && !kept.includes(first.cccd) && !kept.includes(first.name));
  await page.reload();
  await expect(queue).toContainText(second.name);
  await page.keyboard.press('F6');
  await expect(page.getByRole('heading', { name: first.name, exact: true })).toBeVisible();
  await page.getByRole('button', { name: `Bỏ ${second.name} khỏi hàng chờ` }).click();
  await expect(page.getByText('Không có ai chờ')).toBeVisible();
  await context.close();
});

test('a proxy comes with a card of their own: whom it may collect for is chosen, and then paid', async () => {
  const { page, context, faults } = await openCounter();
  const person = await house.person(45);
  await scan(page, { cccd: '045190000779', name: 'Phạm Thị Dâu' });
  const choice = page.getByRole('listbox', { name: 'Những người tìm thấy' }).getByRole('option');
  await expect(choice).toHaveCount(1);
  await expect(choice).toContainText(person.name);
  await expect(choice).toContainText(
    'Người nhận thay: Phạm Thị Dâu (con dâu), CCCD 045*****0779; uỷ quyền đến 31/10/2021, Trợ cấp ưu đãi người có công',
  );
  assert.deepEqual(await findBarriers(page), []);
  const looks = async () =>
    (
      await house.db.owner.pool.query(
        `select 1 from access_log where reason = 'collecting' and subject_id = $1`,
        [person.id],
      )
    ).rows.length;
  assert.equal(await looks(), 1);
  await page.keyboard.press('F9');
  assert.equal((await house.paymentsOf(person.id)).length, 0, 'nobody is paid before somebody is chosen');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: person.name, exact: true })).toBeVisible();
  await expect(page.getByRole('radio', { name: /^Phạm Thị Dâu \(con dâu\)/ })).toBeChecked();
  await page.keyboard.press('F6');
  await page.keyboard.press('F6');
  await expect(page.getByRole('radio', { name: /^Phạm Thị Dâu \(con dâu\)/ })).toBeChecked();
  await page.keyboard.press('F9');
  await expect(figure(page, 'paid')).toHaveText(`${EACH} đ`);
  const [payment] = await house.paymentsOf(person.id);
  assert.ok(payment);
  const { rows } = await house.db.pool.query<{ kind: string; name: string }>(
    'select collector_kind as kind, collector_name as name from payment where handover_id = $1',
    [payment.handoverId],
  );
  assert.deepEqual(rows, [{ kind: 'proxy', name: 'Phạm Thị Dâu' }]);
  assert.deepEqual(faults, []);
  await context.close();
});

test('who cannot be paid is told why, and what to do; a proxy and an heir collect', async () => {
  const { page, context } = await openCounter();
  await bring(page, 43);
  await expect(page.getByText('Đã qua đời ngày 02/12/2020. Chỉ người thừa kế')).toBeVisible();
  await expect(payButton(page)).toHaveCount(0);
  await bring(page, 44);
  await expect(page.getByText('Đang tạm dừng chi trả')).toBeVisible();
  await bring(page, 1);
  await expect(page.getByText(/Đã chi \d\d\/12\/2020 \d\d:\d\d, .*, biên nhận /)).toBeVisible();
  const withHeir = await bring(page, 42);
  await expect(page.getByRole('radio', { name: 'Lê Thị Vợ, người thừa kế (vợ)' })).toBeChecked();
  await page.keyboard.press('F9');
  await expect(page.getByRole('region', { name: 'Vừa chi trả' })).toContainText('Lê Thị Vợ');
  assert.equal((await house.paymentsOf(withHeir.id)).length, 1);
  await bring(page, 41);
  await page.getByRole('radio', { name: /Trần Văn Cháu/ }).check();
  await page.keyboard.press('F9');
  await expect(page.getByRole('region', { name: 'Vừa chi trả' })).toContainText('Trần Văn Cháu');
  await context.close();
});

test('notes that do not add up and a missing signature hold the payment; a drawn one is kept', async () => {
  const { page, context, faults } = await openCounter();
  const person = await bring(page, 9);
  await page.getByRole('switch', { name: 'Ghi mệnh giá của mỗi lần chi' }).check();
  const notes = page.getByLabel('Số tờ 500.000');
  await expect(notes).toHaveValue('3');
  await notes.fill('2');
  await page.keyboard.press('F9');
  await expect(page.getByRole('alert').filter({ hasText: 'Mệnh giá chưa khớp' })).toBeVisible();
  await page.getByRole('button', { name: 'Điền theo gợi ý' }).click();
  await page.getByRole('radio', { name: 'Trên bảng ký' }).check();
  const dialog = page.getByRole('dialog', { name: 'Trên bảng ký' });
  const box = await dialog.getByRole('img', { name: /Vùng ký/ }).boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + 40, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + 220, box.y + 140, { steps: 8 });
  await page.mouse.up();
  assert.deepEqual(await findBarriers(page), []);
  await dialog.getByRole('button', { name: 'Giữ chữ ký' }).click();
  await expect(page.getByText('Đã giữ chữ ký.')).toBeVisible({ timeout: 15_000 });
  await page.keyboard.press('F9');
  await expect(figure(page, 'paid')).toHaveText(`${EACH} đ`);
  const [payment] = await house.paymentsOf(person.id);
  const { rows } = await house.db.pool.query<{ sha: string | null; pieces: number }>(
    `select proof->>'signatureSha256' as sha, (select pieces from cash_count c where c.handover_id = h.id and denomination = 500000) as pieces
     from handover h where id = $1`,
    [payment?.handoverId],
  );
  assert.match(rows[0]?.sha ?? '', /^[0-9a-f]{64}$/);
  assert.equal(rows[0]?.pieces, 3);
  assert.deepEqual(faults, []);
  await context.close();
});

test('the receipt prints on both papers; a mistake is proposed to be taken back; a visit without money is written down', async () => {
  const { page, context } = await openCounter();
  const person = await bring(page, 10);
  await page.keyboard.press('F9');
  const paid = page.getByRole('region', { name: 'Vừa chi trả' });
  await expect(paid).toBeVisible();
  const [payment] = await house.paymentsOf(person.id);
  assert.ok(payment);
  for (const [name, paper] of [
    ['In A5', 'a5'],
    ['In 80 mm', '80mm'],
  ] as const) {
    const printed = page.waitForResponse(
      (response) => response.url().includes(`receipt?`) && response.url().includes(paper),
    );
    await paid.getByRole('button', { name: new RegExp(name) }).click();
    const response = await printed;
    assert.equal(response.headers()['content-type'], 'application/pdf');
  }
  await paid.getByRole('button', { name: 'Đề nghị thu hồi' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(EACH);
  await dialog.getByLabel('Vì sao phải thu hồi').fill('Nhầm người');
  await dialog.getByRole('button', { name: 'Đề nghị thu hồi' }).click();
  await expect(page.getByText('Đã gửi đề nghị thu hồi')).toBeVisible();
  const proposals = await house.db.read
    .selectFrom('proposal')
    .select('command')
    .where('kind', '=', 'pay-reverse')
    .execute();
  assert.deepEqual(
    proposals.map(({ command }) => (command as { paymentHandoverId: string }).paymentHandoverId),
    [payment.handoverId],
  );
  await expect(page.getByRole('list', { name: 'Tôi đã chi hôm nay' })).toContainText('Chờ người thứ hai');
  const absent = await bring(page, 11);
  await page.getByRole('button', { name: 'Không chi được…' }).click();
  await page.getByRole('dialog').getByLabel('Lý do').selectOption({ label: 'Thiếu giấy tờ' });
  await page.getByRole('dialog').getByRole('button', { name: 'Ghi lại' }).click();
  await expect(page.getByText('Đã ghi lý do không chi được.')).toBeVisible();
  const { rows } = await house.db.pool.query<{ n: number; status: string }>(
    `select count(*)::int as n, min(v.status) as status from voucher_attempt a join voucher v on v.id = a.voucher_id where v.citizen_id = $1`,
    [absent.id],
  );
  assert.deepEqual(rows, [{ n: 1, status: 'due' }]);
  await context.close();
});

test('the counter fits a tablet and a page at twice the size, in both languages', async () => {
  const { page, context } = await openCounter();
  await bring(page, 12);
  for (const size of [
    { width: 820, height: 1180 },
    { width: 683, height: 384 },
  ]) {
    await page.setViewportSize(size);
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.equal(wide, 0, `no sideways scroll at ${size.width}`);
  }
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.getByText('English').click();
  await expect(page.getByText('May be received today')).toBeVisible();
  await page.keyboard.press('F1');
  await expect(page.getByRole('dialog')).toContainText('Which key pays');
  await context.close();
});
