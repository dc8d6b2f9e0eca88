import {
  canonicalJson,
  type ClockFacts,
  isClock,
  OPERATION_CHARS_MOST,
  type SignedOperation,
} from './operation.ts';
import { sha256, signText } from './seal.ts';

/** How many operations travel together: what breaks off on a slow link is sent again, and 20 are sent in a second. */
export const BATCH_USUAL = 20;
/** The most that is taken at once. */
export const BATCH_MOST = 50;

/** What the device signs of a batch: which operations, in which order, and what its clocks say at the moment of sending. */
export interface BatchHead {
  readonly form: 'batch/1';
  readonly device: string;
  /** The phone's clock, ISO 8601 in UTC. */
  readonly sentAt: string;
  readonly clock: ClockFacts;
  /** The end of the device's chain, sent or not: the office sees how many are still to come. */
  readonly lastSeq: number;
  /** Up to where the phone holds a checkpoint that covers its operations. */
  readonly coveredSeq: number;
  /** `rulingsCursor` of the last answer; absent before the first, and then all rulings come. */
  readonly rulingsCursor?: string;
  /** SHA-256 of each operation's text, in the order of the batch. */
  readonly operations: readonly string[];
}

/** The body of `POST /devices/:deviceId/operations`. */
export interface Batch {
  readonly head: string;
  readonly signature: string;
  readonly operations: readonly SignedOperation[];
}

/** Signs a batch. An empty one asks for the newest checkpoint. */
export async function packBatch(
  key: CryptoKey,
  head: Omit<BatchHead, 'form' | 'operations'>,
  operations: readonly SignedOperation[],
): Promise<Batch> {
  const hashes = await Promise.all(operations.map(({ text }) => sha256(text)));
  const text = canonicalJson({ ...head, form: 'batch/1', operations: hashes } satisfies BatchHead);
  return { head: text, signature: await signText(key, text), operations };
}

/** Reads a batch's head; null when it is none. */
export function readBatchHead(text: string): BatchHead | null {
  if (text.length > OPERATION_CHARS_MOST) return null;
  try {
    const value = JSON.parse(text) as Partial<BatchHead> | null;
    const { form, device, sentAt, clock, lastSeq, coveredSeq, rulingsCursor, operations } = value ?? {};
    const fits =
      form === 'batch/1' &&
      typeof device === 'string' &&
      typeof sentAt === 'string' &&
      !Number.isNaN(Date.parse(sentAt)) &&
      isClock(clock) &&
      Number.isSafeInteger(lastSeq) &&
      Number.isSafeInteger(coveredSeq) &&
      (rulingsCursor === undefined || typeof rulingsCursor === 'string') &&
      Array.isArray(operations) &&
      operations.length <= BATCH_MOST &&
      operations.every((hash) => typeof hash === 'string');
    return fits ? (value as BatchHead) : null;
  } catch {
    return null;
  }
}

/** A batch as it is sent, with `content-type: application/json` and `content-encoding: gzip`. */
export function gzipped(batch: Batch): Promise<Uint8Array<ArrayBuffer>> {
  return through(new CompressionStream('gzip'), new TextEncoder().encode(JSON.stringify(batch)));
}

export async function through(
  stream: CompressionStream | DecompressionStream,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const all = new Response(new Blob([bytes]).stream().pipeThrough(stream));
  return new Uint8Array(await all.arrayBuffer());
}
