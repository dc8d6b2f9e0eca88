import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { tmpdir } from 'node:os';
import { pipeline } from 'node:stream/promises';
import { keyFromPassphrase } from '#kernel/keys/saved.ts';
import { openChunks, sealChunks, takeHead } from '#kernel/keys/stream.ts';
import { type BackupPlace, type BackupTaken, takeBackup } from './base-backup.ts';
import { isAbsent, listFiles, removeTree, syncFolder } from './durable.ts';
import { BackupDamaged } from './manifest.ts';

/** How a sealed backup begins: this mark, 16 random bytes for scrypt, 16 bytes that tell a wrong passphrase at once. */
const MARK = Buffer.from('TNBACK1\n');
const SALT = 16;
const CHECK = 16;
const ENDING = '.sealed';
const NAME = /^\d{8}T\d{6}Z\.sealed$/;
const PLACE = 'tungnha-backup-sealed/1';

/** The passphrase does not belong to this backup. */
export class WrongPassphrase extends Error {
  constructor(path: string) {
    super(`${path}: sai cụm mật khẩu / a wrong passphrase.`);
  }
}

export interface SealAsked {
  readonly passphrase: string;
  /** Where the open copy is made, and taken away again; the system's temporary folder when absent. */
  readonly scratch?: string;
  /** Sealed backups kept in the folder. */
  readonly keep: number;
}

/**
 * A backup as one file that only the passphrase opens (scrypt, AES-256-GCM in chunks whose order and end are authenticated): the
 * database, the log it needs, kept files, secrets. Under its name only when it is whole. Older ones beyond `keep` go.
 */
export async function takeSealedBackup(
  { dataDir, ownerUrl, folder }: BackupPlace,
  { passphrase, scratch, keep }: SealAsked,
): Promise<BackupTaken> {
  const to = resolve(folder);
  await mkdir(to, { recursive: true, mode: 0o700 });
  const open = await mkdtemp(join(scratch ?? tmpdir(), 'tungnha-backup-'));
  try {
    const taken = await takeBackup({ dataDir, ownerUrl, folder: open });
    const place = join(to, `${taken.manifest.name}${ENDING}`);
    const draft = `${place}.part`;
    try {
      await pipeline(sealTree(open, passphrase), createWriteStream(draft, { mode: 0o600, flush: true }));
      await rename(draft, place);
      await syncFolder(to);
    } finally {
      await rm(draft, { force: true });
    }
    const dropped = (await listSealed(to)).slice(0, -keep);
    for (const name of dropped) await rm(join(to, name), { force: true });
    return { ...taken, place, bytes: (await stat(place)).size, dropped };
  } finally {
    await removeTree(open);
  }
}

/** The sealed backup that a path means: itself, or the newest of a folder; null when there is none. */
export async function findSealed(path: string): Promise<string | null> {
  const found = await stat(path).catch((error: unknown) => {
    if (isAbsent(error)) return null;
    throw error;
  });
  if (found?.isFile()) return path;
  const newest = found ? (await listSealed(path)).at(-1) : undefined;
  return newest === undefined ? null : join(path, newest);
}

async function listSealed(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => NAME.test(name)).toSorted();
}

/**
 * Opens a sealed backup into a scratch folder, from which it is restored like any other, and takes that away after `work`. Throws
 * `WrongPassphrase`, and `BackupDamaged` for a file that was changed or cut off.
 */
export async function withOpened<T>(
  path: string,
  { passphrase, scratch }: { readonly passphrase: string; readonly scratch?: string },
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(scratch ?? tmpdir(), 'tungnha-opened-'));
  try {
    await openTree(path, passphrase, folder);
    return await work(folder);
  } finally {
    await removeTree(folder);
  }
}

async function* sealTree(folder: string, passphrase: string): AsyncGenerator<Buffer> {
  const salt = randomBytes(SALT);
  const key = keyFromPassphrase(passphrase, salt);
  yield Buffer.concat([MARK, salt, checkOf(key)]);
  yield* sealChunks(treeOf(folder), key, PLACE);
}

/** Every file as a length, its path and size as JSON, and its bytes. */
async function* treeOf(folder: string): AsyncGenerator<Buffer> {
  for (const path of (await listFiles(folder)).files) {
    const { size } = await stat(join(folder, path));
    const told = Buffer.from(JSON.stringify({ path, bytes: size }));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(told.length);
    yield Buffer.concat([length, told]);
    yield* createReadStream(join(folder, path), { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>;
  }
}

async function openTree(path: string, passphrase: string, to: string): Promise<void> {
  const source = createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>;
  const { head, rest } = await takeHead(source, MARK.length + SALT + CHECK);
  if (head.length < MARK.length + SALT + CHECK || !head.subarray(0, MARK.length).equals(MARK))
    throw new BackupDamaged(path);
  const key = keyFromPassphrase(passphrase, head.subarray(MARK.length, MARK.length + SALT));
  if (!timingSafeEqual(checkOf(key), head.subarray(-CHECK))) throw new WrongPassphrase(path);
  try {
    await layTree(openChunks(rest, key, PLACE), to);
  } catch (error) {
    // The disk's own failures are no judgement of the file.
    if ((error as NodeJS.ErrnoException).syscall !== undefined) throw error;
    throw Object.assign(new BackupDamaged(path), { cause: error });
  }
}

async function layTree(plain: AsyncIterable<Buffer>, to: string): Promise<void> {
  const take = takerOf(plain);
  for (;;) {
    const length = await take(4);
    if (length.length === 0) return;
    const told = JSON.parse((await take(length.readUInt32BE())).toString()) as {
      path: string;
      bytes: number;
    };
    if (told.path.split('/').includes('..')) throw new Error('a path leads outside');
    await mkdir(dirname(join(to, told.path)), { recursive: true, mode: 0o700 });
    const out = await open(join(to, told.path), 'wx', 0o600);
    try {
      for (let left = told.bytes; left > 0;) {
        const piece = await take(Math.min(left, 65_536));
        if (piece.length === 0) throw new Error('a file was cut off');
        await out.writeFile(piece);
        left -= piece.length;
      }
    } finally {
      await out.close();
    }
  }
}

/** Takes so many bytes at a time; fewer at the end, which is reached only when the last chunk was the true one. */
function takerOf(stream: AsyncIterable<Buffer>): (length: number) => Promise<Buffer> {
  const pieces = stream[Symbol.asyncIterator]();
  let held = Buffer.alloc(0);
  return async (length) => {
    while (held.length < length) {
      const { done, value } = await pieces.next();
      if (done) break;
      held = Buffer.concat([held, value]);
    }
    const taken = held.subarray(0, length);
    held = held.subarray(length);
    return taken;
  };
}

function checkOf(key: Buffer): Buffer {
  return createHmac('sha256', key).update('tungnha backup check').digest().subarray(0, CHECK);
}
