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
  const start = await startOf(path, limits);
  const kind = kindOf(start);
  return { kind, sheets: kind === 'xlsx' ? xlsxSheets(path, limits) : csvSheets(path, start, limits) };
}

async function startOf(path: string, limits: SheetLimits): Promise<Buffer> {
  await using file = await open(path);
  const { size } = await file.stat();
  if (size > limits.fileBytes)
    throw new Refusal('file_too_big', { bytes: size, limitBytes: limits.fileBytes });
  const start = Buffer.alloc(Math.min(size, 1 << 18));
  const { bytesRead } = await file.read(start, 0, start.length, 0);
  return start.subarray(0, bytesRead);
}
