import type { Tx } from '#kernel/db/types.ts';
import { openOffices } from './offices.ts';
import { beginPapers } from './papers.ts';

/** The province office: root of the office tree, and the paying office of every commune that no other serves. */
const ROOT = {
  code: 'QT',
  name: 'Bưu điện tỉnh Quảng Trị',
  kind: 'province' as const,
  parentCode: null,
  communeCodes: [],
  lat: 16.8163,
  lon: 107.1003,
};

/** Opens the province office where there is none yet, and names its place where none is named. */
export async function openRootOffice(tx: Tx, now: Date): Promise<void> {
  const root = await tx.selectFrom('office').select('id').where('parent_id', 'is', null).executeTakeFirst();
  if (!root) await openOffices(tx, now, '2019-01-01', [ROOT]);
  await beginPapers(tx);
}
