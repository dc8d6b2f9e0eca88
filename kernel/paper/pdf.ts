import { Writable } from 'node:stream';
import { drawBlocks, type Plain } from './blocks.ts';
import { refuseLayout } from './check.ts';
import type { DocumentData, Facts, Layout } from './layout.ts';
import { openPress, type OpenPart } from './press.ts';
import { rowsNamed } from './rows.ts';
import { drawTable } from './table.ts';

export type { OpenPart } from './press.ts';

/**
 * Writes a document as PDF, page by page, into the streams that `openPart` opens: one for each 500 pages or
 * `pagesPerPart`. Lists are read once and never held. Refuses `layout-refused`, `paper-rows-missing`,
 * `paper-value-missing` and `paper-value-unprintable`; the open stream is then destroyed.
 */
export async function writePdf(
  layout: Layout,
  data: DocumentData,
  openPart: OpenPart,
  pagesPerPart?: number,
): Promise<{ parts: number; pages: number }> {
  refuseLayout(layout);
  const press = openPress(layout, data, openPart, pagesPerPart);
  const totals: Record<string, Facts> = {};
  const facts: Facts = { ...data.facts, total: totals };
  try {
    let waiting: Plain[] = [];
    for (const block of layout.body) {
      if (block.kind !== 'table') {
        waiting.push(block);
        continue;
      }
      await drawBlocks(press, waiting, facts, layout.page.sizePt);
      waiting = [];
      totals[block.rows] = await drawTable(press, block, rowsNamed(data, block.rows));
    }
    await drawBlocks(press, waiting, facts, layout.page.sizePt);
    return await press.close();
  } catch (error) {
    press.abandon();
    throw error;
  }
}

/** The whole document in memory, one entry a part. */
export async function renderPdf(
  layout: Layout,
  data: DocumentData,
  pagesPerPart?: number,
): Promise<Buffer[]> {
  const parts: Buffer[][] = [];
  await writePdf(layout, data, () => gather(parts), pagesPerPart);
  return parts.map((chunks) => Buffer.concat(chunks));
}

/** A stream that keeps what is written to it as the next entry of `parts`. */
export function gather(parts: Buffer[][]): Writable {
  const chunks: Buffer[] = [];
  parts.push(chunks);
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
}
