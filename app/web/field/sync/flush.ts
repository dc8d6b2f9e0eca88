import { type Batch, BATCH_USUAL, packBatch } from '#kernel/devices/batch.ts';
import { type Covered, whyNotCovered, type WhyNotCovered } from '#kernel/devices/covered.ts';
import type { ClockFacts } from '#kernel/devices/operation.ts';
import type { Answer, DeviceState, Kept, SyncReply, Told } from '../store/shapes.ts';
import { sendPictures } from './pictures.ts';

/** Where the operations lie: IndexedDB in the phone. */
export interface Queue {
  /** The oldest that the server has not answered, in order. */
  unanswered(most: number): Promise<readonly Kept[]>;
  end(): Promise<{
    readonly lastSeq: number;
    readonly coveredSeq: number;
    readonly answeredSeq: number;
    readonly offsetMs: number | null;
    readonly rulingsCursor: string | null;
  }>;
  heard(what: {
    readonly answers: readonly Answer[];
    readonly state: DeviceState;
    readonly nextSeq: number;
    readonly offsetMs: number;
    readonly heardAt: string;
    readonly wanted: readonly string[];
    /** Written down together with how far rulings were heard. */
    readonly rulings: readonly Told[];
    readonly rulingsCursor: string | null;
  }): Promise<void>;
  /** Makes answered operations from this number on unanswered again; how many there were. */
  reopen(fromSeq: number): Promise<number>;
  hashOf(seq: number): Promise<string | null>;
  covered(proof: Covered): Promise<void>;
  /** A picture's content; null when it is not here or cannot be read while the phone is locked. */
  picture(sha256: string): Promise<Uint8Array<ArrayBuffer> | null>;
  pictureIsWhole(sha256: string): Promise<void>;
}

/** The way to the server. What is not answered as promised throws. */
export interface Line {
  send(batch: Batch): Promise<SyncReply>;
  sendPart(
    sha256: string,
    challenge: string,
    offset: number,
    part: Uint8Array<ArrayBuffer>,
  ): Promise<{ readonly have: number; readonly whole: boolean }>;
}

export interface SyncParts {
  readonly queue: Queue;
  readonly line: Line;
  readonly device: string;
  readonly key: CryptoKey;
  readonly evidenceKey: string | null;
  readonly clock: (offsetMs: number | null) => ClockFacts;
  readonly now: () => number;
  /** Told after each batch, and of each picture that goes out: the first of so many is 1. */
  readonly progress?: (picture: { readonly nth: number; readonly of: number } | null) => Promise<void>;
}

export interface Flushed {
  /** From here on the server misses operations that this phone no longer has. */
  readonly gapAt: number | null;
  /** Why nothing is deleted yet, when a proof came and was not good enough. */
  readonly notCovered: WhyNotCovered | null;
  /** Pictures that are not whole at the server after this. */
  readonly picturesLeft: number;
  /** Rulings that were heard. */
  readonly ruled: number;
  readonly challenge: string;
}

/** As many come with one answer when more wait. */
const RULINGS_MOST = 50;

/** How many operations go together: halved when a batch breaks off on the way, doubled when one arrives. */
export function batchSize(): { size: number; broke(): void; arrived(): void } {
  const now = {
    size: BATCH_USUAL as number,
    broke: () => void (now.size = Math.max(1, Math.floor(now.size / 2))),
    arrived: () => void (now.size = Math.min(BATCH_USUAL, now.size * 2)),
  };
  return now;
}

/**
 * Sends what is unsent, in order, batch by batch; each operation gets its own answer, and a bad one never stops the next. It may
 * break off anywhere: what was sent twice is answered `already`. With nothing to send, it asks for the newest proof.
 */
export async function flush(parts: SyncParts, size = batchSize()): Promise<Flushed> {
  const { queue } = parts;
  let reopened = false;
  let gapAt: number | null = null;
  let ruled = 0;
  let notCovered: WhyNotCovered | null = null;
  for (;;) {
    const operations = await queue.unanswered(size.size);
    const end = await queue.end();
    const reply = await sendOne(parts, operations, end).catch((error: unknown) => {
      size.broke();
      throw error;
    });
    size.arrived();
    await parts.progress?.(null);
    const own = whatIsMissing(reply.nextSeq, await queue.end());
    if (own !== null && !reopened) {
      reopened = true;
      if ((await queue.reopen(own)) > 0) continue;
    }
    gapAt = own;
    ruled += reply.rulings.length;
    if (reply.covered) notCovered = await takeProof(parts, reply.covered);
    if ((await queue.unanswered(1)).length > 0) {
      // A server that answers nothing of what it was sent would be asked for ever.
      if (operations.length > 0 && reply.answers.length === 0) throw new Error('the batch was not answered');
      continue;
    }
    if (reply.rulings.length >= RULINGS_MOST) continue;
    const picturesLeft = await sendPictures(parts, reply.attachmentsWanted, reply.challenge);
    return { gapAt, notCovered, picturesLeft, ruled, challenge: reply.challenge };
  }
}

async function sendOne(
  { queue, line, key, device, clock, now }: SyncParts,
  operations: readonly Kept[],
  end: { lastSeq: number; coveredSeq: number; offsetMs: number | null; rulingsCursor: string | null },
): Promise<SyncReply> {
  const sentAt = now();
  const head = {
    device,
    sentAt: new Date(sentAt).toISOString(),
    clock: clock(end.offsetMs),
    lastSeq: end.lastSeq,
    coveredSeq: end.coveredSeq,
    ...(end.rulingsCursor !== null && { rulingsCursor: end.rulingsCursor }),
  };
  const signed = operations.map(({ text, signature }) => ({ text, signature }));
  const reply = await line.send(await packBatch(key, head, signed));
  const heardAt = now();
  const { answers, state, nextSeq, serverTime, attachmentsWanted, rulings, rulingsCursor } = reply;
  // The server spoke somewhere between the sending and the hearing.
  const offsetMs = Math.round(Date.parse(serverTime) - (sentAt + heardAt) / 2);
  await queue.heard({
    answers,
    state,
    nextSeq,
    offsetMs,
    heardAt: new Date(heardAt + offsetMs).toISOString(),
    wanted: attachmentsWanted.map((each) => each.sha256),
    rulings,
    rulingsCursor,
  });
  return reply;
}

/** The first number that the server says it misses although it had answered it; null when it misses nothing. */
function whatIsMissing(nextSeq: number, { answeredSeq }: { answeredSeq: number }): number | null {
  return nextSeq <= answeredSeq ? nextSeq : null;
}

async function takeProof(parts: SyncParts, proof: Covered): Promise<WhyNotCovered | null> {
  const { queue, device, evidenceKey: key } = parts;
  const hash = await queue.hashOf(proof.seq);
  if (hash === null) return 'other_operation';
  if (key === null) return 'key_unknown';
  const reason = await whyNotCovered(proof, { device, hash, key });
  if (reason === null) await queue.covered(proof);
  return reason;
}
