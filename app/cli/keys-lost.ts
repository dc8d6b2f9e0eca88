import { keyringFile, readSettings } from '#app/platform/settings.ts';
import { readKept } from '#kernel/keys/keyring.ts';

/** Keys that sealed columns of a backup need and that this installation's keyring does not hold. */
export function keysLost(needed: readonly string[]): string[] {
  const held = readKept(keyringFile(readSettings())) ?? [];
  return needed.filter((id) => !held.some((key) => key.id === id));
}

export function sayKeysLost(lost: readonly string[]): string[] {
  return lost.map(
    (id) =>
      `✗ thiếu khóa ${id}: số tài khoản không mở được; nạp bằng 'tungnha keys load' / key missing: bank accounts stay sealed`,
  );
}
