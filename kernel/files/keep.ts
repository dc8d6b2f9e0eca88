import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, pipeline as pipe, type Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openFile, sealFile } from '../keys/file.ts';
import { newId } from '../words/id.ts';
import { clearFolder, makePrivate } from './private.ts';

/** SHA-256 of a file, hex. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/**
 * Keeps a file by the SHA-256 (hex) of what it says, sealed for that name under the keyring in use: written beside its place, flushed,
 * then renamed, so that a kept file is whole or absent. Keeping the same content again changes nothing.
 */
export async function keepFile(folder: string, path: string, sha256: string): Promise<void> {
  const place = placeOf(folder, sha256);
  if (await isKept(folder, sha256)) {
    // Its age is that of the last time it came, so that `removeKept` leaves it to whoever brings it now.
    const now = new Date();
    await utimes(place, now, now);
    return;
  }
  await mkdir(join(folder, sha256.slice(0, 2)), { recursive: true, mode: 0o700 });
  // Two requests may keep the same content at once.
  const draft = `${place}.${randomUUID()}.part`;
  await sealInto(createReadStream(path, WIDE), draft, sha256);
  await rename(draft, place);
}

const WIDE = { highWaterMark: 1 << 20 } as const;

/** Writes content sealed for its name, and flushes it; what was begun is taken away when it fails. */
export async function sealInto(content: Readable, path: string, sha256: string): Promise<void> {
  try {
    await pipeline(
      content,
      (plain) => sealFile(plain, sha256),
      createWriteStream(path, { flush: true, mode: 0o600 }),
    );
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

/** Keeps what `write` makes, by its SHA-256; answers the hash and how long it is. */
export async function keepWritten(
  folder: string,
  write: (out: Writable) => Promise<void>,
): Promise<{ sha256: string; bytes: number }> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `${newId()}.part`);
  try {
    await write(createWriteStream(draft, { mode: 0o600 }));
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

/** A kept file's content. The stream fails when it is absent, was tampered with, or lies under a key that is not here. */
export function readKept(folder: string, sha256: string): Readable {
  return opened(createReadStream(placeOf(folder, sha256), WIDE), sha256);
}

/** The same; null when it is not in the folder (not restored with the database, or the disk was changed). */
export async function findKept(folder: string, sha256: string): Promise<Readable | null> {
  const handle = await open(placeOf(folder, sha256)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return handle && opened(handle.createReadStream(WIDE), sha256);
}

/** What a kept file says, wherever a copy of it lies. */
export function openKept(path: string, sha256: string): Readable {
  return opened(createReadStream(path, WIDE), sha256);
}

function opened(source: Readable, sha256: string): Readable {
  const out = new PassThrough();
  // A failure reaches whoever reads `out`; it needs no second hearer.
  pipe(
    source,
    (sealed: AsyncIterable<Buffer>) => openFile(sealed, sha256),
    out,
    () => {},
  );
  return out;
}

/** For a reader that wants a file: the content lies open, for nobody else to read, only while `work` runs. */
export async function withKept<T>(
  folder: string,
  sha256: string,
  work: (path: string) => Promise<T>,
): Promise<T> {
  await mkdir(join(folder, READING), { recursive: true, mode: 0o700 });
  const path = join(folder, READING, newId());
  try {
    await pipeline(readKept(folder, sha256), createWriteStream(path, { mode: 0o600 }));
    return await work(path);
  } finally {
    await rm(path, { force: true });
  }
}

const READING = 'reading';
/** Where parts of a file wait for the rest. */
export const COMING = 'coming';
const MONTH_MS = 30 * 86_400_000;

/**
 * Takes away what a process that died left open on its way: files that were read or written, and parts of phones' files that nobody
 * went on with for a month. Only for the start of the one server of a folder.
 */
export async function clearPassing(folder: string): Promise<void> {
  await makePrivate(folder);
  await rm(join(folder, READING), { recursive: true, force: true });
  await clearFolder(join(folder, COMING), MONTH_MS);
  const drafts = (await readdir(folder)).filter((name) => name.endsWith('.part'));
  await Promise.all(drafts.map((name) => rm(join(folder, name), { force: true })));
}

/** Where a file with this content stands once it is kept. */
export function placeOf(folder: string, sha256: string): string {
  return join(folder, sha256.slice(0, 2), sha256);
}
