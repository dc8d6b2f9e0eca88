import { readFile } from 'node:fs/promises';
import { need, type Values, WrongCall } from './command.ts';

const PASSPHRASE_LEAST = 12;

/** The passphrase of `--passphrase-file`: a file, so that it stands in no list of processes and no history of a shell. */
export async function passphraseOf(values: Values): Promise<string> {
  const passphrase = (await readFile(need(values, 'passphrase-file'), 'utf8')).replace(/\r?\n$/, '');
  if (passphrase.length < PASSPHRASE_LEAST)
    throw new WrongCall(`Cụm mật khẩu cần ít nhất ${PASSPHRASE_LEAST} ký tự / passphrase too short`);
  return passphrase;
}
