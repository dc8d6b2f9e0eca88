import type { FileHandle } from 'node:fs/promises';
import { Refusal } from '#kernel/words/refusal.ts';

/** `bytes` is text of a legacy single-byte code page, given as windows-1252 so that no byte is lost. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'bytes';

/** The encoding by byte order mark, by zero bytes, or by whether the start is valid UTF-8. Refuses `file_not_a_sheet`. */
export function encodingOf(start: Buffer): Encoding {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  let controls = 0;
  for (let i = 0; i < start.length; i++) {
    const byte = start[i] as number;
    if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
    else if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) controls++;
  }
  const [even = 0, odd = 0] = zeros;
  if (odd > start.length / 8 && even === 0) return 'utf-16le';
  if (even > start.length / 8 && odd === 0) return 'utf-16be';
  // TCVN3 and VISCII keep a few letters in the control range; a binary file has zeros and many controls.
  if (even + odd > 0 || controls > start.length / 50)
    throw new Refusal('file_not_a_sheet', { kind: 'binary' });
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: true });
    return 'utf-8';
  } catch {
    return 'bytes';
  }
}

/** The text of a file piece by piece, in constant memory. Bytes that break the encoding found are refused, not replaced. */
export async function* textOf(file: FileHandle, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding === 'bytes' ? 'windows-1252' : encoding, { fatal: true });
  const buffer = Buffer.allocUnsafe(1 << 17);
  let position = 0;
  try {
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
      if (bytesRead === 0) break;
      position += bytesRead;
      yield decoder.decode(buffer.subarray(0, bytesRead), { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) throw new Refusal('file_not_a_sheet', { kind: encoding, position });
    throw error;
  }
}
