import { type FieldDatabase, readMeta, writeMeta } from './database.ts';
import type { PackedAtRest } from './shapes.ts';
import type { Vault } from './vault.ts';

/** What the modules packed for this phone, readable: by module. */
export type Packs = Readonly<Record<string, unknown>>;

export interface Packed extends Omit<PackedAtRest, 'sealed'> {
  readonly packs: Packs;
}

export async function keepPacked(db: FieldDatabase, vault: Vault, packed: Packed): Promise<void> {
  const { packs, ...rest } = packed;
  const content = new TextEncoder().encode(JSON.stringify(packs));
  await writeMeta(db, 'packed', { ...rest, sealed: await vault.encrypt(content) });
}

/**
 * What is packed; null when nothing is, or when its time is over and nothing of it is in hand any more: then it is thrown away.
 * A round may last longer than its facts were meant to; while its bag holds cash or things they are needed to pay them out.
 */
export async function openPacked(
  db: FieldDatabase,
  vault: Vault,
  now: number,
  inHand: (packed: Packed) => boolean,
): Promise<Packed | null> {
  const kept = await readMeta(db, 'packed');
  if (!kept) return null;
  const { sealed, ...rest } = kept;
  const packs = JSON.parse(new TextDecoder().decode(await vault.decrypt(sealed))) as Packs;
  const packed = { ...rest, packs };
  if (now <= Date.parse(kept.purgeAt) || inHand(packed)) return packed;
  await purgePacked(db);
  return null;
}

/** Throws the facts of people away; operations name nobody and stay until the server's proof covers them. */
export async function purgePacked(db: FieldDatabase): Promise<void> {
  await db.delete('meta', 'packed');
}
