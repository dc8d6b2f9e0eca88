import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { copyFile, mkdir, open, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { newId } from '../words/id.ts';

/** SHA-256 of a file, hex. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/**
 * Keeps a file by its SHA-256 (hex): written beside its place, flushed, then renamed, so that a kept file is whole or
 * absent. Keeping the same content again changes nothing. Returns where it stands.
 */
export async function keepFile(folder: string, path: string, sha256: string): Promise<string> {
  const place = placeOf(folder, sha256);
  if (await isKept(folder, sha256)) {
    // Its age is that of the last time it came, so that `removeKept` leaves it to whoever brings it now.
    const now = new Date();
    await utimes(place, now, now);
    return place;
  }
  await mkdir(join(folder, sha256.slice(0, 2)), { recursive: true });
  // Two requests may keep the same content at once.
  const draft = `${place}.${randomUUID()}.part`;
  await copyFile(path, draft);
  const handle = await open(draft, 'r+');
  await handle.sync();
  await handle.close();
  await rename(draft, place);
  return place;
}

/** Keeps what `write` makes, by its SHA-256; answers the hash and how long it is. */
export async function keepWritten(
  folder: string,
  write: (out: Writable) => Promise<void>,
): Promise<{ sha256: string; bytes: number }> {
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `${newId()}.part`);
  try {
    await write(createWriteStream(draft));
    const sha256 = await hashFile(draft);
    await keepFile(folder, draft, sha256);
    return { sha256, bytes: (await stat(draft)).size };
  } finally {
    await rm(draft, { force: true });
  }
}

export async function isKept(folder: string, sha256: string): Promise<boolean> {
  return (await stat(placeOf(folder, sha256)).catch(() => null)) !== null;
}

const JUST_KEPT_MS = 3_600_000;

/**
 * Removes a kept file that nothing names any more; one that is gone already counts as removed. False when it came again within
 * the last hour: whoever brought it is about to name it.
 */
export async function removeKept(folder: string, sha256: string): Promise<boolean> {
  const place = placeOf(folder, sha256);
  const found = await stat(place).catch(() => null);
  if (found && Date.now() - found.mtimeMs < JUST_KEPT_MS) return false;
  await rm(place, { force: true });
  return true;
}

export function readKept(folder: string, sha256: string) {
  return createReadStream(placeOf(folder, sha256));
}

/** A kept file as a stream; null when it is not in the folder (not restored with the database, or the disk was changed). */
export async function findKept(folder: string, sha256: string): Promise<Readable | null> {
  const handle = await open(placeOf(folder, sha256)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return handle && handle.createReadStream();
}

/** Where a file with this content stands once it is kept. */
export function placeOf(folder: string, sha256: string): string {
  return join(folder, sha256.slice(0, 2), sha256);
}
