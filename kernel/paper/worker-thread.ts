import { Writable } from 'node:stream';
import { parentPort } from 'node:worker_threads';
import type { DocumentData, Row } from './layout.ts';
import { writePdf } from './pdf.ts';
import { errorOf, faultOf, type Answer, type Ask, type Job, type Outcome, type Told } from './worker.ts';
import { renderXlsx } from './xlsx.ts';

const BYTES_PER_ASK = 256 * 1024;

const main = parentPort;
if (!main) throw new Error('worker-thread.ts runs as a worker thread only');
const tell = (told: Told, moved: ArrayBuffer[] = []) => main.postMessage(told, moved);

let lastAsk = 0;
const waiting = new Map<number, { resolve(rows: readonly Row[] | null): void; reject(error: Error): void }>();

function ask(
  question: { job: number } & ({ list: string } | { part: number; bytes: Uint8Array<ArrayBuffer> | null }),
) {
  const { promise, resolve, reject } = Promise.withResolvers<readonly Row[] | null>();
  const number = ++lastAsk;
  waiting.set(number, { resolve, reject });
  tell(
    { ...question, ask: number } satisfies Ask,
    'bytes' in question && question.bytes ? [question.bytes.buffer] : [],
  );
  return promise;
}

async function* rowsOf(job: number, list: string): AsyncGenerator<Row> {
  for (let rows = await ask({ job, list }); rows; rows = await ask({ job, list })) yield* rows;
}

/** Gathers small writes into messages of a useful size and waits until each is taken. */
function partTo(job: number, part: number): Writable {
  let chunks: Buffer[] = [];
  let size = 0;
  const send = async () => {
    if (size === 0) return;
    const bytes = new Uint8Array(size);
    let from = 0;
    for (const chunk of chunks) {
      bytes.set(chunk, from);
      from += chunk.length;
    }
    chunks = [];
    size = 0;
    await ask({ job, part, bytes });
  };
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      size += chunk.length;
      if (size < BYTES_PER_ASK) done();
      else void after(send(), done);
    },
    final(done) {
      void after(
        send().then(() => ask({ job, part, bytes: null })),
        done,
      );
    },
  });
}

async function after(work: Promise<unknown>, done: (error?: Error) => void): Promise<void> {
  try {
    await work;
  } catch (error) {
    return done(error as Error);
  }
  done();
}

async function make({ job, kind, layout, facts, madeAt, pagesPerPart, lists }: Job): Promise<Outcome> {
  const rows = Object.fromEntries(lists.map((list) => [list, rowsOf(job, list)]));
  const data: DocumentData = { facts, madeAt, rows };
  if (kind === 'pdf') return writePdf(layout, data, (part) => partTo(job, part), pagesPerPart ?? undefined);
  const bytes = new Uint8Array(await renderXlsx(layout, data));
  await ask({ job, part: 1, bytes });
  await ask({ job, part: 1, bytes: null });
  return { parts: 1, pages: null };
}

main.on('message', (message: Job | Answer) => {
  if ('kind' in message) {
    make(message).then(
      (done) => tell({ job: message.job, done }),
      (error: unknown) => tell({ job: message.job, fault: faultOf(error) }),
    );
    return;
  }
  const asked = waiting.get(message.ask);
  waiting.delete(message.ask);
  if (message.fault) asked?.reject(errorOf(message.fault));
  else asked?.resolve(message.rows);
});
