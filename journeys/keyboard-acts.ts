import { expect, type Locator, type Page } from '@playwright/test';
import { formatVnd } from '#kernel/words/money.ts';
import type { Keys } from './keyboard.ts';
import { row, SLOW } from './month-acts.ts';

export const cccd = (n: number) => `04515000020${n}`;
const line = (n: number, name: string, number: string) =>
  `NCC-20${n};${name};1950;${number};Thôn 1;Xã Cam Hiếu;Thân nhân 01 liệt sĩ;1.624.000;1.624.000`;
export const file = (name: string, head: string, lines: readonly string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(
    [`Mã đối tượng;${head};Năm sinh;CMND/CCCD;Thôn;Xã/Thị trấn;Đối tượng;Mức trợ cấp;Tổng`, ...lines].join(
      '\n',
    ),
  ),
});
/** The head of the names is one that nobody knows. */
export const LIST = file(
  'thang-12.csv',
  'Danh tánh',
  [1, 2, 3, 4, 5].map((n) => line(n, `Lê Thị Tháng ${n}`, cccd(n))),
);
/** Somebody without a number, who is called and lives as one who is known. */
export const MORE = file('bo-sung.csv', 'Họ tên', [line(6, 'Lê Thị Tháng 1', '')]);

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Counts a hand blind, finds that it fits the book, closes its day. */
export async function closeHand(
  keys: Keys,
  hand: string,
  notes: Readonly<Record<string, number>>,
  amountVnd: bigint,
) {
  const { page } = keys;
  await keys.press(row(page, hand).getByRole('button', { name: 'Đếm và khoá' }));
  await keys.count(page.getByRole('dialog'), notes);
  await keys.press(button(page, 'Đối chiếu với sổ'));
  await expect(page.getByRole('dialog').getByText('Khớp')).toBeVisible(SLOW);
  await keys.agree(`Khoá sổ với ${formatVnd(amountVnd)} đ`, `Đã khoá sổ ${hand}`);
}

/** Opens the first row of a grid. */
export async function openRow(keys: Keys, grid: Locator): Promise<void> {
  await expect(grid.getByRole('row').nth(1)).toBeVisible(SLOW);
  await keys.reach(grid);
  await keys.keyboard.press('ArrowDown');
  await keys.keyboard.press('Enter');
}
