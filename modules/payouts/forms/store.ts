import type { Read, Tx } from '#kernel/db/types.ts';
import type { Layout } from '#kernel/paper/layout.ts';
import type { Day } from '#kernel/words/day.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { type FormCode, layoutOf, whyNotReplace } from './forms.ts';

export interface LayoutInForce {
  readonly validFrom: Day | null;
  readonly legalBasis: string | null;
  readonly layout: Layout;
}

/** The layout of a form on a day: the province's own when it has stored one by then, else the one the product brings. */
export async function readLayout(read: Read, code: FormCode, on: Day): Promise<LayoutInForce> {
  const row = await read
    .selectFrom('form_layout')
    .selectAll()
    .where('code', '=', code)
    .where('valid_from', '<=', on)
    .orderBy('valid_from', 'desc')
    .executeTakeFirst();
  if (!row) return { validFrom: null, legalBasis: null, layout: layoutOf(code) };
  return { validFrom: row.valid_from, legalBasis: row.legal_basis, layout: row.layout as Layout };
}

/** The layout that is to follow the one of a day, the nearest; null where none is stored. */
export async function findNextLayout(read: Read, code: FormCode, on: Day) {
  const row = await read
    .selectFrom('form_layout')
    .select(['valid_from as validFrom', 'legal_basis as legalBasis'])
    .where('code', '=', code)
    .where('valid_from', '>', on)
    .orderBy('valid_from')
    .executeTakeFirst();
  return row ?? null;
}

/** Stores a layout from a day on. Refuses `layout_unfit` with the place of its first fault, `layout_dated`. */
export async function storeLayout(
  tx: Tx,
  command: {
    readonly code: FormCode;
    readonly validFrom: Day;
    readonly legalBasis: string;
    readonly layout: unknown;
  },
): Promise<void> {
  const { code, validFrom, legalBasis, layout } = command;
  const why = whyNotReplace(code, layout);
  if (why) throw new Refusal('layout_unfit', { ...why });
  const written = await tx
    .insertInto('form_layout')
    .values({ code, valid_from: validFrom, layout: JSON.stringify(layout), legal_basis: legalBasis })
    .onConflict((row) => row.columns(['code', 'valid_from']).doNothing())
    .executeTakeFirst();
  if (written.numInsertedOrUpdatedRows !== 1n) throw new Refusal('layout_dated', { validFrom });
}
