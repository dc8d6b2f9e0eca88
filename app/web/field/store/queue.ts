import { CHAIN_START, type ChainEnd } from '#kernel/devices/seal.ts';
import type { Queue } from '../sync/flush.ts';
import { DURABLE, type FieldDatabase, readMeta, writeMeta } from './database.ts';
import type { Answer, Kept, Meta } from './shapes.ts';
import type { Vault } from './vault.ts';

/** The operations of this phone as the sync sees them. Pictures can be sent only while the vault is open. */
export function openQueue(db: FieldDatabase, vault: () => Vault | null): Queue {
  return {
    unanswered: async (most) => {
      const all = await db.getAll('operation');
      return all.filter((each) => each.answer === null).slice(0, most);
    },
    end: async () => ({
      lastSeq: (await readMeta(db, 'chain'))?.seq ?? CHAIN_START.seq,
      coveredSeq: (await readMeta(db, 'covered'))?.seq ?? 0,
      answeredSeq: Math.max(0, ...(await db.getAll('operation')).filter((each) => each.answer).map(seqOf)),
      offsetMs: (await readMeta(db, 'clock'))?.offsetMs ?? null,
      rulingsCursor: (await readMeta(db, 'rulings'))?.cursor ?? null,
    }),
    heard: async ({ answers, state, nextSeq, offsetMs, heardAt, wanted, rulings, rulingsCursor }) => {
      const tx = db.transaction(['operation', 'meta', 'attachment', 'ruling'], 'readwrite', DURABLE);
      const operations = tx.objectStore('operation');
      const byHash = new Map((await operations.getAll()).map((each) => [each.hash, each]));
      for (const answer of answers) {
        const kept = byHash.get(answer.hash);
        if (!kept) continue;
        const answered = { ...kept, answer };
        byHash.set(kept.hash, answered);
        await operations.put(answered);
      }
      for (const { answer, ...ruling } of rulings) {
        const known = await tx.objectStore('ruling').get(ruling.id);
        await tx.objectStore('ruling').put({ ...ruling, readAt: known?.readAt ?? null });
        const kept = byHash.get(answer.hash);
        if (!kept) continue;
        // A ruling that was taken back leaves the operation with the office again.
        const ruled = { ...kept, answer, settledAt: ruling.ruling === 'taken_back' ? null : ruling.at };
        byHash.set(kept.hash, ruled);
        await operations.put(ruled);
      }
      if (rulingsCursor !== null) await tx.objectStore('meta').put({ cursor: rulingsCursor }, 'rulings');
      const answeredSeqs = new Set([...byHash.values()].filter((each) => each.answer).map(seqOf));
      for (const file of await tx.objectStore('attachment').getAll())
        if (!file.whole && answeredSeqs.has(file.seq) && !wanted.includes(file.sha256))
          await tx.objectStore('attachment').put({ ...file, whole: true });
      await tx.objectStore('meta').put({ offsetMs }, 'clock');
      await tx.objectStore('meta').put({ state, nextSeq, heardAt }, 'server');
      await tx.done;
    },
    reopen: async (fromSeq) => {
      const tx = db.transaction('operation', 'readwrite', DURABLE);
      const missing = (await tx.store.getAll()).filter((each) => each.seq >= fromSeq && each.answer);
      for (const each of missing) await tx.store.put({ ...each, answer: null });
      await tx.done;
      return missing.length;
    },
    hashOf: async (seq) => (await db.get('operation', seq))?.hash ?? null,
    covered: async (proof) => {
      await writeMeta(db, 'covered', { seq: proof.seq, proof });
      await forgetCovered(db);
    },
    picture: async (sha256) => {
      const [open, file] = [vault(), await db.get('attachment', sha256)];
      return open && file ? open.decrypt(file.sealed) : null;
    },
    pictureIsWhole: async (sha256) => {
      const file = await db.get('attachment', sha256);
      if (file) await db.put('attachment', { ...file, whole: true });
    },
  };
}

const seqOf = ({ seq }: Kept) => seq;

/** Whether an operation still needs a human: refused, kept aside or doubtful, and neither ruled on nor marked as settled. */
export function isOpen(answer: Answer | null, settledAt: string | null): boolean {
  return answer !== null && (answer.first !== 'posted' || answer.exceptionId !== null) && settledAt === null;
}

/**
 * Deletes what the server's signed proof covers, and nothing else: never what waits for a human, never while a picture of it is
 * not whole at the server, and never what the packed bag does not yet count.
 */
export async function forgetCovered(db: FieldDatabase): Promise<void> {
  const tx = db.transaction(['operation', 'attachment', 'meta', 'ruling'], 'readwrite', DURABLE);
  const rulings = await tx.objectStore('ruling').getAll();
  const unread = new Set(rulings.filter(({ readAt }) => readAt === null).map(({ seq }) => seq));
  const meta = tx.objectStore('meta');
  const covered = ((await meta.get('covered')) as Meta['covered'] | undefined)?.seq ?? 0;
  const packed = (await meta.get('packed')) as Meta['packed'] | undefined;
  const upTo = Math.min(covered, packed?.afterSeq ?? covered);
  const files = await tx.objectStore('attachment').getAll();
  const unfinished = new Set(files.filter((file) => !file.whole).map((file) => file.seq));
  for (const { seq, answer, settledAt } of await tx.objectStore('operation').getAll()) {
    if (seq > upTo || answer === null || isOpen(answer, settledAt) || unfinished.has(seq) || unread.has(seq))
      continue;
    await tx.objectStore('operation').delete(seq);
    for (const file of files) if (file.seq === seq) await tx.objectStore('attachment').delete(file.sha256);
    for (const ruling of rulings) if (ruling.seq === seq) await tx.objectStore('ruling').delete(ruling.id);
  }
  await tx.done;
}

/** What would be lost for good if the phone forgot everything now. */
export async function countUnsafe(db: FieldDatabase): Promise<{ operations: number; pictures: number }> {
  const covered = (await readMeta(db, 'covered'))?.seq ?? 0;
  const end: ChainEnd = (await readMeta(db, 'chain')) ?? CHAIN_START;
  const files = (await db.getAll('attachment')).filter((file) => !file.whole);
  return { operations: end.seq - Math.min(covered, end.seq), pictures: files.length };
}
