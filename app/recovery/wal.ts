import { link, mkdir, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import type { Client } from 'pg';
import { isAbsent, readIfThere, replaceWhole, syncFolder } from './durable.ts';

const pack = promisify(zstdCompress);
const unpack = promisify(zstdDecompress);

const PACKED = '.zst';
const PARTIAL = '.partial';
const THROUGH = 'through.json';

/** A place in PostgreSQL's write-ahead log, as a number of bytes from its beginning. */
export type Lsn = bigint;

export function readLsn(text: string): Lsn {
  const [high, low] = text.split('/');
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`);
}

/** How far the server's log is safely on its own disk, and how its files are named. */
export interface WalEnd {
  readonly timeline: number;
  readonly segmentBytes: number;
  readonly flushed: Lsn;
  readonly systemId: string;
}

export async function readWalEnd(client: Client): Promise<WalEnd> {
  const { rows } = await client.query<{ flushed: string; name: string; bytes: string; id: string }>(
    `select pg_current_wal_flush_lsn()::text as flushed, pg_walfile_name(pg_current_wal_flush_lsn()) as name,
      (select setting from pg_settings where name = 'wal_segment_size') as bytes,
      (select system_identifier::text from pg_control_system()) as id`,
  );
  const [row] = rows;
  if (!row) throw new Error('PostgreSQL does not tell the end of its log');
  return {
    timeline: Number.parseInt(row.name.slice(0, 8), 16),
    segmentBytes: Number(row.bytes),
    flushed: readLsn(row.flushed),
    systemId: row.id,
  };
}

const hex = (value: bigint) => value.toString(16).toUpperCase().padStart(8, '0');

/** `00000001` timeline, then the segment's number in two parts of eight digits. */
export function segmentName(timeline: number, segment: bigint, segmentBytes: number): string {
  const perPart = 0x1_0000_0000n / BigInt(segmentBytes);
  return hex(BigInt(timeline)) + hex(segment / perPart) + hex(segment % perPart);
}

function segmentNumber(name: string, segmentBytes: number): bigint {
  const perPart = 0x1_0000_0000n / BigInt(segmentBytes);
  return BigInt(`0x${name.slice(8, 16)}`) * perPart + BigInt(`0x${name.slice(16, 24)}`);
}

/** How far an archive reaches: everything that was committed before `at` is in it. */
export interface Through {
  readonly lsn: string;
  readonly at: string;
}

export async function readThrough(chain: string): Promise<Through | null> {
  const text = await readIfThere(join(chain, THROUGH));
  return text && (JSON.parse(text.toString('utf8')) as Through);
}

/**
 * Copies the log from the segment that holds `from` up to what is flushed. A full segment is packed and never replaced; the
 * last one is kept as far as it goes, so that a restore reaches the last second and not the last full segment. The caller
 * keeps PostgreSQL from recycling segments meanwhile. Copying what is there already changes nothing.
 */
export async function copyWal(walFolder: string, chain: string, end: WalEnd, from: Lsn): Promise<void> {
  await mkdir(chain, { recursive: true, mode: 0o700 });
  const size = BigInt(end.segmentBytes);
  const last = end.flushed / size;
  for (let segment = from / size; segment <= last; segment++) {
    const name = segmentName(end.timeline, segment, end.segmentBytes);
    if (segment < last) await keepSegment(join(walFolder, name), chain, name);
    else if (end.flushed % size > 0n)
      await copyPart(
        join(walFolder, name),
        join(chain, name + PARTIAL),
        end.segmentBytes,
        end.flushed % size,
      );
  }
}

async function keepSegment(source: string, chain: string, name: string): Promise<void> {
  const place = join(chain, name + PACKED);
  const kept = await readIfThere(place);
  if (kept === null) {
    const draft = `${place}.${process.pid}.part`;
    try {
      await writeFile(draft, await pack(await readFile(source)), { mode: 0o600, flush: true });
      // A link never replaces what another archiver kept under this name in the meantime.
      await link(draft, place).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      });
    } finally {
      await rm(draft, { force: true });
    }
    await syncFolder(chain);
  } else if (!(await unpack(kept)).equals(await readFile(source)))
    throw new Error(`${place}: một cơ sở dữ liệu khác lưu ở đây / another database archives here.`);
  await rm(join(chain, name + PARTIAL), { force: true });
}

const copied = new Map<string, bigint>();

/** What is flushed of a segment never changes, so only what came since is added; the rest of the file stays zero. */
async function copyPart(source: string, place: string, segmentBytes: number, upTo: bigint): Promise<void> {
  const there = await stat(place).catch(() => null);
  const from = there ? (copied.get(place) ?? 0n) : 0n;
  if (from >= upTo) return;
  const bytes = Buffer.alloc(Number(upTo - from));
  const input = await open(source, 'r');
  try {
    const { bytesRead } = await input.read(bytes, 0, bytes.length, Number(from));
    if (bytesRead < bytes.length) throw new Error(`${source} is shorter than what was flushed`);
  } finally {
    await input.close();
  }
  const output = await open(place, there ? 'r+' : 'w', 0o600);
  try {
    if (!there) await output.truncate(segmentBytes);
    await output.write(bytes, 0, bytes.length, Number(from));
    await output.datasync();
  } finally {
    await output.close();
  }
  if (!there) await syncFolder(join(place, '..'));
  copied.set(place, upTo);
}

export async function markThrough(chain: string, through: Through): Promise<void> {
  await replaceWhole(join(chain, THROUGH), `${JSON.stringify(through)}\n`);
}

/**
 * Lays the log of a chain into a new data directory, from a segment on for as long as none is missing. Returns the last
 * segment's name, and whether later ones lie behind a gap.
 */
export async function layWal(
  chain: string,
  walFolder: string,
  first: string,
  segmentBytes: number,
): Promise<{ last: string | null; gap: boolean }> {
  const timeline = Number.parseInt(first.slice(0, 8), 16);
  const names = new Set(await readdir(chain).catch(() => []));
  let last: string | null = null;
  let segment = segmentNumber(first, segmentBytes);
  for (; ; segment++) {
    const name = segmentName(timeline, segment, segmentBytes);
    const full = names.has(name + PACKED);
    if (!full && !names.has(name + PARTIAL)) break;
    const bytes = full
      ? await unpack(await readFile(join(chain, name + PACKED)))
      : await readFile(join(chain, name + PARTIAL));
    if (bytes.length !== segmentBytes)
      throw new Error(`${name}: đoạn nhật ký hỏng / this segment is damaged.`);
    const handle = await open(join(walFolder, name), 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    last = name;
  }
  const gap = [...names].some(
    (name) => /^[0-9A-F]{24}\./.test(name) && segmentNumber(name, segmentBytes) > segment,
  );
  return { last, gap };
}

/** Removes segments that no kept backup needs. */
export async function dropWalBefore(chain: string, first: string): Promise<number> {
  const names = await readdir(chain).catch((error: unknown) => {
    if (isAbsent(error)) return [];
    throw error;
  });
  const old = names.filter((name) => /^[0-9A-F]{24}\./.test(name) && name.slice(0, 24) < first);
  for (const name of old) await rm(join(chain, name), { force: true });
  return old.length;
}
