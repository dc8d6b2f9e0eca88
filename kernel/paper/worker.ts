import type { Writable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { Refusal } from '#kernel/words/refusal.ts';
import { refuseLayout } from './check.ts';
import type { DocumentData, Layout, Row } from './layout.ts';
import { gather, type OpenPart } from './pdf.ts';
import { heard, pour, seal } from './pour.ts';
import { rowsNamed } from './rows.ts';

export type Kind = 'pdf' | 'xlsx';
export type Outcome = { readonly parts: number; readonly pages: number | null };

/** What the thread is told to make; rows do not travel with it, it asks for them. */
export type Job = {
  readonly job: number;
  readonly kind: Kind;
  readonly layout: Layout;
  readonly facts: DocumentData['facts'];
  readonly madeAt: Date;
  readonly pagesPerPart: number | null;
  readonly lists: readonly string[];
};
/** A question of the thread: the next rows of a list, or to take bytes of a part (none: the part is complete). */
export type Ask = { readonly job: number; readonly ask: number } & (
  | { readonly list: string }
  | { readonly part: number; readonly bytes: Uint8Array | null }
);
export type Answer = {
  readonly ask: number;
  readonly rows: readonly Row[] | null;
  readonly fault: Fault | null;
};
export type Fault = {
  readonly code: string | null;
  readonly message: string;
  readonly facts: Record<string, unknown>;
};
export type Told =
  | Ask
  | { readonly job: number; readonly done: Outcome }
  | { readonly job: number; readonly fault: Fault };

const ROWS_PER_ANSWER = 500;

type Running = {
  answer(ask: Ask): Promise<readonly Row[] | null>;
  settle(error: unknown, outcome?: Outcome): void;
};

let worker: Worker | null = null;
let lastJob = 0;
const running = new Map<number, Running>();

/**
 * Makes a document in a thread of its own, so that a long list never holds up the requests of the process. Rows are
 * pulled from `data` as the pages need them and bytes are taken as the streams of `openPart` take them, so neither side
 * holds a whole list. Refuses as `writePdf` and `renderXlsx` do.
 */
export async function writeInWorker(
  kind: Kind,
  layout: Layout,
  data: DocumentData,
  openPart: OpenPart,
  pagesPerPart?: number,
): Promise<Outcome> {
  refuseLayout(layout);
  const job = ++lastJob;
  const sources = new Map<string, AsyncIterator<Row> | Iterator<Row>>();
  const parts = new Map<number, Writable>();

  const nextRows = async (list: string): Promise<readonly Row[] | null> => {
    let source = sources.get(list);
    if (!source) {
      const rows = rowsNamed(data, list);
      source = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();
      sources.set(list, source);
    }
    const batch: Row[] = [];
    while (batch.length < ROWS_PER_ANSWER) {
      const { done, value } = await source.next();
      if (done) break;
      batch.push(value);
    }
    return batch.length > 0 ? batch : null;
  };
  const take = async (part: number, bytes: Uint8Array | null): Promise<null> => {
    let out = parts.get(part);
    if (!out) parts.set(part, (out = heard(openPart(part))));
    if (bytes) await pour(out, bytes);
    else await seal(out);
    return null;
  };

  const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
  running.set(job, {
    answer: (ask) => ('list' in ask ? nextRows(ask.list) : take(ask.part, ask.bytes)),
    settle: (error, outcome) => (outcome ? resolve(outcome) : reject(error)),
  });
  const thread = started();
  thread.ref();
  const { facts, madeAt } = data;
  const told: Job = {
    job,
    kind,
    layout,
    facts,
    madeAt,
    pagesPerPart: pagesPerPart ?? null,
    lists: Object.keys(data.rows),
  };
  thread.postMessage(told, []);
  try {
    return await promise;
  } catch (error) {
    for (const out of parts.values()) out.destroy();
    throw error;
  } finally {
    running.delete(job);
    if (running.size === 0) worker?.unref();
    // A list that was not read to its end may hold a cursor.
    for (const source of sources.values()) await source.return?.();
  }
}

/** The whole document in memory, one entry a part. */
export async function renderInWorker(
  kind: Kind,
  layout: Layout,
  data: DocumentData,
  pagesPerPart?: number,
): Promise<Buffer[]> {
  const parts: Buffer[][] = [];
  await writeInWorker(kind, layout, data, () => gather(parts), pagesPerPart);
  return parts.map((chunks) => Buffer.concat(chunks));
}

/** Ends the thread; what it was making fails. The next document starts a new one. */
export async function stopPaperWorker(): Promise<void> {
  await worker?.terminate();
}

function started(): Worker {
  if (worker) return worker;
  const thread = new Worker(new URL('worker-thread.ts', import.meta.url));
  worker = thread;
  const lost = (error: unknown) => {
    if (worker === thread) worker = null;
    for (const job of running.values()) job.settle(error);
  };
  thread.on('error', lost);
  thread.on('exit', (code) => lost(new Error(`the paper thread ended with ${code}`)));
  thread.on('message', (told: Told) => {
    const job = running.get(told.job);
    if ('ask' in told) void reply(thread, told, job);
    else if ('done' in told) job?.settle(null, told.done);
    else job?.settle(errorOf(told.fault));
  });
  return thread;
}

async function reply(thread: Worker, ask: Ask, job: Running | undefined): Promise<void> {
  let answer: Answer;
  try {
    if (!job) throw new Error('the document is no longer wanted');
    answer = { ask: ask.ask, rows: await job.answer(ask), fault: null };
  } catch (error) {
    // The caller gets its own error back, not a copy that crossed two threads.
    job?.settle(error);
    answer = { ask: ask.ask, rows: null, fault: faultOf(error) };
  }
  thread.postMessage(answer, []);
}

export function faultOf(error: unknown): Fault {
  if (error instanceof Refusal)
    return { code: error.code, message: error.message, facts: { ...error.facts } };
  return {
    code: null,
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    facts: {},
  };
}

export function errorOf(fault: Fault): Error {
  return fault.code === null ? new Error(fault.message) : new Refusal(fault.code, fault.facts);
}
