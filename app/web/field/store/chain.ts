import { type ClockFacts } from '#kernel/devices/operation.ts';
import { CHAIN_START, type ChainEnd, sealOperation } from '#kernel/devices/seal.ts';
import { newId } from '#kernel/words/id.ts';
import { DURABLE, type FieldDatabase, readMeta } from './database.ts';
import type { Enrolled, Kept, KeptAttachment, Sealed, Wanted } from './shapes.ts';

const LOCK = 'tungnha-chain';

/** A run of the application: the monotonic clock counts from its start. */
const RUN = newId();

export function clockFacts(offsetMs: number | null): ClockFacts {
  return { run: RUN, monotonicMs: Math.floor(performance.now()), offsetMs };
}

/**
 * Writes an act down: signed, hung on the one before, and in one durable transaction together with its pictures and the
 * chain's new end. When it answers, the act will survive anything but the loss of the phone; when it throws, nothing is
 * written. `QuotaExceededError` is the browser's word for a full phone.
 */
export function record(
  db: FieldDatabase,
  enrolled: Enrolled,
  wanted: Wanted,
  encrypt: (content: Uint8Array<ArrayBuffer>) => Promise<Sealed>,
): Promise<Kept> {
  return navigator.locks.request(LOCK, async () => {
    const pictures = wanted.pictures ?? [];
    const attachments = pictures.map(({ sha256, mediaType, content }) => ({
      sha256,
      mediaType,
      bytes: content.length,
    }));
    const [end, clock, ...sealed] = await Promise.all([
      readMeta(db, 'chain'),
      readMeta(db, 'clock'),
      ...pictures.map((each) => encrypt(each.content)),
    ]);
    const before: ChainEnd = end ?? CHAIN_START;
    const made = await sealOperation(enrolled.keys.privateKey, before, {
      id: newId(),
      device: enrolled.deviceId,
      kind: wanted.kind,
      occurredAt: new Date().toISOString(),
      clock: clockFacts(clock?.offsetMs ?? null),
      body: wanted.body,
      attachments,
    });
    const { id, kind, seq } = made.operation;
    const kept: Kept = {
      ...made.signed,
      seq,
      id,
      kind,
      attachments,
      hash: made.end.hash,
      answer: null,
      settledAt: null,
    };
    const files = attachments.map((each, i): KeptAttachment => ({
      ...each,
      seq,
      sealed: sealed[i] as Sealed,
      whole: false,
    }));
    await writeAtOnce(db, before, made.end, kept, files);
    return kept;
  });
}

async function writeAtOnce(
  db: FieldDatabase,
  before: ChainEnd,
  after: ChainEnd,
  kept: Kept,
  files: readonly KeptAttachment[],
): Promise<void> {
  const tx = db.transaction(['meta', 'operation', 'attachment'], 'readwrite', DURABLE);
  const writes = async (): Promise<void> => {
    const now = ((await tx.objectStore('meta').get('chain')) as ChainEnd | undefined) ?? CHAIN_START;
    // The second wall behind the lock: two writers never take the same number.
    if (now.hash !== before.hash) throw new Error('the chain moved under the lock');
    await Promise.all([
      tx.objectStore('operation').add(kept),
      ...files.map((file) => tx.objectStore('attachment').put(file)),
      tx.objectStore('meta').put(after, 'chain'),
    ]);
  };
  const written = writes().catch((error: unknown) => {
    try {
      tx.abort();
    } catch {
      // The browser has aborted it already; the reason is the error itself.
    }
    throw error;
  });
  await Promise.all([written, tx.done]);
}
