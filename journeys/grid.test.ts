import assert from 'node:assert/strict';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { expect, type Page } from '@playwright/test';
import { importList } from '#modules/payouts/lists/actions/import-list.ts';
import { newId } from '#kernel/words/id.ts';
import { findBarriers, openBrowser, openWindow } from './browser.ts';
import { openEmptyHouse } from './house.ts';
import { signIn } from './sign-in.ts';

const ROWS = 10_000;
const LISTED = new Date('2020-11-28T08:00:00+07:00');
/** Rows in sight, the overscan on both sides, the head, and the active row that is kept. */
const DRAWN_AT_MOST = 60;

const house = await openEmptyHouse(LISTED);
const browser = await openBrowser();

before(async () => {
  await house.makePerson('kiem.soat', 'payout-controller', house.province.rootId);
  const path = join(house.dataDir, 'list.csv');
  const lines = Array.from({ length: ROWS }, (_, i) => {
    const n = String(i + 1).padStart(5, '0');
    return `NCC-${n};Nguyễn Thị Thử ${n};1950;0451500${n};Thôn 1;Xã Cam Hiếu;Thân nhân 01 liệt sĩ;1.624.000;1.624.000`;
  });
  const head = 'Mã đối tượng;Họ tên;Năm sinh;CMND/CCCD;Thôn;Xã/Thị trấn;Đối tượng;Mức trợ cấp;Tổng';
  await writeFile(path, [head, ...lines].join('\n'));
  const outcome = await importList(
    house.db,
    LISTED,
    {
      id: newId(),
      doer: house.province.controller,
      programme: 'merit',
      month: '2020-12',
      kind: 'regular',
      path,
      fileName: 'list.csv',
      fileBytes: (await stat(path)).size,
    },
    { filesFolder: join(house.dataDir, 'files') },
  );
  assert.equal(outcome.outcome, 'accepted');
});

/** The grid of all rows of the list, brought to the browser. */
async function openGrid(page: Page) {
  await signIn(page, 'kiem.soat', '/lists');
  await page.getByRole('link', { name: 'list.csv' }).click();
  const grid = page.getByRole('grid', { name: 'Phiếu của danh sách' });
  await expect(grid).toHaveAttribute('aria-rowcount', String(ROWS + 1));
  await page.getByRole('button', { name: 'Hiện hết các dòng' }).click();
  await expect(page.getByRole('button', { name: 'Hiện hết các dòng' })).toHaveCount(0, { timeout: 60_000 });
  return grid;
}

/** The row and column that assistive technology is told to be in, and how much is drawn. */
const standing = (page: Page) =>
  page.getByRole('grid').evaluate((grid) => {
    const cell = document.getElementById(grid.getAttribute('aria-activedescendant') ?? '');
    const row = cell?.closest('[role=row]');
    return {
      row: Number(row?.getAttribute('aria-rowindex')) - 1,
      column: row && cell ? [...row.children].indexOf(cell) + 1 : 0,
      columns: row?.children.length ?? 0,
      focused: document.activeElement === grid,
      inSight: row
        ? row.getBoundingClientRect().top >= grid.getBoundingClientRect().top &&
          row.getBoundingClientRect().bottom <= grid.getBoundingClientRect().bottom + 1
        : false,
      drawn: grid.querySelectorAll('[role=row]').length,
    };
  });

test('ten thousand rows are a grid to assistive technology, walked by keys from the first to the last', async () => {
  const { page, faults, context } = await openWindow(browser, house.address);
  const grid = await openGrid(page);
  await expect(grid).toHaveAttribute('aria-rowcount', String(ROWS + 1));
  const heads = grid.getByRole('columnheader');
  assert.equal(Number(await grid.getAttribute('aria-colcount')), await heads.count());
  await expect(grid.getByRole('row').first()).toHaveAttribute('aria-rowindex', '1');
  await expect(grid.getByRole('row').nth(1)).toHaveAttribute('aria-rowindex', '2');
  assert.deepEqual(await findBarriers(page), []);

  await grid.focus();
  const press = async (key: string) => {
    await page.keyboard.press(key);
    await expect.poll(async () => (await standing(page)).inSight, { message: key }).toBe(true);
    const at = await standing(page);
    assert.ok(at.focused, `${key} leaves the focus on the grid`);
    assert.ok(at.drawn <= DRAWN_AT_MOST, `${at.drawn} rows are drawn after ${key}`);
    return [at.row, at.column];
  };
  const { columns } = await standing(page);
  assert.deepEqual(await press('ArrowDown'), [2, 1]);
  assert.deepEqual(await press('ArrowRight'), [2, 2]);
  assert.deepEqual(await press('End'), [2, columns]);
  assert.deepEqual(await press('ArrowRight'), [2, columns]);
  assert.deepEqual(await press('Home'), [2, 1]);
  assert.deepEqual(await press('ArrowUp'), [1, 1]);
  assert.deepEqual(await press('ArrowUp'), [1, 1]);
  const [page1 = 0] = await press('PageDown');
  assert.ok(page1 > 5 && page1 < 30, `a page is ${page1} rows`);
  assert.deepEqual(await press('PageDown'), [2 * page1 - 1, 1]);
  assert.deepEqual(await press('PageUp'), [page1, 1]);
  assert.deepEqual(await press('Control+End'), [ROWS, columns]);
  await expect(grid.getByRole('rowheader', { name: 'Nguyễn Thị Thử 10000' })).toBeVisible();
  assert.deepEqual(await press('ArrowDown'), [ROWS, columns]);
  assert.deepEqual(await press('PageUp'), [ROWS - (page1 - 1), columns]);
  assert.deepEqual(await press('Control+Home'), [1, 1]);
  await expect(grid.getByRole('rowheader', { name: 'Nguyễn Thị Thử 00001' })).toBeVisible();
  assert.deepEqual(await findBarriers(page), []);
  assert.deepEqual(faults, []);
  await context.close();
});

