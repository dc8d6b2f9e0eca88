import { connect, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { Refusal } from '../words/refusal.ts';

/** Looks through a file from outside. Refuses `file_infected`, and `scanner_away` when nobody can look. */
export type Scan = (content: Readable) => Promise<void>;

/** Where the operator has no scanner. */
export const noScan: Scan = async (content) => {
  content.destroy();
};

/** Silence after which the scanner counts as away: clamd looks at a whole file before it answers. */
const SILENCE_MS = 60_000;
/** Longer answers are not clamd's. */
const ANSWER_BYTES = 4096;

/**
 * A scanner that speaks clamd's protocol (clamd(8), INSTREAM): the path of its socket, or `host:port`. A file that it cannot look
 * through to its end, or that is larger than its StreamMaxLength, is refused like one that nobody looked at.
 */
export function openScan(address: string, silenceMs = SILENCE_MS): Scan {
  return async (content) => {
    const answer = await ask(address, content, silenceMs).catch((error: unknown) => {
      throw new Refusal('scanner_away', { because: error instanceof Error ? error.message : String(error) });
    });
    if (answer === 'stream: OK') return;
    const found = /^stream: (.+) FOUND$/.exec(answer)?.[1];
    throw found === undefined
      ? new Refusal('scanner_away', { because: answer })
      : new Refusal('file_infected', { found });
  };
}

async function ask(address: string, content: Readable, silenceMs: number): Promise<string> {
  const socket = reach(address);
  socket.setTimeout(silenceMs, () => socket.destroy(new Error('the scanner does not answer')));
  const answered = answerOf(socket);
  // An answer that comes before the file is through ends the sending; it is awaited below.
  answered.catch(() => {});
  try {
    socket.write('zINSTREAM\0');
    for await (const chunk of content as AsyncIterable<Buffer>) {
      if (!socket.writable) break;
      const size = Buffer.alloc(4);
      size.writeUInt32BE(chunk.length);
      socket.write(size);
      if (!socket.write(chunk)) await drained(socket);
    }
    if (socket.writable) socket.write(Buffer.alloc(4));
    return await answered;
  } finally {
    content.destroy();
    socket.destroy();
  }
}

function reach(address: string): Socket {
  const [, host, port] = /^([^/]+):(\d{1,5})$/.exec(address) ?? [];
  return host && port ? connect({ host, port: Number(port) }) : connect({ path: address });
}

function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (part: string) => {
      text += part;
      const end = text.indexOf('\0');
      if (end >= 0) resolve(text.slice(0, end));
      else if (text.length > ANSWER_BYTES) reject(new Error('the scanner says what it never says'));
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('the scanner went away')));
  });
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      socket.off('drain', go).off('close', go);
      resolve();
    };
    socket.once('drain', go).once('close', go);
  });
}
