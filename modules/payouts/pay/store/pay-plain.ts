import { type QueryExecutorProvider, sql } from 'kysely';
import { arrayLiteral, bareLiteral, hexLiteral } from '#kernel/db/array-literal.ts';
import type { Id } from '#kernel/words/id.ts';
import type { Count } from '#kernel/words/money.ts';
import { countedVnd } from '#kernel/words/money.ts';
import { receiptLetters } from '../rules/receipt.ts';

/** An act at a counter whose collector is the person themselves, before anything has been read about it. */
export interface PlainAct {
  readonly id: Id;
  readonly doer: { readonly id: Id; readonly name: string };
  readonly officeId: Id;
  readonly voucherIds: readonly Id[];
  readonly signed: 'paper' | 'pad';
  readonly signatureSha256?: string;
  readonly count?: Count;
  readonly occurredAt: Date;
}

/** What was paid today, at the office with this code. */
export interface PlainPaid {
  readonly officeCode: string;
  readonly amountVnd: bigint;
}

/**
 * Judges, posts and records the acts that nothing stands in the way of, in one statement, which is a transaction where it
 * stands alone. Answers null for every other act; nothing was done about those. No id and no voucher may stand twice.
 * `inputHashes` are the hashes of the acts' inputs, hex.
 */
export async function payPlain(
  on: QueryExecutorProvider,
  now: Date,
  acts: readonly PlainAct[],
  inputHashes: readonly string[],
): Promise<(PlainPaid | null)[]> {
  if (acts.length === 0) return [];
  const { tills, tillOf } = tillsOf(acts);
  const vouchers = vouchersOf(acts);
  const notes = notesOf(acts);
  const several = vouchers.ids.length > acts.length;
  const counted = acts.some(({ count }) => count);
  const signed = acts.some(({ signatureSha256 }) => signatureSha256 !== undefined);
  const { rows } = await sql<{
    codes: string[];
    places: string | null;
    amounts: string | null;
  }>`-- named: pay plain
    select office_code as codes, array_to_string(paid_at, ',') as places, array_to_string(paid_vnd, ',') as amounts from pay_plain(${now},
      ${bareLiteral(tills.map((act) => act.doer.id))}::uuid[], ${arrayLiteral(tills.map((act) => act.doer.name))}::text[],
      ${bareLiteral(tills.map((act) => act.officeId))}::uuid[],
      ${bareLiteral(acts.map((act) => act.id))}::uuid[], ${bareLiteral(tillOf)}::int[],
      ${bareLiteral(acts.map((act) => act.occurredAt.valueOf()))}::bigint[], ${hexLiteral(inputHashes)}::bytea[],
      ${bareLiteral(acts.map((act) => receiptLetters(act.id)))}::text[], ${bareLiteral(acts.map((act) => act.signed))}::text[],
      ${signed ? arrayLiteral(acts.map(proofOf)) : '{}'}::jsonb[],
      ${counted ? arrayLiteral(acts.map(({ count }) => (count ? countedVnd(count) : null))) : '{}'}::bigint[],
      ${several ? bareLiteral(vouchers.at) : '{}'}::int[], ${several ? bareLiteral(vouchers.n) : '{}'}::int[],
      ${bareLiteral(vouchers.ids)}::uuid[], ${several || counted},
      ${bareLiteral(notes.at)}::int[], ${bareLiteral(notes.note)}::int[], ${bareLiteral(notes.pieces)}::int[])`.execute(
    on,
  );
  const [{ codes, places, amounts }] = rows as [(typeof rows)[number]];
  const paid: (bigint | null)[] = acts.map(() => null);
  const amountOf = amounts?.split(',') ?? [];
  for (const [i, place] of places?.split(',').entries() ?? []) {
    const at = Number(place) - 1;
    paid[at] = (paid[at] ?? 0n) + BigInt(amountOf[i] as string);
  }
  return paid.map((amountVnd, i) =>
    amountVnd === null ? null : { officeCode: codes[(tillOf[i] as number) - 1] as string, amountVnd },
  );
}

/** One act of each till, and for every act the place of its till among them. */
function tillsOf(acts: readonly PlainAct[]): { tills: PlainAct[]; tillOf: number[] } {
  const places = new Map<string, number>();
  const tills: PlainAct[] = [];
  const tillOf = acts.map((act) => {
    const key = act.doer.id + act.officeId;
    const known = places.get(key);
    if (known !== undefined) return known;
    const place = tills.push(act);
    places.set(key, place);
    return place;
  });
  return { tills, tillOf };
}

function vouchersOf(acts: readonly PlainAct[]): { at: number[]; n: number[]; ids: Id[] } {
  const columns = { at: [] as number[], n: [] as number[], ids: [] as Id[] };
  for (const [i, { voucherIds }] of acts.entries())
    for (const [n, id] of voucherIds.entries()) {
      columns.at.push(i + 1);
      columns.n.push(n + 1);
      columns.ids.push(id);
    }
  return columns;
}

function notesOf(acts: readonly PlainAct[]): { at: number[]; note: string[]; pieces: number[] } {
  const columns = { at: [] as number[], note: [] as string[], pieces: [] as number[] };
  for (const [i, { count }] of acts.entries()) {
    if (!count) continue;
    for (const [note, pieces] of Object.entries(count)) {
      columns.at.push(i + 1);
      columns.note.push(note);
      columns.pieces.push(pieces);
    }
  }
  return columns;
}

function proofOf({ signatureSha256 }: PlainAct): string | null {
  return signatureSha256 === undefined ? null : JSON.stringify({ signatureSha256 });
}
