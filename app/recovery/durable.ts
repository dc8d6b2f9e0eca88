import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress, createZstdDecompress } from 'node:zlib';

/** What a file held: its length and SHA-256 (hex), before compression. */
export interface Written {
  readonly bytes: number;
  readonly sha256: string;
}

/** Level 1 is the fastest; heap files still shrink to about a fifth. */
const ZSTD_LEVEL = 1;
const ZSTD_LEVEL_PARAMETER = 100;

/** Copies a file compressed, and flushes it. A file that PostgreSQL is writing to gives some state; the log mends it. */
export async function packFile(from: string, to: string): Promise<Written> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const meter = meterOf();
  const out = await open(to, 'w', 0o600);
  try {
    await pipeline(
      createReadStream(from, { highWaterMark: 1 << 20 }),
      meter.through,
      createZstdCompress({ params: { [ZSTD_LEVEL_PARAMETER]: ZSTD_LEVEL } }),
      (packed: AsyncIterable<Buffer>) => out.writeFile(packed),
    );
    await out.sync();
  } finally {
    await out.close();
  }
  return meter.read();
}

/**
 * The reverse of `packFile`: writes what was packed, and tells what came out. A damaged file rejects. It is not flushed:
 * PostgreSQL flushes a whole data folder before it recovers, and the caller the few other files.
 */
export async function unpackFile(from: string, to: string): Promise<Written> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const meter = meterOf();
  const out = await open(to, 'wx', 0o600);
  try {
    await pipeline(
      createReadStream(from, { highWaterMark: 1 << 20 }),
      createZstdDecompress(),
      meter.through,
      (packed: AsyncIterable<Buffer>) => out.writeFile(packed),
    );
  } finally {
    await out.close();
  }
  return meter.read();
}

function meterOf(): { through: Transform; read(): Written } {
  const hash = createHash('sha256');
  let bytes = 0;
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  return { through, read: () => ({ bytes, sha256: hash.digest('hex') }) };
}

/** Replaces a file whole: a reader meets the old one or the new one, also after the power was cut. */
export async function replaceWhole(path: string, content: string | Buffer): Promise<void> {
  const draft = `${path}.${process.pid}.part`;
  try {
    await writeFile(draft, content, { mode: 0o600, flush: true });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

export async function flush(path: string, flags = 'r+'): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Names in a folder survive a power cut only after the folder itself was flushed. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  await flush(folder, 'r');
}

/** Copies a small file when it differs; a file that is not there is no news. */
export async function copyIfChanged(from: string, to: string): Promise<void> {
  const [now, kept] = await Promise.all([readIfThere(from), readIfThere(to)]);
  if (now === null || (kept !== null && now.equals(kept))) return;
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  await replaceWhole(to, now);
}

export async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

export const isAbsent = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Every file below a folder as a path relative to it, sorted; nothing when there is no folder. `skip` leaves out subtrees. */
export async function listFiles(
  folder: string,
  skip: (path: string) => boolean = () => false,
  below = '',
): Promise<{ files: string[]; folders: string[] }> {
  const files: string[] = [];
  const folders: string[] = [];
  const entries = await readdir(join(folder, below), { withFileTypes: true }).catch((error: unknown) => {
    if (isAbsent(error)) return [];
    throw error;
  });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = below ? `${below}/${entry.name}` : entry.name;
    if (skip(path)) continue;
    if (entry.isDirectory()) {
      folders.push(path);
      const deeper = await listFiles(folder, skip, path);
      files.push(...deeper.files);
      folders.push(...deeper.folders);
    } else if (entry.isFile()) files.push(path);
  }
  return { files, folders };
}

/** Runs work on each item, a few at a time: files are small and a flush is a wait. */
export async function eachOf<T>(
  items: readonly T[],
  together: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const lane = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: together }, lane));
}

export async function removeTree(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
}
