import { createHash } from 'node:crypto';
import { mkdir, readdir, rename } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { isAbsent, readIfThere, replaceWhole, syncFolder } from './durable.ts';

/** One file of a backup: where it belongs, what it holds. Database and house files are stored compressed by zstd. */
export interface BackedFile {
  /** `postgres/base/1/1259`, `house/secrets.json`, `files/ab/ab12...`: relative, with slashes. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface Manifest {
  readonly form: 'tungnha-backup/1';
  readonly name: string;
  /** The machine's clock, ISO. */
  readonly beganAt: string;
  /** A restore to an instant needs a backup that ended before it. */
  readonly endedAt: string;
  readonly postgresMajor: number;
  /** The newest migration: a program that does not know it refuses the backup. */
  readonly schema: string | null;
  /** The folder of the log that goes with it, below `wal/`. */
  readonly chain: string;
  readonly segmentBytes: number;
  readonly firstSegment: string;
  /** The database is consistent from here on. */
  readonly stopLsn: string;
  readonly files: readonly BackedFile[];
  /** Folders of the data directory that may be empty; PostgreSQL wants them. */
  readonly folders: readonly string[];
}

const UNFINISHED = '.unfinished';
const NAME = /^\d{8}T\d{6}Z$/;

/** `20201208T030000Z`; a second one of the same second gets the next. */
export async function newBackupName(folder: string, now: Date): Promise<string> {
  const taken = new Set(await namesIn(folder));
  for (let at = now.valueOf(); ; at += 1000) {
    const name = `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
    if (!taken.has(name) && !taken.has(name + UNFINISHED)) return name;
  }
}

export async function openDraft(folder: string, name: string): Promise<string> {
  const draft = join(folder, name + UNFINISHED);
  await mkdir(draft, { recursive: true, mode: 0o700 });
  return draft;
}

/** The manifest and its hash are flushed, and then one rename makes the backup a finished one. */
export async function finishDraft(draft: string, manifest: Manifest): Promise<string> {
  const text = `${JSON.stringify(manifest, null, 1)}\n`;
  await replaceWhole(join(draft, 'manifest.json'), text);
  await replaceWhole(join(draft, 'manifest.sha256'), `${sha256Of(text)}\n`);
  const place = join(dirname(draft), manifest.name);
  await rename(draft, place);
  await syncFolder(dirname(draft));
  return place;
}

/** Finished backups, the oldest first, and what was cut off. */
export async function listBackups(folder: string): Promise<{ finished: Manifest[]; unfinished: string[] }> {
  const names = await namesIn(folder);
  const finished: Manifest[] = [];
  for (const name of names.filter((each) => NAME.test(each)).sort())
    finished.push(await readManifest(join(folder, name)));
  return { finished, unfinished: names.filter((name) => name.endsWith(UNFINISHED)) };
}

async function readManifest(place: string): Promise<Manifest> {
  const [text, hash] = await Promise.all([
    readIfThere(join(place, 'manifest.json')),
    readIfThere(join(place, 'manifest.sha256')),
  ]);
  if (text === null || hash === null || sha256Of(text) !== hash.toString('utf8').trim())
    throw new BackupDamaged(`${basename(place)}/manifest.json`);
  return JSON.parse(text.toString('utf8')) as Manifest;
}

/**
 * The backup to restore from: the newest that ended before `at`, or the newest at all. `place` is a folder of backups or
 * one backup in it. Refuses a cut off one by name, and a folder without a finished one.
 */
export async function chooseBackup(
  place: string,
  at: Date | null,
): Promise<{ folder: string; manifest: Manifest }> {
  const path = resolve(place);
  const one = basename(path);
  if (one.endsWith(UNFINISHED))
    throw new Error(
      `${one}: bản sao lưu dở dang, không dùng được / this backup was cut off and cannot be used.`,
    );
  const folder = NAME.test(one) ? dirname(path) : path;
  const { finished, unfinished } = await listBackups(folder);
  const named = NAME.test(one) ? finished.filter(({ name }) => name === one) : finished;
  const manifest = named.findLast(({ endedAt }) => at === null || new Date(endedAt) <= at);
  if (manifest) return { folder, manifest };
  const why =
    named.length > 0
      ? `mọi bản đều xong sau thời điểm ấy / every backup ended after that instant (${named[0]?.endedAt})`
      : unfinished.length > 0
        ? `chỉ có bản dở dang / only cut off backups: ${unfinished.join(', ')}`
        : 'không có bản sao lưu / no backup';
  throw new Error(`${folder}: ${why}.`);
}

/** A file of a backup is not what the manifest says. */
export class BackupDamaged extends Error {
  constructor(path: string) {
    super(`${path}: tệp sao lưu hỏng hoặc bị đổi / this file of the backup is damaged or was changed.`);
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (isAbsent(error)) return [];
    throw error;
  });
}

function sha256Of(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
