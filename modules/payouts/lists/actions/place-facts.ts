import type { Read } from '#kernel/db/types.ts';
import { firstDayOf } from '#kernel/words/day.ts';
import { showRootOffice } from '#places/offices/offices.ts';
import { listCommunes } from '#places/units/communes.ts';
import type { Programme } from '../../programmes/store/programmes.ts';
import type { ImportCommand } from './import-command.ts';
import type { PlaceFacts } from './place-line.ts';

/** Reads what a thread needs to place lines: it has no database, nor the library that asks one. */
export async function readPlaceFacts(
  read: Read,
  { month, fileName }: Pick<ImportCommand, 'month' | 'fileName'>,
  { code, rule, calendar, nameVi, funderName }: Programme,
): Promise<PlaceFacts> {
  const communes = await listCommunes(read, firstDayOf(month));
  const rootOfficeId = (await showRootOffice(read)).id;
  const names = { regime: nameVi, source: funderName };
  return { programme: code, month, fileName, rule, calendar, ...names, communes, rootOfficeId };
}
