import { copyFile, mkdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { placeOf } from '#kernel/files/keep.ts';
import { isWhole, keptNames } from '#kernel/files/reseal.ts';
import { type BackedFile, BackupDamaged } from './manifest.ts';
import { copyIfChanged, eachOf, flush, isAbsent, listFiles, packFile } from './durable.ts';

/** Kept files carry their hash as name and never change, so all backups of a folder share one copy. */
export const KEPT = 'files';

/**
 * What is not packed with the house: the database has its own way, kept files are shared, uploads are passing
 * through, and keys of sealed columns beside what they open would make the sealing worthless. */
const ELSEWHERE = new Set(['postgres', KEPT, 'keys', 'uploads', 'web']);

const TOGETHER = 4;

/** Packs secrets, evidence keys and whatever else lies in the data folder. */
export async function packHouse(dataDir: string, draft: string): Promise<BackedFile[]> {
  const { files } = await listFiles(dataDir, (path) => ELSEWHERE.has(path) || path.endsWith('.part'));
  const packed: BackedFile[] = [];
  await eachOf(files, TOGETHER, async (path) => {
    try {
      const written = await packFile(join(dataDir, path), join(draft, 'house', `${path}.zst`));
      packed.push({ path: `house/${path}`, ...written });
    } catch (error) {
      // A draft that was renamed while the folder was read is under its new name, or comes with the next one.
      if (!isAbsent(error)) throw error;
    }
  });
  return packed;
}

/**
 * Copies kept files that the backup folder lacks, sealed as they lie; a file whose content is not its name is refused. One that was
 * first kept open and is sealed by now replaces its open copy.
 */
export async function copyKept(dataDir: string, folder: string): Promise<BackedFile[]> {
  const from = join(dataDir, KEPT);
  const listed: BackedFile[] = [];
  await eachOf(await keptNames(from), TOGETHER, async (sha256) => {
    const source = placeOf(from, sha256);
    const place = placeOf(join(folder, KEPT), sha256);
    const { size: bytes } = await stat(source);
    const there = await stat(place).catch(() => null);
    if (there?.size !== bytes) await copyWhole(source, place, sha256);
    listed.push({ path: `${KEPT}/${sha256.slice(0, 2)}/${sha256}`, bytes, sha256 });
  });
  return listed;
}

/** Copies one kept file; it is under its name only when it is whole, as far as the keys at hand can tell. */
export async function copyWhole(source: string, place: string, sha256: string): Promise<void> {
  await mkdir(join(place, '..'), { recursive: true, mode: 0o700 });
  const draft = `${place}.${process.pid}.part`;
  await copyFile(source, draft);
  if ((await isWhole(draft, sha256)) === false) throw new BackupDamaged(source);
  await flush(draft);
  await rename(draft, place);
}

/** Signing keys and what was signed last change between backups; the archive carries them as they are now. */
export async function copyEvidenceKeys(dataDir: string, chain: string): Promise<void> {
  for (const name of EVIDENCE_FILES)
    await copyIfChanged(join(dataDir, 'evidence', name), join(chain, 'evidence', name));
}

export const EVIDENCE_FILES = ['keys.json', 'newest.checkpoint'] as const;
