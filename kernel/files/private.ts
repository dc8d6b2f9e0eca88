import { chmod, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const EVERYBODY = 0o007;

/**
 * Makes a folder for its owner alone, or closes one that is there to everybody but its owner and group. False when it stays open: a
 * share may know no rights. Windows has no such modes and nothing is told of it.
 */
export async function makePrivate(folder: string): Promise<boolean> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (process.platform === 'win32' || !(await isOpen(folder))) return true;
  const { mode } = await stat(folder);
  await chmod(folder, mode & 0o7777 & ~EVERYBODY).catch(() => {});
  return !(await isOpen(folder));
}

async function isOpen(folder: string): Promise<boolean> {
  return ((await stat(folder)).mode & EVERYBODY) !== 0;
}

/** Removes what lies in a folder and was not touched for so long; a folder that is not there holds nothing. */
export async function clearFolder(folder: string, olderThanMs = 0): Promise<void> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for (const name of names) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found && Date.now() - found.mtimeMs >= olderThanMs) await rm(path, { recursive: true, force: true });
  }
}
