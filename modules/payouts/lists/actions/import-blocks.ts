import assert from 'node:assert/strict';
import type { Tx } from '#kernel/db/types.ts';
import type { Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import type { Block } from '../store/block.ts';
import { findAgainstRegister, type RegisterFinding } from '../store/findings.ts';
import { anyMet, clearStaging, enterStaged, settlePeople, stage } from '../store/staging.ts';
import type { ListReport } from '../reading/shapes.ts';
import { FINDINGS_MAX } from './import-command.ts';
import type { PlacedPart, ReadThrough } from './read-placed.ts';

export interface Watching {
  readonly onProgress?: (rows: number) => void;
  readonly signal?: AbortSignal;
  /** Hears how the file was read, when all of it is in and nothing of it is judged; what it promises is waited for. */
  readonly onRead?: (report: ListReport) => void | Promise<void>;
}

/** What the register said of a list, errors first, the first of each kept; the counts are complete. */
export interface Against {
  readonly findings: readonly RegisterFinding[];
  readonly errors: number;
  readonly warnings: number;
}

/**
 * Hands blocks on as they are read, one at a time: the database takes one in while the next is read and placed. A
 * failure is met when the next one is handed on. Answers what the list was found to be.
 */
export async function eachBlock(
  parts: AsyncIterable<PlacedPart>,
  { onProgress, onRead, signal }: Watching,
  take: (block: Block) => Promise<void>,
): Promise<ReadThrough> {
  let end: ReadThrough | null = null;
  let rows = 0;
  let under = Promise.resolve();
  for await (const part of parts) {
    signal?.throwIfAborted();
    if ('end' in part) {
      end = part.end;
      await under;
      await onRead?.(end.report);
      continue;
    }
    rows += part.block.count;
    await under;
    under = take(part.block);
    under.catch(() => {});
    onProgress?.(rows);
  }
  await under;
  assert(end, 'a list that was read ends with its report');
  return end;
}

/**
 * Enters the blocks of an opened list: matched to the register, checked against it and written, so long as nothing
 * refuses the list. What is written of a list that is refused in the end is rolled back with it.
 */
export function blockEntry(
  tx: Tx,
  now: Date,
  list: { readonly id: Id; readonly programme: string; readonly month: Month },
  hands: { readonly from: Id; readonly to: Id },
) {
  const kept: Record<RegisterFinding['severity'], RegisterFinding[]> = { error: [], warning: [] };
  const counts = { error: 0, warning: 0 };
  const rowOf = rowsByLine();
  let reviews = 0;

  const take = async (block: Block): Promise<void> => {
    // The file refuses itself: the register is not asked any more.
    if (block.errors > 0) return;
    rowOf.remember(block);
    await clearStaging(tx);
    await stage(tx, block);
    await settlePeople(tx, block);
    // Nothing stands against people who are new with their very lines.
    const against = (await anyMet(tx)) ? await findAgainstRegister(tx, list) : [];
    for (const { earlier, ...found } of against) {
      counts[found.severity]++;
      if (kept[found.severity].length >= FINDINGS_MAX) continue;
      const expected = earlier === null ? found.expected : rowOf.show(earlier);
      kept[found.severity].push({ ...found, expected });
    }
    if (counts.error === 0) reviews += await enterStaged(tx, now, list.id, hands.from, hands.to);
  };
  const against = (): Against => ({
    findings: [...kept.error, ...kept.warning],
    errors: counts.error,
    warnings: counts.warning,
  });
  return { take, against, reviews: () => reviews };
}

/** The row of the file in which a line stood, kept as it was packed: it is asked for once in a blue moon. */
function rowsByLine() {
  const blocks: { readonly end: number; readonly rows: Uint32Array }[] = [];
  let end = 0;
  return {
    remember({ count, rows }: Block): void {
      end += count;
      blocks.push({ end, rows });
    },
    show(line: number): string {
      const at = blocks.findIndex((block) => line <= block.end);
      const block = blocks[at];
      assert(block, 'a line that was met stands in a block that was taken');
      return String(block.rows[line - 1 - (blocks[at - 1]?.end ?? 0)] ?? '');
    },
  };
}
