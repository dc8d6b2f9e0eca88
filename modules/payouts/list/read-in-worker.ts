import { fromWorker, type WorkerLimits } from '#kernel/sheets/worker.ts';
import { type ListPart, type ReadOptions, readListHere } from './read-list.ts';

interface Work {
  path: string;
  options: ReadOptions;
}

/** `readListHere` in a thread with a memory cap: what the server uses. Refuses in addition `file_too_big` when the cap is reached. */
export function readList(
  path: string,
  options: ReadOptions,
  limits: WorkerLimits = {},
): AsyncGenerator<ListPart> {
  const work: Work = { path, options };
  return fromWorker<ListPart>(new URL(import.meta.url), work, limits);
}

/** Runs inside the thread. */
export function produce(work: unknown): AsyncGenerator<ListPart> {
  const { path, options } = work as Work;
  return readListHere(path, options);
}
