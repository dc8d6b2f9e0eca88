import { keyringFile, readSettings } from '#app/platform/settings.ts';
import { readKept } from '#kernel/keys/keyring.ts';

/** Keys that sealed columns and files of a backup need and that this installation's keyring does not hold. */
export function keysLost(needed: readonly string[]): string[] {
  const held = readKept(keyringFile(readSettings())) ?? [];
  return needed.filter((id) => !held.some((key) => key.id === id));
}

/** This installation's keys where it has any: they open what a restored copy of it holds. */
export function heldKeys(): { keyringFile?: string } {
  const path = keyringFile(readSettings());
  return readKept(path) ? { keyringFile: path } : {};
}

export function sayKeysLost(lost: readonly string[]): string[] {
  return lost.map(
    (id) =>
      `✗ thiếu khóa ${id}: số tài khoản và tệp không mở được; nạp bằng 'tungnha keys load' / key missing: bank accounts and files stay sealed`,
  );
}
