import { open } from 'node:fs/promises';
import { Refusal } from '#kernel/words/refusal.ts';
import type { OpenSheets } from './cell.ts';
import { csvSheets } from './csv-read.ts';
import { kindOf } from './kind.ts';
import { type SheetLimits, USUAL_LIMITS } from './limits.ts';
import { xlsxSheets } from './xlsx-read.ts';

/**
 * Opens an xlsx or a delimited text file as a stream of sheets, each a stream of row batches.
 * The file is judged by its bytes, not by its name. Refuses, here or while the rows are read: `file_empty`,
 * `file_truncated`, `file_encrypted`, `file_legacy_xls`, `file_not_a_sheet`, `file_too_big`, `file_bomb`, `file_cell_too_long`.
 */
export async function openSheets(path: string, limits: SheetLimits = USUAL_LIMITS): Promise<OpenSheets> {
  const { start, tail } = await endsOf(path, limits);
  const kind = kindOf(start, tail);
  return { kind, sheets: kind === 'xlsx' ? xlsxSheets(path, limits) : csvSheets(path, start, limits) };
}

const END_BYTES = 1 << 18;

async function endsOf(path: string, limits: SheetLimits): Promise<{ start: Buffer; tail: Buffer }> {
  await using file = await open(path);
  const { size } = await file.stat();
  if (size > limits.fileBytes)
    throw new Refusal('file_too_big', { bytes: size, limitBytes: limits.fileBytes });
  const part = async (position: number): Promise<Buffer> => {
    const buffer = Buffer.alloc(Math.min(size, END_BYTES));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
    return buffer.subarray(0, bytesRead);
  };
  return { start: await part(0), tail: await part(Math.max(0, size - END_BYTES)) };
}
