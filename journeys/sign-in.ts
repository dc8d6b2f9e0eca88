import type { Page } from '@playwright/test';
import { PASSWORD } from './house.ts';

/** Signs a person in and stops on the page that was asked for. */
export async function signIn(
  page: Page,
  username: string,
  address = '/',
  password = PASSWORD,
): Promise<void> {
  await page.goto(address);
  await page.getByLabel('Tên đăng nhập').fill(username);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
}
