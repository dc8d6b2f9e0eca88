import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDisk {
  readonly folder: string;
  close(): Promise<void>;
}

/** A disk of so many megabytes in memory; null where it cannot be mounted. Others pass through its folder and list nothing. */
export async function openSmallDisk(megabytes: number): Promise<SmallDisk | null> {
  const folder = await mkdtemp(join(tmpdir(), 'tungnha-disk-'));
  const options = `size=${megabytes}m,mode=0711`;
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' });
  await chmod(folder, 0o711);
  const close = async () => {
    // Lazily: a process that ends a moment later still holds the disk.
    if (status === 0) spawnSync('umount', ['--lazy', folder]);
    await rm(folder, { recursive: true, force: true });
  };
  if (status === 0) return { folder, close };
  await close();
  return null;
}
