import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { expect } from '@playwright/test';
import { formatVnd } from '#kernel/words/money.ts';
import { openBrowser } from './browser.ts';
import { openEmptyHouse } from './house.ts';
import { agree, close, count, figure, give, row, SLOW, take } from './month-acts.ts';
import { monthFigures } from './month-figures.ts';
import { CASH_PEOPLE, EACH_VND, LIST_FILE, person, PROGRAMME } from './month-list.ts';
import { monthPeople, seatPeople } from './month-people.ts';

const house = await openEmptyHouse(new Date('2020-11-25T08:00:00+07:00'));
const browser = await openBrowser();
const { rootId, camLoId } = house.province;
const { at, faults } = monthPeople(house, browser);
const { ask, vouchers, held, expectSettlement } = monthFigures(house.db);

const IN_CASH = EACH_VND * BigInt(CASH_PEOPLE);
const IN_NOTES = { '500.000': 16, '100.000': 1, '20.000': 1 };
const LISTED = IN_CASH + EACH_VND;
const PAID_IN_CASH = IN_CASH - EACH_VND;
const IN_DRAWER = 7_000_000n;
const SETTLEMENT = '/settlement?programme=merit&month=2020-12';

const move = (day: string, hour: string) => house.clock.set(`${day}T${hour}:00+07:00`);

