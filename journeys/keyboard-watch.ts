import assert from 'node:assert/strict';
import { expect } from '@playwright/test';
import { formatVnd } from '#kernel/words/money.ts';
import { button, openRow } from './keyboard-acts.ts';
import type { Keys } from './keyboard.ts';
import { figure, SLOW } from './month-acts.ts';
import type { monthFigures } from './month-figures.ts';
import { EACH_VND, PROGRAMME } from './month-list.ts';

type Figures = Pick<ReturnType<typeof monthFigures>, 'ask'>;

/** A manager follows the month from its paid figure to one handover. */
export async function followMonth(manager: Keys, paidVnd: bigint): Promise<void> {
  const { page } = manager;
  await manager.go('Toàn cảnh tháng');
  await expect(figure(page, 'paid')).toHaveText(formatVnd(paidVnd), SLOW);
  await manager.press(page.getByRole('link', { name: 'Từng lần chi' }));
  await expect(page.getByLabel('Từ ngày')).toHaveValue('01/12/2020');
  await expect(page.getByLabel('Đến ngày')).toHaveValue('31/12/2020');
  await openRow(manager, page.getByRole('grid', { name: 'Bàn giao' }));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bàn giao: Chi trả', SLOW);
  await expect(figure(page, 'amount')).toHaveText(formatVnd(EACH_VND));
}

/** An auditor follows a figure to its handover, reads all corrections, and who looked at whose data. */
export async function audit(auditor: Keys, { ask }: Figures): Promise<void> {
  const { page } = auditor;
  await auditor.go('Quyết toán');
  await auditor.press(page.getByRole('link', { name: PROGRAMME }).first());
  await auditor.press(page.getByRole('link', { name: /^Đã chi, Bưu điện huyện Cam Lộ/ }).first());
  await auditor.press(
    page
      .getByRole('table', { name: /^Các phiếu: đã chi/ })
      .getByRole('link', { name: 'Đã chi' })
      .first(),
  );
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bàn giao: Chi trả', SLOW);
  await auditor.go('Kiểm tra');
  await auditor.tab('Đính chính');
  await openRow(auditor, page.getByRole('grid', { name: 'Đính chính' }));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bàn giao: Kết luận chênh lệch', SLOW);
  await auditor.go('Kiểm tra');
  await auditor.tab('Ai đã xem dữ liệu');
  const { n } = await ask<{ n: number }>('select count(*)::int as n from access_log');
  await expect(page.getByRole('grid', { name: 'Ai đã xem dữ liệu' })).toHaveAttribute(
    'aria-rowcount',
    String(n + 1),
    SLOW,
  );
}

/** An administrator takes somebody on, and changes a limit from a day on. */
export async function administer(administrator: Keys, { ask }: Figures): Promise<void> {
  const { page } = administrator;
  await administrator.go('Quản trị');
  await administrator.press(button(page, 'Thêm nhân viên'));
  const dialog = page.getByRole('dialog');
  await administrator.write(dialog.getByRole('textbox', { name: 'Tên', exact: true }), 'Le Thi Moi');
  await administrator.write(dialog.getByLabel('Tên đăng nhập'), 'le.moi');
  await administrator.choose(dialog.getByLabel('Đơn vị'), 'Bưu điện huyện Cam Lộ');
  await administrator.press(dialog.getByRole('button', { name: 'Thêm nhân viên' }));
  await expect(page.getByText('Mật khẩu dùng một lần của Le Thi Moi')).toBeVisible(SLOW);
  await administrator.press(page.getByRole('dialog').getByRole('button', { name: 'Đóng' }));
  await expect(page.getByRole('dialog')).toHaveCount(0, SLOW);
  await administrator.seen('the one-time password');
  await administrator.tab('Hạn mức');
  await administrator.press(button(page, 'Thay đổi'));
  await administrator.write(dialog.getByLabel('Từ ngày'), '01012021');
  await administrator.write(dialog.getByLabel('Căn cứ'), 'QD 10/QD-BDQT');
  await administrator.write(dialog.getByLabel('Số tiền (đ)'), '300000000');
  await administrator.press(dialog.getByRole('button', { name: 'Thay đổi' }));
  await expect(page.getByRole('dialog')).toHaveCount(0, SLOW);
  await administrator.seen('the change of a limit');
  const kept = await ask<{ people: number; limits: number }>(
    `select (select count(*)::int from role_grant g join staff s on s.id = g.staff_id where s.username = 'le.moi') as people,
       (select count(*)::int from payout_setting where valid_from = '2021-01-01' and value_vnd = 300000000) as limits`,
  );
  assert.deepEqual(kept, { people: 1, limits: 1 });
}
