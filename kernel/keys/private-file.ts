import { statSync } from 'node:fs';

/**
 * Throws when everybody on this machine may read a file of secrets. A group may: that is how secrets are handed to a service. Where
 * rights are no bits of a mode (Windows) nothing is told by them.
 */
export function assertPrivate(path: string): void {
  if (process.platform === 'win32' || (statSync(path).mode & 0o007) === 0) return;
  throw new Error(`${path}: ai cũng đọc được / may be read by anybody on this machine. chmod 600 ${path}`);
}
