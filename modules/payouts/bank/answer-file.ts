import { fromWorker } from '#kernel/sheets/worker.ts';
import { openSheets } from '#kernel/sheets/read.ts';
import { searchKey } from '#kernel/words/text.ts';

/** One reference in a bank's answer, with what the row says of it. */
export interface AnswerLine {
  readonly reference: string;
  /** Null when the row has no result: a bank that sends back only what it paid. */
  readonly paid: boolean | null;
  readonly says: string | null;
}

const REFERENCE = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const FAILED =
  /(^| )(loi|that bai|khong thanh cong|khong ghi co|khong hop le|tu choi|sai|da huy|hoan tra|da dong|fail|failed|reject|rejected|error|invalid|closed)( |$)/;
const PAID =
  /(^| )(thanh cong|da ghi co|da chi|hoan thanh|success|successful|paid|completed|ok|credited)( |$)/;

/**
 * Reads a bank's answer in a thread of its own: rows that hold a reference, in any column, and the words to the right of it
 * that say paid or failed. Refuses what a bad file is refused for.
 */
export async function readAnswerFile(path: string): Promise<AnswerLine[]> {
  const lines: AnswerLine[] = [];
  for await (const some of fromWorker<AnswerLine[]>(new URL(import.meta.url), path)) lines.push(...some);
  return lines;
}

/** Runs inside the thread. */
export async function* produce(path: unknown): AsyncGenerator<AnswerLine[]> {
  const opened = await openSheets(path as string);
  for await (const sheet of opened.sheets)
    for await (const batch of sheet.batches)
      yield batch.flatMap(({ cells }) => {
        const line = lineOf(cells.map((cell) => String(cell ?? '').trim()));
        return line ? [line] : [];
      });
}

export function lineOf(texts: readonly string[]): AnswerLine | null {
  const at = texts.findIndex((text) => REFERENCE.test(text));
  if (at < 0) return null;
  const reference = texts[at] ?? '';
  // Left of it stand the columns of our own file, and a person may be called Lợi.
  const words = texts.slice(at + 1).filter((text) => text !== '');
  const failed = words.find((text) => FAILED.test(searchKey(text)));
  const paid = words.some((text) => PAID.test(searchKey(text)));
  return {
    reference: reference.toLowerCase(),
    paid: failed !== undefined ? false : paid ? true : null,
    says: failed ?? null,
  };
}

/**
 * What an answer means for a batch: where any row says paid or failed, only those that say paid are; where none does, all that
 * are named. Whoever is not named was not paid.
 */
export function judgeAnswer<L extends { readonly voucherId: string }>(
  batch: readonly L[],
  lines: readonly AnswerLine[],
) {
  const known = new Set<string>(batch.map(({ voucherId }) => voucherId));
  const told = new Map(lines.map((line) => [line.reference, line]));
  const withResults = lines.some(({ paid }) => paid !== null);
  const isPaid = (id: string) => {
    const line = told.get(id);
    return line !== undefined && (withResults ? line.paid === true : true);
  };
  return {
    withResults,
    paid: batch.filter(({ voucherId }) => isPaid(voucherId)),
    rejected: batch
      .filter(({ voucherId }) => !isPaid(voucherId))
      .map((line) => ({ line, says: told.get(line.voucherId)?.says ?? null })),
    strangers: [...told.keys()].filter((reference) => !known.has(reference)),
  };
}
