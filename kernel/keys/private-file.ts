import { linkSync, renameSync, statSync, unlinkSync, writeFileSync } from 'node:fs';

/**
 * Throws when everybody on this machine may read a file of secrets. A group may: that is how secrets are handed to a service. Where
 * rights are no bits of a mode (Windows) nothing is told by them.
 */
export function assertPrivate(path: string): void {
  if (process.platform === 'win32' || (statSync(path).mode & 0o007) === 0) return;
  throw new Error(`${path}: ai cũng đọc được / may be read by anybody on this machine. chmod 600 ${path}`);
}

/** Writes a file of secrets that only its user may read, unless there is one. */
export function makePrivate(path: string, secrets: object): void {
  const draft = writeDraft(path, secrets);
  try {
    // A link never replaces: of two first starters one wins and both read the winner's.
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
}

/** Writes it anew, whole: whoever reads meanwhile has the one before. */
export function replacePrivate(path: string, secrets: object): void {
  renameSync(writeDraft(path, secrets), path);
}

function writeDraft(path: string, secrets: object): string {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true });
  return draft;
}
