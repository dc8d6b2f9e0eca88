import { Refusal } from '#kernel/words/refusal.ts';
import type { DocumentData, Rows } from './layout.ts';

/** The list that a table names; refuses `paper-rows-missing` rather than print an empty table for a wrong name. */
export function rowsNamed(data: DocumentData, name: string): Rows {
  const rows = data.rows[name];
  if (!rows) throw new Refusal('paper-rows-missing', { rows: name });
  return rows;
}
