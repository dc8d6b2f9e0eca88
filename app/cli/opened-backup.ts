import { findSealed, withOpened } from '#app/recovery/sealed-backup.ts';
import { text, type Values, WrongCall } from './command.ts';
import { passphraseOf } from './passphrase.ts';

/**
 * Hands `work` the folder of backups that a command names. With `--passphrase-file` it is a sealed backup, or a folder whose
 * newest sealed one is meant, opened into a scratch place for as long as `work` runs.
 */
export async function fromBackup<T>(
  from: string,
  values: Values,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  if (text(values, 'passphrase-file') === undefined) {
    if (from.endsWith('.sealed')) throw new WrongCall('--passphrase-file?');
    return work(from);
  }
  const passphrase = await passphraseOf(values);
  const sealed = await findSealed(from);
  if (sealed === null) throw new WrongCall(`${from}: không có bản .sealed / no sealed backup`);
  const scratch = text(values, 'scratch');
  return withOpened(sealed, { passphrase, ...(scratch !== undefined && { scratch }) }, work);
}
