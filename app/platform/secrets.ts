import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assertPrivate, makePrivate, replacePrivate } from '#kernel/keys/private-file.ts';

export type Secrets = {
  ownerPassword: string;
  appPassword: string;
  /** Signs sessions; changing it signs everyone out. */
  sessionSecret: string;
};

/** The secrets of one DATA_DIR, made at random the first time and readable only by the user who runs the program. */
export function readSecrets(folder: string): Secrets {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'secrets.json');
  try {
    const secrets = JSON.parse(readFileSync(file, 'utf8')) as Secrets;
    assertPrivate(file);
    return secrets;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const made: Secrets = { ownerPassword: random(), appPassword: random(), sessionSecret: random() };
  makePrivate(file, made);
  return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
}

/** Draws the application's database password anew; the next start of the program gives it to the role. */
export function replaceAppPassword(folder: string): Secrets {
  const made: Secrets = { ...readSecrets(folder), appPassword: random() };
  const file = join(folder, 'secrets.json');
  replacePrivate(file, made);
  return made;
}

function random(): string {
  return randomBytes(32).toString('base64url');
}
