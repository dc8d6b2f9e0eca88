import { fromWorker, type WorkerLimits } from '#kernel/sheets/worker.ts';
import { readListHere, type ReadOptions } from '../reading/read-list.ts';
import type { ListReport } from '../reading/shapes.ts';
import { regimeWatch, type StrangeRegime } from '../rules/wrong-list.ts';
import { type Block, blockPacker } from '../store/block.ts';
import type { Finding } from './import-command.ts';
import { placer, type PlaceFacts } from './place-line.ts';

interface Work {
  readonly path: string;
  readonly options: ReadOptions;
  readonly facts: PlaceFacts;
}

/** What a list was found to be once all of it was read. */
export interface ReadThrough {
  readonly report: ListReport;
  /** Rows whose commune is not known, in file order. */
  readonly unplaced: readonly Finding[];
  readonly stranger: StrangeRegime | null;
}

export type PlacedPart = { readonly block: Block } | { readonly end: ReadThrough };

/** Lines that the database takes in at once: enough to share the cost of a statement, few enough to begin early. */
const BLOCK = 4_000;
const FIRST_BLOCK = 1_000;

/**
 * Reads, checks and places a list in a thread with a memory cap. What leaves the thread are bytes as PostgreSQL reads
 * them: rows as objects would cost the server's own loop more than reading them has. Refuses what `readListHere` refuses
 * a bad file for, and `file_too_big` when the cap is reached.
 */
export function readPlaced(
  path: string,
  options: ReadOptions,
  facts: PlaceFacts,
  limits: WorkerLimits = {},
): AsyncGenerator<PlacedPart> {
  const work: Work = { path, options, facts };
  return fromWorker<PlacedPart>(new URL(import.meta.url), work, limits);
}

/** Runs inside the thread. */
export async function* produce(work: unknown): AsyncGenerator<PlacedPart> {
  const { path, options, facts } = work as Work;
  const place = placer(facts);
  const unplaced: Finding[] = [];
  const regimes = regimeWatch(facts.programme);
  const packer = blockPacker();
  let line = 0;
  for await (const part of readListHere(path, options)) {
    if (part.part === 'report') {
      if (packer.count() > 0) yield { block: packer.take(part.report.errors + unplaced.length) };
      yield { end: { report: part.report, unplaced, stranger: regimes.stranger() } };
      return;
    }
    for (const row of part.rows) {
      regimes.see(row.sheet, row.row, row.regime);
      packer.add(place(row, ++line, unplaced));
      // The first block is small, so that the database begins early.
      if (packer.count() < (line < BLOCK ? FIRST_BLOCK : BLOCK)) continue;
      yield { block: packer.take(part.errors + unplaced.length) };
    }
  }
}
