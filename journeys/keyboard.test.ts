import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { expect } from '@playwright/test';
import { formatVnd } from '#kernel/words/money.ts';
import { openBrowser } from './browser.ts';
import { openEmptyHouse } from './house.ts';
import { button, cccd, closeHand, type file, LIST, MORE } from './keyboard-acts.ts';
import { administer, audit, followMonth } from './keyboard-watch.ts';
import { keyboardPeople } from './keyboard.ts';
import { figure, row, SLOW } from './month-acts.ts';
import { monthFigures } from './month-figures.ts';
import { EACH_VND, PROGRAMME } from './month-list.ts';
import { seatPeople } from './month-people.ts';

const house = await openEmptyHouse(new Date('2020-11-25T08:00:00+07:00'));
const browser = await openBrowser();
const { camLoId } = house.province;
const figures = monthFigures(house.db);
const { ask, vouchers, held } = figures;
const { seat, faults } = keyboardPeople(house, browser);
const move = (day: string, hour: string) => house.clock.set(new Date(`${day}T${hour}:00+07:00`));

const PEOPLE = 5;
const LISTED = EACH_VND * BigInt(PEOPLE + 1);
const PAID = EACH_VND * 4n;
const SHORT = 20_000n;
const IN_DRAWER = 7_000_000n;
const NOTES = { '500.000': 18, '100.000': 6, '20.000': 6, '2.000': 12 };
const DRAWER_NOTES = { '500.000': 14 };
const REST_NOTES = { '500.000': 1, '2.000': 2 };

