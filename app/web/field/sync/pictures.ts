import type { SyncParts } from './flush.ts';

/** Bytes a part: at 64 kbit/s six seconds, so that a break loses little. */
const PART_BYTES = 48 * 1024;

/**
 * Sends the pictures that the server asks for, part by part, each from where the server stands. How many are not whole after that:
 * a locked phone cannot read its own.
 */
export async function sendPictures(
  { queue, line }: Pick<SyncParts, 'queue' | 'line'>,
  wanted: readonly { readonly sha256: string; readonly have: number }[],
  challenge: string,
): Promise<number> {
  let left = 0;
  for (const { sha256, have } of wanted) {
    const content = await queue.picture(sha256);
    if (!content) {
      left++;
      continue;
    }
    let at = have;
    let whole = false;
    while (!whole && at < content.length) {
      const answer = await line.sendPart(sha256, challenge, at, content.slice(at, at + PART_BYTES));
      if (!answer.whole && answer.have <= at) break;
      ({ have: at, whole } = answer);
    }
    if (whole) await queue.pictureIsWhole(sha256);
    else left++;
  }
  return left;
}
