import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HOME = fileURLToPath(new URL('..', import.meta.url));
const STAMP = join(HOME, 'dist', 'web.stamp');

/** What a web build is made from: the pages, and the contracts, rules and texts that any room may lend them. */
const SOURCES = ['app/web', 'kernel', 'modules', 'people', 'places'];
const FILES = ['package-lock.json', 'vite.config.ts'];

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of SOURCES) {
    const names = (await readdir(join(HOME, folder), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
      .map((entry) => join(entry.parentPath, entry.name));
    for (const name of names.sort()) hash.update(name.slice(HOME.length)).update(await readFile(name));
  }
  for (const name of FILES) hash.update(await readFile(join(HOME, name)));
  return hash.digest('hex');
}

/** Builds the web when what it is made from has changed since the last build; says so, because it takes some seconds. */
export async function ensureWeb(log: (line: string) => void): Promise<void> {
  const wanted = await fingerprint();
  const built = await readFile(STAMP, 'utf8').catch(() => '');
  if (built === wanted && existsSync(join(HOME, 'dist', 'web'))) return;
  log('Building the web pages ...');
  await new Promise<void>((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [join(HOME, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'],
      {
        cwd: HOME,
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`The web build ended with ${code}.`)),
    );
  });
  await writeFile(STAMP, wanted);
}
