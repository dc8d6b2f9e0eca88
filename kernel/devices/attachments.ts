import { mkdir, open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { COMING, hashFile, isKept, keepFile } from '../files/keep.ts';
import type { Database } from '../db/connect.ts';
import type { Read } from '../db/types.ts';
import type { Id } from '../words/id.ts';
import { Refusal } from '../words/refusal.ts';
import { fromBase64url } from './seal.ts';

export interface NamedFile {
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string;
  readonly whole: boolean;
}

/** Files that a device's operations have named; only of some operation when one is given. */
export async function listAttachments(
  read: Read,
  deviceId: Id,
  only: { readonly operationId?: Id; readonly sha256?: string; readonly missing?: true } = {},
): Promise<NamedFile[]> {
  let query = read
    .selectFrom('device_attachment as a')
    .leftJoin('device_attachment_kept as k', (on) =>
      on.onRef('k.device_id', '=', 'a.device_id').onRef('k.sha256', '=', 'a.sha256'),
    )
    .select(['a.sha256', 'a.bytes', 'a.media_type', 'k.kept_at'])
    .where('a.device_id', '=', deviceId)
    .orderBy('a.sha256')
    .limit(500);
  if (only.operationId) query = query.where('a.operation_id', '=', only.operationId);
  if (only.sha256) query = query.where('a.sha256', '=', Buffer.from(only.sha256, 'hex'));
  if (only.missing) query = query.where('k.kept_at', 'is', null);
  return (await query.execute()).map((row) => ({
    sha256: row.sha256.toString('hex'),
    bytes: row.bytes,
    mediaType: row.media_type,
    whole: row.kept_at !== null,
  }));
}

const partPath = (folder: string, deviceId: Id, sha256: string) =>
  join(folder, COMING, `${deviceId}-${sha256}`);

/** How much of a file is here. */
export async function bytesHere(folder: string, deviceId: Id, sha256: string): Promise<number> {
  return (await stat(partPath(folder, deviceId, sha256)).catch(() => null))?.size ?? 0;
}

export interface Part {
  readonly deviceId: Id;
  readonly sha256: string;
  readonly offset: number;
  /** Base64url. */
  readonly content: string;
}

/**
 * Takes a part of a file that an operation has named. A part that begins behind what is here is not taken; one that was
 * taken before changes nothing. The last one has the whole compared with its name and kept. Refuses `attachment_not_found`
 * for a file that nobody named, `wrong_attachment` when the bytes are not those of its name: they are thrown away then.
 */
export async function takePart(
  db: Database,
  now: Date,
  folder: string,
  { deviceId, sha256, offset, content }: Part,
): Promise<{ have: number; whole: boolean }> {
  const [named] = await listAttachments(db.read, deviceId, { sha256 });
  if (!named) throw new Refusal('attachment_not_found', { sha256 });
  if (named.whole) return { have: named.bytes, whole: true };
  const bytes = fromBase64url(content);
  if (!bytes || offset + bytes.length > named.bytes) throw new Refusal('wrong_attachment', { sha256 });
  if (!(await isKept(folder, sha256))) {
    const path = partPath(folder, deviceId, sha256);
    const here = await bytesHere(folder, deviceId, sha256);
    if (offset > here) return { have: here, whole: false };
    const have = Math.max(here, await writePart(folder, path, offset, bytes));
    if (have < named.bytes) return { have, whole: false };
    const right = (await hashFile(path)) === sha256;
    if (right) await keepFile(folder, path, sha256);
    await rm(path, { force: true });
    if (!right) throw new Refusal('wrong_attachment', { sha256 });
  }
  await db.pool.query(
    `insert into device_attachment_kept (device_id, sha256, kept_at) values ($1, decode($2, 'hex'), $3) on conflict do nothing`,
    [deviceId, sha256, now],
  );
  return { have: named.bytes, whole: true };
}

/** Written where it belongs, so that the same part sent twice at once is the same file. */
async function writePart(folder: string, path: string, offset: number, bytes: Uint8Array): Promise<number> {
  await mkdir(join(folder, COMING), { recursive: true, mode: 0o700 });
  const handle = await open(path, 'a', 0o600).then((made) => made.close().then(() => open(path, 'r+')));
  try {
    await handle.write(bytes, 0, bytes.length, offset);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return offset + bytes.length;
}
