import type { Read, Tx } from '#kernel/db/types.ts';

/** What papers say of the province itself. */
export interface PapersSay {
  /** The place that stands before the day. */
  readonly placeOfIssue: string;
  /** How citizens reach the public page, such as `https://chitra.example.vn`; null while it is not known. */
  readonly publicAddress: string | null;
}

/** By which setting each is kept. */
const NAMES = { placeOfIssue: 'place-of-issue', publicAddress: 'public-address' } as const;

/** The place until a province says otherwise. */
const PLACE = 'Quảng Trị';

/** Names the place where none is named. */
export async function beginPapers(tx: Tx): Promise<void> {
  await tx
    .insertInto('setting')
    .values({ name: NAMES.placeOfIssue, value: JSON.stringify(PLACE) })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
}

export async function showPapersSay(read: Read): Promise<PapersSay> {
  const rows = await read
    .selectFrom('setting')
    .select(['name', 'value'])
    .where('name', 'in', Object.values(NAMES))
    .execute();
  const textOf = (name: string) => {
    const value = rows.find((row) => row.name === name)?.value;
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return {
    placeOfIssue: textOf(NAMES.placeOfIssue) ?? PLACE,
    publicAddress: textOf(NAMES.publicAddress)?.replace(/\/+$/, '') ?? null,
  };
}

export async function setPapersSay(tx: Tx, say: PapersSay, now: Date): Promise<void> {
  const rows = [
    { name: NAMES.placeOfIssue, value: JSON.stringify(say.placeOfIssue) },
    { name: NAMES.publicAddress, value: JSON.stringify(say.publicAddress ?? '') },
  ];
  await tx
    .insertInto('setting')
    .values(rows.map((row) => ({ ...row, set_at: now })))
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet((eb) => ({
        value: eb.ref('excluded.value'),
        set_at: eb.ref('excluded.set_at'),
      })),
    )
    .execute();
}
