import { Failure } from '#kernel/web/failure.ts';
import type { SyncParts } from './flush.ts';

/** Bytes a part: at 64 kbit/s six seconds, so that a break loses little. */
const PART_BYTES = 48 * 1024;

/**
 * Sends the pictures that the server asks for, part by part, each from where the server stands. How many are not whole after that:
 * a locked phone cannot read its own.
 */
export async function sendPictures(
  { queue, line, progress }: Pick<SyncParts, 'queue' | 'line' | 'progress'>,
  wanted: readonly { readonly sha256: string; readonly have: number }[],
  challenge: string,
): Promise<number> {
  let left = 0;
  for (const [i, { sha256, have }] of wanted.entries()) {
    await progress?.({ nth: i + 1, of: wanted.length });
    const content = await queue.picture(sha256);
    if (!content) {
      left++;
      continue;
    }
    const whole = await sendOne(line, sha256, challenge, have, content).catch((error: unknown) => {
      // A broken link stops the rest; a picture that the server does not take leaves the others their turn.
      if (!(error instanceof Failure) || error.code === 'unreachable') throw error;
      return false;
    });
    if (whole) await queue.pictureIsWhole(sha256);
    else left++;
  }
  return left;
}

async function sendOne(
  line: SyncParts['line'],
  sha256: string,
  challenge: string,
  from: number,
  content: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  let at = from;
  for (;;) {
    const { have, whole } = await line.sendPart(sha256, challenge, at, content.slice(at, at + PART_BYTES));
    if (whole || have <= at) return whole;
    at = have;
  }
}