test('a month from the funder’s file to the locked settlement, by seven people in six roles', async (month) => {
  await seatPeople(house);
  let broken = false;
  /** A stage of the month; after one that failed the rest cannot be told. */
  const step = (name: string, stage: (report: TestContext) => Promise<void>) =>
    month.test(name, { skip: broken }, async (report) => {
      broken = true;
      await stage(report);
      broken = false;
    });

  await step('the controller looks at the funder’s file and accepts it', async () => {
    const page = await at('kiem.soat', '/lists/new?programme=merit&month=2020-12');
    await expect(page.getByLabel('Chế độ')).toHaveValue('merit');
    await page.locator('input[type=file]').setInputFiles(LIST_FILE);
    await page.getByRole('button', { name: 'Xem trước' }).click();
    await expect(figure(page, 'check-total')).toHaveText(formatVnd(LISTED), SLOW);
    assert.equal((await vouchers('due')).n, 0, 'a look enters nothing');
    await page.getByRole('button', { name: 'Nhận danh sách' }).click();
    await expect(page.getByRole('dialog')).toContainText('6 phiếu của 6 người, tổng 9.744.000 đ');
    await agree(page, 'Nhận danh sách', 'Đã nhận danh sách: 6 người');
    await expect(figure(page, 'list-total')).toHaveText(formatVnd((await vouchers('due')).vnd));
    assert.deepEqual(await vouchers('due'), { n: 6, vnd: LISTED });
  });

  await step('the chief accountant records what the funder sent', async () => {
    const page = await at('ktt.tinh', '/cash');
    await page.getByRole('tab', { name: 'Kinh phí' }).click();
    await expect(row(page, PROGRAMME).first()).toContainText(`Thiếu ${formatVnd(LISTED)}`);
    await row(page, PROGRAMME).getByRole('button', { name: 'Ghi nhận kinh phí' }).click();
    await page.getByRole('dialog').getByLabel('Số chứng từ').fill('UNC 12/01');
    await agree(page, 'Ghi nhận kinh phí', `Đã ghi nhận ${formatVnd(LISTED)} đ`);
    await expect(row(page, PROGRAMME).first()).toContainText('Đủ');
    assert.equal(await held('bank', rootId), LISTED);
  });

  await step('the controller plans the month and sends the vouchers out', async () => {
    const page = await at('kiem.soat', '/plan');
    const { day, people } = await ask<{ day: string; people: number }>(
      `select pay_on as day, count(distinct citizen_id)::int as people from voucher where channel <> 'bank' group by 1`,
    );
    assert.deepEqual([day, people], ['2020-12-05', CASH_PEOPLE]);
    await expect(
      page.getByRole('button', { name: `Cam Lộ, 05/12/2020: ${people} người, ${formatVnd(IN_CASH)} đ` }),
    ).toBeVisible(SLOW);
    await page.getByRole('link', { name: 'Giao phiếu' }).click();
    await page.getByRole('button', { name: 'Giao phiếu' }).click();
    await expect(page.getByRole('dialog')).toContainText(`Giao 5 phiếu, ${formatVnd(IN_CASH)} đ`);
    await agree(page, 'Giao phiếu', 'Đã giao 5 phiếu cho 1 đơn vị');
    const { n } = await ask<{ n: number }>(
      `select count(*)::int as n from thing t join hand h on h.id = t.holder where h.kind = 'transit'`,
    );
    await expect(row(page, 'Bưu điện huyện Cam Lộ').getByRole('cell').nth(1)).toHaveText(String(n));
    assert.equal(n, CASH_PEOPLE);
  });

  await step('the cash is drawn and ordered, each with a second person, and sent', async () => {
    move('2020-12-04', '08:30');
    const treasurer = await at('quy.tinh', '/cash');
    await treasurer.getByRole('button', { name: 'Rút, nộp ngân hàng' }).click();
    const draw = treasurer.getByRole('dialog');
    await draw.getByLabel('Số chứng từ').fill('Séc 12/01');
    await count(draw, IN_NOTES);
    await agree(treasurer, 'Lập đề nghị', 'Đã lập đề nghị');
    assert.equal(await held('vault', rootId), 0n, 'nothing moves before a second person agrees');
    const accountant = await at('ktt.tinh', '/cash?tab=proposals');
    await expect(row(accountant, 'Tiền mặt ngân hàng')).toContainText(formatVnd(IN_CASH));
    await row(accountant, 'Tiền mặt ngân hàng').getByRole('button', { name: 'Đồng ý', exact: true }).click();
    await agree(accountant, 'Đồng ý', 'Đã đồng ý');
    await at('quy.tinh', '/cash');
    await expect(figure(treasurer, 'hand-vault')).toHaveText(formatVnd(IN_CASH));
    assert.equal(await held('vault', rootId), IN_CASH);
    assert.equal(await held('bank', rootId), LISTED - IN_CASH);

    await treasurer.getByRole('tab', { name: 'Lệnh điều tiền' }).click();
    await expect(row(treasurer, 'Bưu điện huyện Cam Lộ')).toContainText(formatVnd(IN_CASH));
    await row(treasurer, 'Bưu điện huyện Cam Lộ').getByRole('button', { name: 'Lập lệnh' }).click();
    await agree(treasurer, `Lập lệnh ${formatVnd(IN_CASH)} đ`, `Đã lập lệnh ${formatVnd(IN_CASH)} đ`);
    await expect(treasurer.getByText('Chờ duyệt')).toBeVisible();
    await expect(treasurer.getByRole('button', { name: 'Xuất tiền' })).toHaveCount(0);
    await at('ktt.tinh', '/cash?tab=orders');
    await accountant.getByRole('button', { name: 'Duyệt' }).click();
    await agree(accountant, `Duyệt ${formatVnd(IN_CASH)} đ`, `Đã duyệt lệnh ${formatVnd(IN_CASH)} đ`);
    await at('quy.tinh', '/cash?tab=orders');
    await treasurer.getByRole('button', { name: 'Xuất tiền' }).click();
    await agree(treasurer, `Xuất tiền ${formatVnd(IN_CASH)} đ`, `Đã xuất ${formatVnd(IN_CASH)} đ`);
    const order = await ask<{ made: string; yes: string; sent: string }>(
      `select m.username as made, y.username as yes, s.username as sent from cash_order o
       join cash_order_approval a on a.order_id = o.id join cash_order_offer f on f.order_id = o.id
       join handover h on h.id = f.handover_id join staff m on m.id = o.made_by
       join staff y on y.id = a.approved_by join staff s on s.id = h.actor_id`,
    );
    assert.deepEqual(order, { made: 'quy.tinh', yes: 'ktt.tinh', sent: 'quy.tinh' });
  });

  await step('the district takes the cash in, and the teller the drawer and the vouchers', async () => {
    move('2020-12-05', '07:30');
    const treasurer = await at('quy.camlo', '/cash?tab=transit');
    await take(treasurer, 'Két Bưu điện tỉnh Quảng Trị', IN_NOTES, IN_CASH);
    await treasurer.getByRole('tab', { name: 'Tôi giữ' }).click();
    await expect(figure(treasurer, 'hand-vault')).toHaveText(formatVnd(await held('vault', camLoId)));
    await treasurer.getByRole('button', { name: 'Mở ngăn kéo' }).click();
    const opening = treasurer.getByRole('dialog');
    await opening.getByLabel('Người giữ ngăn kéo').selectOption({ label: 'Lê Thị Quầy' });
    await opening.getByLabel('Tên ngăn kéo').fill('Ngăn kéo quầy');
    await agree(treasurer, 'Mở ngăn kéo', 'Đã mở Ngăn kéo quầy');
    await give(treasurer, 'Két', 'Ngăn kéo quầy, Lê Thị Quầy', { '500.000': 14 }, IN_DRAWER);
    assert.equal(await held('vault', camLoId), IN_CASH - IN_DRAWER);

    const teller = await at('gdv.camlo', '/cash?tab=transit');
    await take(teller, 'Két Bưu điện huyện Cam Lộ', { '500.000': 14 }, IN_DRAWER);
    await at('gdv.camlo', '/counter');
    await teller.getByRole('button', { name: 'Xem và nhận' }).click();
    await agree(teller, 'Nhận 5 phiếu', 'Đã nhận 5 phiếu');
    await expect(figure(teller, 'drawer')).toHaveText(formatVnd(await held('drawer', camLoId)));
    assert.equal(await held('drawer', camLoId), IN_DRAWER);
  });

  await step('four people are paid by keyboard alone; the fifth lacks a paper', async (report) => {
    move('2020-12-05', '08:15');
    const page = await at('gdv.camlo', '/counter');
    const field = page.getByRole('combobox', { name: 'Người đến nhận' });
    const heading = (n: number) => page.getByRole('heading', { level: 2, name: person(n).name, exact: true });
    for (const n of [1, 2, 3, 4]) {
      await expect(field).toBeFocused(SLOW);
      const begun = Date.now();
      await page.keyboard.type(person(n).cccd);
      await page.keyboard.press('Enter');
      await expect(heading(n)).toBeVisible(SLOW);
      await expect(figure(page, 'amount')).toHaveText(`${formatVnd(EACH_VND)} đ`);
      await page.keyboard.press('F9');
      await expect(page.getByRole('region', { name: 'Vừa chi trả' })).toContainText(person(n).name, SLOW);
      const { receipt } = await ask<{ receipt: string }>(
        `select p.receipt_no as receipt from payment p join citizen c on c.id = p.citizen_id where c.cccd = $1`,
        [person(n).cccd],
      );
      await expect(figure(page, 'receipt')).toHaveText(receipt);
      report.diagnostic(`payment ${n}: a number, Enter, F9; no mouse; ${Date.now() - begun} ms`);
    }
    await page.keyboard.type(person(5).cccd);
    await page.keyboard.press('Enter');
    await expect(heading(5)).toBeVisible(SLOW);
    await page.getByRole('button', { name: 'Không chi được…' }).click();
    await page.getByRole('dialog').getByLabel('Lý do').selectOption({ label: 'Thiếu giấy tờ' });
    await agree(page, 'Ghi lại', 'Đã ghi lý do không chi được.');
    assert.deepEqual(await vouchers('paid'), { n: 4, vnd: PAID_IN_CASH });
    assert.equal(await held('drawer', camLoId), IN_DRAWER - PAID_IN_CASH);
    await expect(figure(page, 'drawer')).toHaveText(formatVnd(IN_DRAWER - PAID_IN_CASH));
  });

  await step('the day is counted and closed by its holders, and the office closes', async () => {
    move('2020-12-05', '17:00');
    const teller = await at('gdv.camlo', '/closing');
    await close(teller, 'Ngăn kéo quầy', { '500.000': 1, '2.000': 2 }, IN_DRAWER - PAID_IN_CASH);
    const treasurer = await at('quy.camlo', '/closing');
    const vault = { '500.000': 2, '100.000': 1, '20.000': 1 };
    await close(treasurer, 'Két Bưu điện huyện Cam Lộ', vault, IN_CASH - IN_DRAWER);
    const day = await ask<{ handovers: number; payments: number; paid: bigint }>(
      `select (select count(*)::int from handover where office_id = $1 and business_day = '2020-12-05') as handovers,
         (select count(*)::int from payment where business_day = '2020-12-05') as payments,
         (select sum(amount_vnd) from payment where business_day = '2020-12-05')::bigint as paid`,
      [camLoId],
    );
    await expect(figure(treasurer, 'handovers')).toHaveText(String(day.handovers));
    await expect(figure(treasurer, 'payments')).toHaveText(String(day.payments));
    await expect(figure(treasurer, 'paid')).toHaveText(formatVnd(day.paid));
    assert.equal(day.paid, PAID_IN_CASH);
    await treasurer.getByRole('button', { name: 'Khoá sổ đơn vị' }).click();
    await agree(treasurer, 'Khoá sổ đơn vị', 'Đã khoá sổ ngày 05/12/2020');
    const closed = await ask<{ day: string }>('select business_day as day from office_close');
    assert.equal(closed.day, '2020-12-05');
  });

  await step('the sixth is paid into an account, as the bank answers', async () => {
    move('2020-12-07', '09:00');
    const page = await at('kiem.soat', '/plan/bank');
    await page.getByRole('button', { name: `Lập lệnh: ${PROGRAMME}` }).click();
    await expect(page.getByRole('dialog')).toContainText(`1 phiếu, ${formatVnd(EACH_VND)} đ`);
    await agree(page, 'Lập lệnh', 'Đã lập lệnh 1 phiếu');
    const sent = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Tải tệp' }).click();
    const path = await (await sent).path();
    await page.getByRole('button', { name: 'Nhận kết quả' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('input[type=file]').setInputFiles(path);
    await expect(dialog).toContainText(`Ngân hàng đã chi 1 người, ${formatVnd(EACH_VND)} đ`, SLOW);
    await agree(page, 'Ghi kết quả', 'Đã ghi: chi 1, không chi được 0');
    assert.deepEqual(await vouchers('paid'), { n: 5, vnd: PAID_IN_CASH + EACH_VND });
  });

  await step(
    'what was not collected goes back: the voucher to the funder, the cash to the bank',
    async () => {
      move('2020-12-21', '09:00');
      const accountant = await at('ktt.tinh', SETTLEMENT);
      await expectSettlement(accountant);
      await expect(figure(accountant, 'open')).toHaveText(formatVnd(EACH_VND));
      await expect(accountant.getByRole('button', { name: 'Quyết toán', exact: true })).toBeDisabled();
      const controller = await at('kiem.soat', SETTLEMENT);
      await controller.getByRole('button', { name: 'Hoàn phiếu chưa chi' }).click();
      await expect(controller.getByRole('dialog')).toContainText(`Hoàn 1 phiếu, ${formatVnd(EACH_VND)} đ`);
      await agree(controller, 'Hoàn phiếu chưa chi', `Đã hoàn 1 phiếu, ${formatVnd(EACH_VND)} đ`);
      assert.deepEqual(await vouchers('returned'), { n: 1, vnd: EACH_VND });
      assert.equal((await vouchers('due')).n, 0);

      const left = IN_DRAWER - PAID_IN_CASH;
      const teller = await at('gdv.camlo', '/cash');
      await give(teller, 'Ngăn kéo quầy', 'Két', { '500.000': 1, '2.000': 2 }, left);
      const treasurer = await at('quy.camlo', '/cash?tab=transit');
      await take(treasurer, 'Ngăn kéo quầy', { '500.000': 1, '2.000': 2 }, left);
      await treasurer.getByRole('tab', { name: 'Tôi giữ' }).click();
      await expect(figure(treasurer, 'hand-vault')).toHaveText(formatVnd(EACH_VND));
      await treasurer.getByRole('button', { name: 'Rút, nộp ngân hàng' }).click();
      const deposit = treasurer.getByRole('dialog');
      await deposit.getByText('Nộp vào tài khoản').first().click();
      await deposit.getByLabel('Số chứng từ').fill('GNT 12/01');
      await count(deposit, { '500.000': 3, '100.000': 1, '20.000': 1, '2.000': 2 });
      await agree(treasurer, `Nộp ${formatVnd(EACH_VND)} đ vào tài khoản`, `Đã nộp ${formatVnd(EACH_VND)} đ`);
      await expect(figure(treasurer, 'hand-vault')).toHaveText('0');
      assert.deepEqual([await held('vault', camLoId), await held('drawer', camLoId)], [0n, 0n]);
      assert.equal(await held('bank', rootId), EACH_VND);
    },
  );

  await step('the chief accountant settles, and the director locks as the second person', async () => {
    move('2020-12-21', '15:00');
    const accountant = await at('ktt.tinh', SETTLEMENT);
    await expectSettlement(accountant);
    await expect(figure(accountant, 'to-return')).toHaveText(formatVnd(EACH_VND));
    await accountant.getByRole('button', { name: 'Quyết toán', exact: true }).click();
    await expect(accountant.getByRole('dialog')).toContainText(
      `${formatVnd(PAID_IN_CASH + EACH_VND)} đ đã chi, trả lại ${formatVnd(EACH_VND)} đ`,
    );
    await agree(accountant, 'Quyết toán', 'Đã quyết toán, chờ người thứ hai khoá kỳ');
    await expect(accountant.getByRole('button', { name: 'Khoá kỳ' })).toBeDisabled();
    assert.equal(await held('bank', rootId), 0n);
    const director = await at('giam.doc', SETTLEMENT);
    await expectSettlement(director);
    await director.getByRole('button', { name: 'Khoá kỳ' }).click();
    await agree(director, 'Khoá kỳ', 'Đã khoá kỳ');
    await expect(director.getByText('Trần Văn Tỉnh khoá kỳ lúc')).toBeVisible(SLOW);
    const two = await ask<{ made: string; locked: string; back: bigint }>(
      `select m.username as made, l.username as locked, s.returned_vnd as back from settlement s
       join settlement_lock k on k.settlement_id = s.id join staff m on m.id = s.made_by join staff l on l.id = k.locked_by`,
    );
    assert.deepEqual(two, { made: 'ktt.tinh', locked: 'giam.doc', back: EACH_VND });
  });

  await step(
    'the auditor sees every handover of the month, and nothing is missing or left over',
    async () => {
      const page = await at('kiem.toan', '/audit');
      const { n, pays } = await ask<{ n: number; pays: number }>(
        `select count(*)::int as n, (count(*) filter (where kind = 'pay'))::int as pays from handover`,
      );
      const grid = page.getByRole('grid', { name: 'Bàn giao' });
      await expect(grid).toHaveAttribute('aria-rowcount', String(n + 1), SLOW);
      await page.getByLabel('Loại').selectOption({ label: 'Chi trả' });
      await expect(grid).toHaveAttribute('aria-rowcount', String(pays + 1), SLOW);
      await grid.getByRole('row').nth(1).getByRole('gridcell').first().click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bàn giao: Chi trả');
      await expect(figure(page, 'amount')).toHaveText(formatVnd(EACH_VND));
      await expect(page.getByText('Lê Thị Quầy').first()).toBeVisible();
      const rest = await ask<{ vnd: bigint }>(
        `select coalesce(sum(b.balance_vnd), 0)::bigint as vnd from hand_balance b join hand h on h.id = b.hand_id
       where h.kind in ('vault', 'drawer', 'bag', 'transit', 'suspense', 'bank')`,
      );
      assert.equal(rest.vnd, 0n, 'no hand of the post keeps money of a settled month');
      assert.deepEqual(faults(), []);
    },
  );
});
