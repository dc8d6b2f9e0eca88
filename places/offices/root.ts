import type { Read, Tx } from '#kernel/db/types.ts';
import { openOffices } from './offices.ts';

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

/** Where papers of the province say they were made: a setting, which a province may change. */
const PLACE_OF_ISSUE = 'place-of-issue';
const PLACE = 'Quảng Trị';

/** Opens the province office where there is none yet, and names its place where none is named. */
export async function openRootOffice(tx: Tx, now: Date): Promise<void> {
  const root = await tx.selectFrom('office').select('id').where('parent_id', 'is', null).executeTakeFirst();
  if (!root) await openOffices(tx, now, '2019-01-01', [ROOT]);
  await tx
    .insertInto('setting')
    .values({ name: PLACE_OF_ISSUE, value: JSON.stringify(PLACE) })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
}

/** The place that the province's papers name before their day. */
export async function showPlaceOfIssue(read: Read): Promise<string> {
  const row = await read
    .selectFrom('setting')
    .select('value')
    .where('name', '=', PLACE_OF_ISSUE)
    .executeTakeFirst();
  return typeof row?.value === 'string' ? row.value : PLACE;
}
