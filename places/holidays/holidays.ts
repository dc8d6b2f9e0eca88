import type { Read, Tx } from '#kernel/db/types.ts';
import type { Day } from '#kernel/words/day.ts';
import { Refusal } from '#kernel/words/refusal.ts';

export interface Holiday {
  readonly day: Day;
  readonly kind: 'holiday' | 'substitute' | 'swapped-off' | 'swapped-work';
  readonly name: string;
  readonly legalBasis: string;
}

export async function listHolidays(read: Read, year: number) {
  const rows = await read
    .selectFrom('holiday')
    .selectAll()
    .where('day', '>=', `${year}-01-01`)
    .where('day', '<=', `${year}-12-31`)
    .orderBy('day')
    .execute();
  return rows.map(({ day, kind, name, legal_basis: legalBasis, confidence }) => ({
    day,
    kind: kind as Holiday['kind'],
    name,
    legalBasis,
    confidence,
  }));
}

/** Adds a day; the same again changes nothing. Refuses `holiday_past` (pay days went by it) and `holiday_known`. */
export async function addHoliday(tx: Tx, today: Day, { legalBasis, ...holiday }: Holiday): Promise<void> {
  const { day, kind, name } = holiday;
  const known = await tx.selectFrom('holiday').selectAll().where('day', '=', day).executeTakeFirst();
  if (known?.kind === kind && known.name === name) return;
  if (known) throw new Refusal('holiday_known', { day, name: known.name });
  if (day < today) throw new Refusal('holiday_past', { today });
  await tx
    .insertInto('holiday')
    .values({ ...holiday, legal_basis: legalBasis, confidence: 'sure' })
    .execute();
}
