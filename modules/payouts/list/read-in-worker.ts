import { fromWorker, type WorkerLimits } from '#kernel/sheets/worker.ts';
import { type PackedRows, packed, unpacked } from './packed.ts';
import { type ListPart, type ReadOptions, readListHere } from './read-list.ts';
import type { ListReport } from './shapes.ts';

interface Work {
  path: string;
  options: ReadOptions;
}

type Crossing = { rows: PackedRows } | { report: ListReport };

/** `readListHere` in a thread with a memory cap: what the server uses. Refuses in addition `file_too_big` when the cap is reached. */
export async function* readList(
  path: string,
  options: ReadOptions,
  limits: WorkerLimits = {},
): AsyncGenerator<ListPart> {
  const work: Work = { path, options };
  for await (const each of fromWorker<Crossing>(new URL(import.meta.url), work, limits))
    if ('rows' in each) yield { part: 'rows', rows: unpacked(each.rows) };
    else yield { part: 'report', report: each.report };
}

/** Runs inside the thread. */
export async function* produce(work: unknown): AsyncGenerator<Crossing> {
  const { path, options } = work as Work;
  for await (const each of readListHere(path, options))
    yield each.part === 'rows' ? { rows: packed(each.rows) } : { report: each.report };
}
