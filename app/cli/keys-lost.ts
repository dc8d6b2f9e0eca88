import type { LiesUnder } from '#app/platform/sealed.ts';
import { keyringFile, readSettings } from '#app/platform/settings.ts';
import { readKept, replaceKeys } from '#kernel/keys/keyring.ts';

/**
 * Lays this installation's keyring beside what was restored, when it opens all of that; a KEYRING_FILE serves both. Answers
 * the keys that are lost here, with which nothing was laid.
 */
export function bringKeys(needed: readonly string[], dataDir: string): string[] {
  const settings = readSettings();
  const lost = keysLost(needed);
  const kept = readKept(keyringFile(settings));
  if (needed.length > 0 && lost.length === 0 && kept && settings.keyringFile === undefined)
    replaceKeys(keyringFile({ dataDir }), kept);
  return lost;
}

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

/** Which keys are lost, and what nobody can open without them: values by column, and files. */
export function sayKeysLost(lost: readonly string[], under: LiesUnder): string[] {
  return lost.map(
    (id) =>
      `✗ thiếu khoá ${id}, không mở được / key missing, what stays sealed: ${listed(under[id] ?? {})}; nạp bằng / load it by 'tungnha keys load'`,
  );
}

const listed = (places: LiesUnder[string]): string =>
  Object.entries(places)
    .map(([place, count]) => `${place} (${count})`)
    .join(', ');
