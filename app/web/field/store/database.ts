import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Kept, KeptAttachment, Meta, Ruling } from './shapes.ts';

interface FieldSchema extends DBSchema {
  meta: { key: string; value: Meta[keyof Meta] };
  operation: { key: number; value: Kept };
  attachment: { key: string; value: KeptAttachment };
  ruling: { key: string; value: Ruling };
}

export type FieldDatabase = IDBPDatabase<FieldSchema>;

export const DATABASE = 'tungnha-field';
const VERSION = 2;

/**
 * Opens the phone's database. `onBlocking` is told when another tab wants to bring a newer version in, `onLost` when the
 * browser has closed it without being asked, which is how wiped storage shows itself under way.
 */
export function openDatabase(on: { onBlocking(): void; onLost(): void }): Promise<FieldDatabase> {
  return openDB<FieldSchema>(DATABASE, VERSION, {
    // A phone comes from any earlier version, in the middle of a round: each step adds, and keeps what lies there.
    upgrade(db, from) {
      if (from < 1) {
        db.createObjectStore('meta');
        db.createObjectStore('operation', { keyPath: 'seq' });
        db.createObjectStore('attachment', { keyPath: 'sha256' });
      }
      if (from < 2) db.createObjectStore('ruling', { keyPath: 'id' });
    },
    blocking(_was, _wanted, event) {
      (event.target as IDBDatabase).close();
      on.onBlocking();
    },
    terminated: on.onLost,
  });
}

export async function readMeta<K extends keyof Meta>(db: FieldDatabase, key: K): Promise<Meta[K] | null> {
  return ((await db.get('meta', key)) as Meta[K] | undefined) ?? null;
}

/** `strict`: the browser answers when the bytes have reached the disk, not when the system has promised to write them. */
export const DURABLE = { durability: 'strict' } as const;

export async function writeMeta<K extends keyof Meta>(
  db: FieldDatabase,
  key: K,
  value: Meta[K],
): Promise<void> {
  const tx = db.transaction('meta', 'readwrite', DURABLE);
  await tx.store.put(value, key);
  await tx.done;
}
