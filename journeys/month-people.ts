import { type Browser, expect, type Page } from '@playwright/test';
import { openWindow } from './browser.ts';
import type { EmptyHouse } from './house.ts';
import { SLOW } from './month-acts.ts';
import { signIn } from './sign-in.ts';

/** Above this, cash needs a second person: so little that the cash of a small province does. */
const TWO_PEOPLE_ABOVE_VND = 7_500_000n;

/** Seven people in six roles, at the province and at its district. */
export async function seatPeople(house: EmptyHouse): Promise<void> {
  const { rootId, camLoId } = house.province;
  await house.makePerson('kiem.soat', 'payout-controller', rootId, false, 'Ngô Văn Soát');
  await house.makePerson('ktt.tinh', 'chief-accountant', rootId, false, 'Đỗ Thị Trưởng');
  await house.makePerson('quy.tinh', 'treasurer', rootId, false, 'Hoàng Văn Kho');
  await house.makePerson('quy.camlo', 'treasurer', camLoId, false, 'Hồ Thị Quỹ');
  await house.makePerson('gdv.camlo', 'teller', camLoId, false, 'Lê Thị Quầy');
  await house.makePerson('giam.doc', 'provincial-director', rootId, false, 'Trần Văn Tỉnh');
  await house.makePerson('kiem.toan', 'auditor', rootId, false, 'Phan Thị Soi');
  await house.db.owner.pool.query(
    `insert into payout_setting (name, valid_from, value_vnd, legal_basis)
     values ('two-people-above', '2020-01-01', $1, 'Quy định nội bộ của đơn vị')`,
    [TWO_PEOPLE_ABOVE_VND],
  );
}

/** The people of one month, each at a browser of their own. */
export function monthPeople(house: EmptyHouse, browser: Browser) {
  const windows = new Map<string, Awaited<ReturnType<typeof openWindow>>>();

  /** The page of a person at an address: they sign in at the first, and again when their session has run out meanwhile. */
  async function at(username: string, address: string): Promise<Page> {
    const known = windows.get(username);
    const window = known ?? (await openWindow(browser, house.address));
    windows.set(username, window);
    const { page } = window;
    const name = page.getByLabel('Tên đăng nhập');
    if (known) {
      await page.goto(address);
      await expect(name.or(page.getByRole('navigation')).first()).toBeVisible(SLOW);
    }
    if (!known || (await name.isVisible())) await signIn(page, username, address);
    await expect(page.getByRole('navigation').first()).toBeVisible(SLOW);
    return page;
  }

  /** Everything that any of these browsers reported as broken. */
  const faults = () => [...windows.values()].flatMap((window) => window.faults);

  return { at, faults };
}
