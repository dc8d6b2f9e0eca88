import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HOME = fileURLToPath(new URL('..', import.meta.url));
/** Threads and what is loaded late are read from here while the program runs. */
const FOLDERS = ['app', 'db', 'kernel', 'modules', 'people', 'places'];

/**
 * Remembers the program's files as they are now. The answer tells whether another release was laid over them since: what then
 * fails is mended by starting the program anew, and is no defect of it.
 */
export function rememberRelease(home = HOME): () => boolean {
  let atStart: string | null = null;
  // While the database starts, the processor has time for it.
  setImmediate(() => {
    atStart = filesOf(home);
  });
  return () => atStart !== null && filesOf(home) !== atStart;
}

function filesOf(home: string): string {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(home, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        const { size, mtimeMs } = statSync(path);
        return `${path} ${size} ${mtimeMs}`;
      }),
  ).join('\n');
}