test('ten thousand rows are flicked through from the first to the last, and the frames are told', async (t) => {
  const { page, faults, context } = await openWindow(browser, house.address);
  const grid = await openGrid(page);
  const flick = () =>
    grid.evaluate(async (scroller) => {
      const gaps: number[] = [];
      const frame = () => new Promise<number>((done) => requestAnimationFrame(done));
      scroller.scrollTop = 0;
      let before = await frame();
      for (let top = 0; top + scroller.clientHeight < scroller.scrollHeight; top += 800) {
        scroller.scrollTop = top;
        const now = await frame();
        gaps.push(now - before);
        before = now;
      }
      gaps.sort((a, b) => a - b);
      const at = (share: number) => Math.round(gaps[Math.floor((gaps.length - 1) * share)] ?? 0);
      return {
        frames: gaps.length,
        over50: gaps.filter((gap) => gap > 50).length,
        median: at(0.5),
        p95: at(0.95),
        longest: at(1),
      };
    });
  const tell = (how: string, { frames, over50, median, p95, longest }: Awaited<ReturnType<typeof flick>>) =>
    t.diagnostic(
      `${how}: ${frames} frames, ${over50} over 50 ms; median ${median} ms, p95 ${p95} ms, longest ${longest} ms`,
    );
  tell('as they came', await flick());
  await grid.getByRole('columnheader', { name: 'Họ và tên' }).getByRole('button').click();
  tell('sorted by name', await flick());
  await expect(grid.getByRole('rowheader', { name: 'Nguyễn Thị Thử 10000' })).toBeVisible();
  assert.deepEqual(faults, []);
  await context.close();
});

test('scrolling through ten thousand rows draws a handful, shows each, and keeps the place of the keyboard', async () => {
  const { page, faults, context } = await openWindow(browser, house.address);
  const grid = await openGrid(page);
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  const seen = await grid.evaluate(async (scroller) => {
    const indexes = new Set<number>();
    let most = 0;
    // oxlint-disable-next-line unicorn/consistent-function-scoping -- only this function reaches the browser
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const step = scroller.clientHeight - 64;
    for (let top = 0; ; top += step) {
      scroller.scrollTop = top;
      await frame();
      await frame();
      const rows = scroller.querySelectorAll('[role=row]');
      most = Math.max(most, rows.length);
      for (const row of rows) indexes.add(Number(row.getAttribute('aria-rowindex')));
      if (top + scroller.clientHeight >= scroller.scrollHeight) break;
    }
    return { most, different: indexes.size };
  });
  assert.equal(seen.different, ROWS + 1, 'each row and the head was drawn with its own index');
  assert.ok(seen.most <= DRAWN_AT_MOST, `${seen.most} rows were drawn at once`);
  const far = await standing(page);
  assert.deepEqual([far.row, far.column, far.focused, far.inSight], [2, 2, true, false], 'the place is kept');
  await page.keyboard.press('ArrowDown');
  await expect.poll(async () => (await standing(page)).inSight).toBe(true);
  assert.equal((await standing(page)).row, 3);

  await grid.getByRole('columnheader', { name: 'Họ và tên' }).getByRole('button').click();
  await grid.getByRole('columnheader', { name: 'Họ và tên' }).getByRole('button').click();
  await grid.focus();
  await page.keyboard.press('Control+Home');
  await expect(grid.getByRole('rowheader', { name: 'Nguyễn Thị Thử 10000' })).toBeVisible();
  assert.deepEqual(faults, []);
  await context.close();
});
