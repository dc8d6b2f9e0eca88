import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';

/**
 * Writes and waits until the bytes are taken. It rejects when the stream fails or is closed by its reader, where waiting
 * for `drain` would wait for ever.
 */
export function pour(out: Writable, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    out.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}

/** Ends the stream and waits until all is taken. */
export async function seal(out: Writable): Promise<void> {
  out.end();
  await finished(out);
}

/** A stream whose failure is told by `pour` and `seal` alone: an `error` event that nobody hears would end the process. */
export function heard(out: Writable): Writable {
  return out.on('error', () => {});
}
