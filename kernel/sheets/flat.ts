import { Buffer } from 'node:buffer';

/**
 * The same text with letters of its own. A piece cut out of a longer text keeps all of that text in memory: what is
 * remembered of a file that is read piece by piece is made flat first.
 */
export function flat(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, 'utf16le').toString('utf16le');
}