test('every role does its whole work by keyboard alone, and never loses sight of where it is', async (month) => {
  await seatPeople(house);
  await house.makePerson('diem.camlo', 'point-keeper', camLoId, false, 'Lê Thị Điểm');
  await house.makePerson('huyen.camlo', 'district-manager', camLoId, false, 'Bùi Văn Huyện');
  await house.makePerson('quan.tri', 'administrator', house.province.rootId, false, 'Mai Thị Trị');
  let broken = false;
  /** A stage of the month; after one that failed the rest cannot be told. */
  const step = (name: string, stage: (report: TestContext) => Promise<void>) =>
    month.test(name, { skip: broken }, async (report) => {
      broken = true;
      await stage(report);
      broken = false;
    });
  const at = new Map<string, Awaited<ReturnType<typeof seat>>>();
  const who = async (username: string) => {
    const known = at.get(username) ?? (await seat(username));
    at.set(username, known);
    return known;
  };

  await step('payout controller: a file is read, a column named, the list accepted', async () => {
    const { page, keyboard, go, press, choose, agree } = await who('kiem.soat');
    const send = async (of: ReturnType<typeof file>) => {
      const chooser = page.waitForEvent('filechooser');
      await press(page.locator('input[type=file]'));
      await (await chooser).setFiles(of);
      await press(button(page, 'Xem trước'));
    };
    // Before there is any month the browser's own is offered, so this one is asked for by its address.
    await page.goto('/lists/new?month=2020-12');
    await choose(page.getByLabel('Chế độ'), PROGRAMME);
    await send(LIST);
    await expect(page.getByText('Chưa nhập, có lỗi')).toBeVisible(SLOW);
    await choose(page.getByLabel('Cột B là'), 'Họ và tên');
    await choose(page.getByLabel('Cột I là'), 'Tổng số tiền');
    await press(button(page, 'Đọc lại với cách ghép này'));
    await expect(figure(page, 'check-total')).toHaveText(formatVnd(EACH_VND * BigInt(PEOPLE)), SLOW);
    await press(button(page, 'Nhận danh sách'));
    await agree('Nhận danh sách', 'Đã nhận danh sách: 5 người');
    assert.equal((await vouchers('due')).n, PEOPLE);

    await go('Danh sách chi trả');
    await press(page.getByRole('link', { name: 'Nhận tệp danh sách' }));
    await choose(page.getByLabel('Chế độ'), PROGRAMME);
    await choose(page.getByLabel('Chi trả cho tháng'), 'Tháng 12/2020');
    await press(
      page.getByRole('radiogroup', { name: 'Loại' }).getByRole('radio', { checked: true }),
      'ArrowDown',
    );
    await send(MORE);
    await press(button(page, 'Nhận danh sách'));
    await agree('Nhận danh sách', 'Đã nhận danh sách: 1 người');
    await go('Danh sách chi trả');
    await press(page.getByRole('link', { name: 'Người cần xác định' }));
    await expect(page.getByRole('heading', { level: 2, name: 'Lê Thị Tháng 1' })).toBeVisible(SLOW);
    await keyboard.press('2');
    await keyboard.press('Enter');
    await expect(page.getByText('Đã giữ hai hồ sơ riêng')).toBeVisible(SLOW);
    assert.deepEqual(await vouchers('due'), { n: PEOPLE + 1, vnd: LISTED });
  });

  await step(
    'chief accountant: the funder’s money is recorded; controller: the vouchers are sent',
    async () => {
      const accountant = await who('ktt.tinh');
      await accountant.go('Tiền mặt');
      await accountant.tab('Kinh phí');
      await accountant.press(button(accountant.page, 'Ghi nhận kinh phí'));
      await accountant.write(accountant.page.getByLabel('Số chứng từ'), 'UNC 12/01');
      await accountant.agree('Ghi nhận kinh phí', `Đã ghi nhận ${formatVnd(LISTED)} đ`);
      const controller = await who('kiem.soat');
      await controller.go('Kế hoạch chi trả');
      await controller.press(controller.page.getByRole('link', { name: 'Giao phiếu' }));
      await controller.press(button(controller.page, 'Giao phiếu'));
      await controller.agree('Giao phiếu', 'Đã giao 6 phiếu cho 1 đơn vị');
    },
  );

  await step(
    'treasurer: cash is drawn, ordered, counted and sent; chief accountant: both are granted',
    async () => {
      move('2020-12-04', '08:30');
      const treasurer = await who('quy.tinh');
      const accountant = await who('ktt.tinh');
      const sum = `${formatVnd(LISTED)} đ`;
      await treasurer.go('Tiền mặt');
      await treasurer.press(button(treasurer.page, 'Rút, nộp ngân hàng'));
      await treasurer.write(treasurer.page.getByLabel('Số chứng từ'), 'Séc 12/01');
      await treasurer.count(treasurer.page.getByRole('dialog'), NOTES);
      await treasurer.agree('Lập đề nghị', 'Đã lập đề nghị');
      await accountant.go('Tiền mặt');
      await accountant.tab(/^Chờ người thứ hai/);
      await accountant.press(button(accountant.page, 'Đồng ý'));
      await accountant.agree('Đồng ý', 'Đã đồng ý');
      await treasurer.tab('Lệnh điều tiền');
      await treasurer.press(row(treasurer.page, 'Cam Lộ').getByRole('button', { name: 'Lập lệnh' }));
      await treasurer.count(treasurer.page.getByRole('dialog'), NOTES);
      await treasurer.agree(`Lập lệnh ${sum}`, `Đã lập lệnh ${sum}`);
      await accountant.tab(/^Lệnh điều tiền/);
      await accountant.press(button(accountant.page, 'Duyệt'));
      await accountant.agree(`Duyệt ${sum}`, `Đã duyệt lệnh ${sum}`);
      await treasurer.press(button(treasurer.page, 'Xuất tiền'));
      await treasurer.agree(`Xuất tiền ${sum}`, `Đã xuất ${sum}`);
    },
  );

  await step(
    'treasurer of the district: counts blind, finds a note missing, offers; manager: opens the drawer',
    async () => {
      move('2020-12-05', '07:30');
      const treasurer = await who('quy.camlo');
      await treasurer.go('Tiền mặt');
      await treasurer.tab(/^Đang trên đường/);
      await treasurer.press(
        row(treasurer.page, 'Két Bưu điện tỉnh').getByRole('button', { name: 'Đếm và nhận' }),
      );
      const dialog = treasurer.page.getByRole('dialog');
      await treasurer.count(dialog, { ...NOTES, '20.000': 5 });
      await treasurer.press(dialog.getByRole('button', { name: 'Đối chiếu' }));
      await expect(dialog).toContainText(`Thiếu ${formatVnd(SHORT)} đ`);
      await treasurer.seen('the comparison');
      await treasurer.agree(`Nhận ${formatVnd(LISTED - SHORT)} đ`, 'Đã nhận, có chênh lệch được ghi lại');
      const manager = await who('huyen.camlo');
      await manager.go('Tiền mặt');
      await manager.press(button(manager.page, 'Mở ngăn kéo'));
      await manager.choose(manager.page.getByLabel('Người giữ ngăn kéo'), 'Lê Thị Điểm');
      await manager.write(manager.page.getByLabel('Tên ngăn kéo'), 'Ngăn kéo điểm');
      await manager.agree('Mở ngăn kéo', 'Đã mở Ngăn kéo điểm');
      await treasurer.tab('Tôi giữ');
      await treasurer.press(row(treasurer.page, 'Két').getByRole('button', { name: 'Giao tiền' }));
      await treasurer.choose(treasurer.page.getByLabel('Giao cho'), 'Ngăn kéo điểm');
      await treasurer.count(dialog, DRAWER_NOTES);
      await treasurer.agree(`Giao tiền ${formatVnd(IN_DRAWER)} đ`, `Đã giao ${formatVnd(IN_DRAWER)} đ`);
      assert.equal(await held('vault', camLoId), LISTED - SHORT - IN_DRAWER);
      assert.equal(await held('suspense', camLoId), SHORT);
    },
  );

  await step('point keeper: takes cash and vouchers in, pays four people, counts the day', async () => {
    const keeper = await who('diem.camlo');
    const { page, keyboard } = keeper;
    await keeper.go('Tiền mặt');
    await keeper.tab(/^Đang trên đường/);
    await keeper.press(row(page, 'Ngăn kéo điểm').getByRole('button', { name: 'Đếm và nhận' }));
    const dialog = page.getByRole('dialog');
    await keeper.count(dialog, DRAWER_NOTES);
    await keeper.press(dialog.getByRole('button', { name: 'Đối chiếu' }));
    await keeper.agree(`Nhận ${formatVnd(IN_DRAWER)} đ`, `Đã nhận ${formatVnd(IN_DRAWER)} đ`);
    move('2020-12-05', '08:15');
    await keeper.go('Quầy chi trả');
    await keeper.press(button(page, 'Xem và nhận'));
    await keeper.agree('Nhận 6 phiếu', 'Đã nhận 6 phiếu');
    for (const n of [1, 2, 3, 4]) {
      await keyboard.press('F2');
      await keyboard.type(cccd(n));
      await keyboard.press('Enter');
      await expect(
        page.getByRole('heading', { level: 2, name: `Lê Thị Tháng ${n}`, exact: true }),
      ).toBeVisible(SLOW);
      await keyboard.press('F9');
      await expect(page.getByRole('region', { name: 'Vừa chi trả' })).toContainText(
        `Lê Thị Tháng ${n}`,
        SLOW,
      );
    }
    assert.deepEqual(await vouchers('paid'), { n: 4, vnd: PAID });
    move('2020-12-05', '17:00');
    await keeper.go('Khoá sổ ngày');
    await closeHand(keeper, 'Ngăn kéo điểm', REST_NOTES, IN_DRAWER - PAID);
  });

  await step('chief accountant: the day is closed, the difference ruled on', async () => {
    const treasurer = await who('quy.camlo');
    await treasurer.go('Khoá sổ ngày');
    const vault = { '500.000': 4, '100.000': 6, '20.000': 5, '2.000': 12 };
    await closeHand(treasurer, 'Két Bưu điện huyện Cam Lộ', vault, LISTED - SHORT - IN_DRAWER);
    await treasurer.press(button(treasurer.page, 'Khoá sổ đơn vị'));
    await treasurer.agree('Khoá sổ đơn vị', 'Đã khoá sổ ngày 05/12/2020');
    const accountant = await who('ktt.tinh');
    const { page } = accountant;
    await accountant.go('Khoá sổ ngày');
    await accountant.press(button(page, 'Khoá sổ đơn vị'));
    await accountant.agree('Khoá sổ đơn vị', 'Đã khoá sổ ngày 25/11/2020');
    await accountant.go('Chênh lệch');
    await accountant.press(page.getByRole('link', { name: 'Thiếu' }));
    await accountant.press(button(page, 'Kết luận'));
    await accountant.press(page.getByRole('dialog').getByRole('radio').first(), 'Space');
    await expect(page.getByRole('dialog').getByRole('radio', { name: 'Đã tìm thấy' })).toBeChecked();
    await accountant.write(page.getByLabel('Căn cứ kết luận'), 'Tờ tiền kẹt trong túi niêm phong');
    await accountant.agree('Kết luận', 'Đã kết luận');
    assert.equal(await held('suspense', camLoId), 0n);
  });

  await step('what nobody collected goes back, the cash to the bank', async () => {
    move('2020-12-21', '09:00');
    const keeper = await who('diem.camlo');
    await keeper.go('Tiền mặt');
    await keeper.press(row(keeper.page, 'Ngăn kéo điểm').getByRole('button', { name: 'Giao tiền' }));
    await keeper.choose(keeper.page.getByLabel('Giao cho'), 'Két Bưu điện huyện');
    await keeper.count(keeper.page.getByRole('dialog'), REST_NOTES);
    await keeper.agree(`Giao tiền ${formatVnd(IN_DRAWER - PAID)} đ`, 'Đã giao');
    const treasurer = await who('quy.camlo');
    await treasurer.go('Tiền mặt');
    await treasurer.tab(/^Đang trên đường/);
    const fromDrawer = row(treasurer.page, 'Ngăn kéo điểm');
    await treasurer.press(fromDrawer.getByRole('button', { name: 'Đếm và nhận' }));
    await treasurer.count(treasurer.page.getByRole('dialog'), REST_NOTES);
    await treasurer.press(button(treasurer.page, 'Đối chiếu'));
    await treasurer.agree(`Nhận ${formatVnd(IN_DRAWER - PAID)} đ`, 'Đã nhận');
    await treasurer.tab('Tôi giữ');
    await treasurer.press(button(treasurer.page, 'Rút, nộp ngân hàng'));
    await treasurer.press(
      treasurer.page.getByRole('dialog').getByRole('radio', { checked: true }),
      'ArrowRight',
    );
    await treasurer.write(treasurer.page.getByLabel('Số chứng từ'), 'GNT 12/01');
    await treasurer.count(treasurer.page.getByRole('dialog'), {
      '500.000': 5,
      '100.000': 6,
      '20.000': 6,
      '2.000': 14,
    });
    const left = `${formatVnd(LISTED - PAID)} đ`;
    await treasurer.agree(`Nộp ${left} vào tài khoản`, `Đã nộp ${left}`);
    const controller = await who('kiem.soat');
    await controller.go('Quyết toán');
    await controller.press(controller.page.getByRole('link', { name: PROGRAMME }).first());
    await controller.press(button(controller.page, 'Hoàn phiếu chưa chi'));
    await controller.agree('Hoàn phiếu chưa chi', 'Đã hoàn 2 phiếu');
    assert.deepEqual(await vouchers('returned'), { n: 2, vnd: LISTED - PAID });
  });

  await step('chief accountant: settles; director: watches and locks as the second person', async () => {
    const accountant = await who('ktt.tinh');
    await accountant.go('Quyết toán');
    await accountant.press(accountant.page.getByRole('link', { name: PROGRAMME }).first());
    await accountant.press(button(accountant.page, 'Quyết toán'));
    await accountant.agree('Quyết toán', 'Đã quyết toán, chờ người thứ hai khoá kỳ');
    const director = await who('giam.doc');
    const { page } = director;
    // What waits stands on the first page; its digit opens it.
    await expect(page.getByRole('link', { name: /Quyết toán chờ người thứ hai khoá/ })).toBeVisible(SLOW);
    const digit = await page.locator('[data-work=settlements-to-lock] kbd').textContent();
    await director.keyboard.press(digit ?? '');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Quyết toán', SLOW);
    await director.press(page.getByRole('link', { name: PROGRAMME }).first());
    await director.press(button(page, 'Khoá kỳ'));
    await director.agree('Khoá kỳ', 'Đã khoá kỳ');
    const two = await ask<{ made: string; locked: string; back: bigint }>(
      `select m.username as made, l.username as locked, s.returned_vnd as back from settlement s
       join settlement_lock k on k.settlement_id = s.id join staff m on m.id = s.made_by join staff l on l.id = k.locked_by`,
    );
    assert.deepEqual(two, { made: 'ktt.tinh', locked: 'giam.doc', back: LISTED - PAID });
  });

  await step('district manager: from the month to a handover in full', async () => {
    await followMonth(await who('huyen.camlo'), PAID);
  });

  await step('auditor: a figure to its handover, all corrections, who looked at whose data', async () => {
    await audit(await who('kiem.toan'), figures);
  });

  await step('administrator: somebody is taken on, a limit changes from a day on', async () => {
    await administer(await who('quan.tri'), figures);
    assert.deepEqual(faults(), []);
  });
});
