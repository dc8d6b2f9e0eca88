import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { expect } from '@playwright/test';
import { newPhoneFolder, openFieldHouse, switchOn } from './field-house.ts';
import {
  typePin,
  takeBag,
  openPerson,
  beginPay,
  writePaper,
  handOver,
  payOnPaper,
  unsent,
  allSent,
  sendNow,
} from './field-steps.ts';

const house = await openFieldHouse();
const folder = await newPhoneFolder();

test('a disk that is full when the payment is written: it says that nothing is paid, and nothing is half written', async (t) => {
  const disk = join(folder, 'disk');
  spawnSync('mkdir', [disk]);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'tmpfs', disk], { stdio: 'ignore' });
  if (mounted.status !== 0) return t.skip('a small disk cannot be mounted here: run as root on Linux');
  try {
    let phone = await switchOn(join(disk, 'phone'), house.address);
    let { page } = phone;
    await takeBag(page, await house.makeCode());
    await allSent(page);
    house.wire.rule = () => 'cut';
    await openPerson(page, 1);
    await beginPay(page);
    await writePaper(page, 'BN-1');
    const filler = join(disk, 'filler');
    const { bavail, bsize } = await statfs(disk);
    await writeFile(filler, Buffer.alloc(bavail * bsize)).catch(() => {});
    await handOver(page);
    const told = page.getByText('CHƯA ghi được', { exact: false });
    await expect(told).toBeVisible({ timeout: 20_000 });
    t.diagnostic((await told.textContent()) ?? '');
    await expect(page.getByText('Đã chi 1.624.000')).toBeHidden();
    await phone.kill();

    await rm(filler);
    phone = await switchOn(join(disk, 'phone'), house.address);
    ({ page } = phone);
    await page.goto('/field/');
    await typePin(page);
    await expect(page.getByText('20 phiếu')).toBeVisible();
    assert.equal(await unsent(page), '0');
    await payOnPaper(page, 1);
    house.wire.rule = null;
    await sendNow(page);
    assert.deepEqual(await house.paymentsOf('Nguyễn Thị Thử 1'), { made: 1, standing: 1 });
    await phone.close();
  } finally {
    // Lazily: a process that ends a moment later still holds the disk.
    spawnSync('umount', ['--lazy', disk]);
  }
});
