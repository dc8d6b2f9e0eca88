import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ImportAsk, ImportTold } from './import-child.ts';
import type { BenchContext } from './measure.ts';

const CHILD = fileURLToPath(new URL('./import-child.ts', import.meta.url));

/** Takes a list of so many lines in, in a process of its own; throws when it is not accepted whole. */
export async function timeImport(
  { appUrl, folder, say }: BenchContext,
  path: string,
  programme: string,
  rows: number,
  kind: ImportAsk['kind'] = 'regular',
): Promise<ImportTold> {
  const filesFolder = join(folder, 'files');
  await mkdir(filesFolder, { recursive: true });
  const child = fork(CHILD);
  const ask: ImportAsk = { appUrl, path, programme, filesFolder, kind };
  child.send(ask);
  const [told] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`the importing process ended early (${code})`);
    }),
  ])) as [ImportTold];
  assert.equal(told.outcome, 'accepted', JSON.stringify(told.findings));
  assert.equal(told.people, rows);
  say(
    `${rows.toLocaleString('en')} lines: ${told.vouchers} vouchers in ${told.seconds.toFixed(2)} s, peak ${told.peakMb.toFixed(0)} MB`,
  );
  return told;
}
