import { createHash, randomUUID } from 'node:crypto';
import { readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { fileSealedUnder } from '../keys/file.ts';
import { KeyMissing } from '../keys/seal.ts';
import { openKept, placeOf, sealInto } from './keep.ts';

const isAbsent = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** The hashes of all kept files of a folder. */
export async function keptNames(folder: string): Promise<string[]> {
  const parts = await readdir(folder).catch((error: unknown) => {
    if (isAbsent(error)) return [];
    throw error;
  });
  const names = await Promise.all(
    parts.filter((part) => /^[0-9a-f]{2}$/.test(part)).map((part) => readdir(join(folder, part))),
  );
  return names.flat().filter((name) => /^[0-9a-f]{64}$/.test(name));
}

/** Whether a copy of a kept file says what its name says: null when the key it lies under is not here to tell. */
export async function isWhole(path: string, sha256: string): Promise<boolean | null> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of openKept(path, sha256)) hash.update(chunk as Buffer);
  } catch (error) {
    if (error instanceof KeyMissing) return null;
    // The disk's own failures are no judgement of the content.
    if ((error as NodeJS.ErrnoException).syscall !== undefined) throw error;
    return false;
  }
  return hash.digest('hex') === sha256;
}

/** How many kept files lie under which key; null stands for those that were never sealed. */
export async function countKept(folder: string): Promise<Map<string | null, number>> {
  const counts = new Map<string | null, number>();
  for (const sha256 of await keptNames(folder)) {
    const id = await fileSealedUnder(placeOf(folder, sha256));
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

/**
 * Brings every kept file under the newest key, one after the other, while work goes on: a file is replaced whole, by one that says
 * the same. A file that is not what its name says is left as it is found, for the proof to tell, and so is one without its key. With
 * `until` it stops at that moment; `last` is the name it came to, null when there were no more.
 */
export async function resealKept(
  folder: string,
  newest: string,
  { after = '', until = Number.POSITIVE_INFINITY }: { after?: string; until?: number } = {},
): Promise<{ readonly changed: number; readonly passed: number; readonly last: string | null }> {
  let [changed, passed] = [0, 0];
  const names = (await keptNames(folder)).filter((name) => name > after).toSorted();
  for (const [n, sha256] of names.entries()) {
    if (n > 0 && Date.now() > until) return { changed, passed, last: names[n - 1] ?? null };
    const place = placeOf(folder, sha256);
    try {
      if ((await fileSealedUnder(place)) === newest) continue;
      if (await resealOne(place, sha256)) changed += 1;
      else passed += 1;
    } catch (error) {
      // Removed since the folder was read.
      if (!isAbsent(error)) throw error;
    }
  }
  return { changed, passed, last: null };
}

async function resealOne(place: string, sha256: string): Promise<boolean> {
  if ((await isWhole(place, sha256)) !== true) return false;
  const draft = `${place}.${randomUUID()}.part`;
  await sealInto(openKept(place, sha256), draft, sha256);
  try {
    // The age tells `removeKept` whether somebody has just brought it; a file that was removed meanwhile stays away.
    const { atime, mtime } = await stat(place);
    await utimes(draft, atime, mtime);
    await rename(draft, place);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  return true;
}
