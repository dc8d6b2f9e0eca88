import { expect, type Locator, type Page } from '@playwright/test';
import { formatVnd } from '#kernel/words/money.ts';

/** A machine that does other things as well answers late. */
export const SLOW = { timeout: 20_000 };

/** Pieces by note, as the screen writes the note. */
type Notes = Readonly<Record<string, number>>;

export const figure = (page: Page, name: string) => page.locator(`[data-figure=${name}]`);
export const row = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });

/** Presses a button of the open window and waits for what it says when it is done. */
export async function agree(page: Page, button: string, done: string): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: button, exact: true }).click();
  await expect(page.getByText(done).first()).toBeVisible(SLOW);
  await expect(page.getByRole('dialog')).toHaveCount(0, SLOW);
}

export async function count(dialog: Locator, notes: Notes): Promise<void> {
  for (const [note, pieces] of Object.entries(notes))
    await dialog.getByLabel(`Số tờ ${note}`, { exact: true }).fill(String(pieces));
}

/** Hands cash from a hand of one's own toward another, found by a part of its choice's name. */
export async function give(page: Page, from: string, toward: string, notes: Notes, amountVnd: bigint) {
  await row(page, from).first().getByRole('button', { name: 'Giao tiền' }).click();
  const dialog = page.getByRole('dialog');
  const choice = dialog.getByLabel('Giao cho').locator('option').filter({ hasText: toward });
  await dialog.getByLabel('Giao cho').selectOption((await choice.first().getAttribute('value')) ?? '');
  await count(dialog, notes);
  await agree(page, `Giao tiền ${formatVnd(amountVnd)} đ`, `Đã giao ${formatVnd(amountVnd)} đ`);
}

/** Counts blind what came from a hand, finds that it fits, takes it. */
export async function take(page: Page, from: string, notes: Notes, amountVnd: bigint) {
  await row(page, from).getByRole('button', { name: 'Đếm và nhận' }).click();
  const dialog = page.getByRole('dialog');
  await count(dialog, notes);
  await dialog.getByRole('button', { name: 'Đối chiếu' }).click();
  await expect(dialog.getByText('Khớp')).toBeVisible(SLOW);
  await agree(page, `Nhận ${formatVnd(amountVnd)} đ`, `Đã nhận ${formatVnd(amountVnd)} đ`);
}

/** Counts a hand blind, finds that it fits the book, closes its day. */
export async function close(page: Page, hand: string, notes: Notes, amountVnd: bigint) {
  await row(page, hand).getByRole('button', { name: 'Đếm và khoá' }).click();
  const dialog = page.getByRole('dialog');
  await count(dialog, notes);
  await dialog.getByRole('button', { name: 'Đối chiếu với sổ' }).click();
  await expect(dialog.getByText('Khớp')).toBeVisible(SLOW);
  await agree(page, `Khoá sổ với ${formatVnd(amountVnd)} đ`, `Đã khoá sổ ${hand}`);
}
