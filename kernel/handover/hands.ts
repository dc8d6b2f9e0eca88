import { type RawBuilder, sql } from 'kysely';
import type { Read, Tx } from '../db/types.ts';
import { type Id, newId } from '../words/id.ts';
import { Refusal } from '../words/refusal.ts';
import type { Vnd } from '../words/money.ts';

export type HandKind =
  | 'vault'
  | 'drawer'
  | 'bag'
  | 'desk'
  | 'transit'
  | 'bank'
  | 'agency'
  | 'party'
  | 'suspense'
  | 'income';

/** Hands whose balance is stored because it must never be negative and may have a limit: notes, and the bank account. */
const GUARDED: readonly HandKind[] = ['vault', 'drawer', 'bag', 'bank'];

/** A hand as people call it: an office's own by its kind and office, in the reader's language; a person's by its name. */
export interface NamedHand {
  readonly kind: HandKind;
  readonly name: string;
  readonly office: string;
}

export interface HandRow extends NamedHand {
  readonly id: Id;
  readonly officeId: Id;
  readonly staffId: Id | null;
}

/** A hand as a refusal names it: whoever reads the refusal calls it in their own language. */
export const asNamed = ({ kind, name, office }: NamedHand): NamedHand => ({ kind, name, office });

/** What a row of `hand` is called, as JSON. */
export function namedHand(alias: string): RawBuilder<NamedHand> {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  return sql`(select jsonb_build_object('kind', ${column('kind')}, 'name', ${column('name')}, 'office', place.name)
    from office place where place.id = ${column('office_id')})`;
}

export interface NewHand {
  readonly id?: Id;
  readonly kind: HandKind;
  readonly officeId: Id;
  readonly staffId?: Id;
  readonly name: string;
  readonly limitVnd?: Vnd;
}

/** Opens hands; each begins with nothing in it. */
export async function openHands(tx: Tx, now: Date, hands: readonly NewHand[]): Promise<HandRow[]> {
  const rows = hands.map((hand) => ({ ...hand, id: hand.id ?? newId() }));
  if (rows.length === 0) return [];
  await tx
    .insertInto('hand')
    .values(
      rows.map((hand) => ({
        id: hand.id,
        kind: hand.kind,
        office_id: hand.officeId,
        staff_id: hand.staffId ?? null,
        name: hand.name,
        opened_at: now,
      })),
    )
    .execute();
  const guarded = rows.filter((hand) => GUARDED.includes(hand.kind));
  if (guarded.length > 0) {
    await tx
      .insertInto('hand_balance')
      .values(
        guarded.map((hand) => ({ hand_id: hand.id, balance_vnd: 0n, limit_vnd: hand.limitVnd ?? null })),
      )
      .execute();
  }
  const opened = await showHands(
    tx,
    rows.map((hand) => hand.id),
  );
  return rows.map(({ id }) => opened.get(id) as HandRow);
}

const handRows = (read: Read | Tx) =>
  read
    .selectFrom('hand as h')
    .innerJoin('office as o', 'o.id', 'h.office_id')
    .select([
      'h.id',
      'h.kind',
      'h.office_id as officeId',
      'h.staff_id as staffId',
      'h.name',
      'o.name as office',
    ])
    .$narrowType<{ kind: HandKind }>();

/** The office's own hand of a kind (its vault, desk, transit, party ...). An office without one is a defect of set-up. */
export async function showOfficeHand(read: Read | Tx, officeId: Id, kind: HandKind): Promise<HandRow> {
  const hand = (await showOfficeHands(read, [officeId], kind)).get(officeId);
  return hand as HandRow;
}

/** The same for many offices at once, by office. */
export async function showOfficeHands(
  read: Read | Tx,
  officeIds: readonly Id[],
  kind: HandKind,
): Promise<Map<Id, HandRow>> {
  const rows = await handRows(read)
    .where((eb) => eb('h.office_id', '=', eb.fn.any(sql<Id[]>`${[...new Set(officeIds)]}::uuid[]`)))
    .where('h.kind', '=', kind)
    .where('h.staff_id', 'is', null)
    .where('h.closed_at', 'is', null)
    .orderBy('h.id', 'desc')
    .execute();
  const hands = new Map(rows.map((row) => [row.officeId, row]));
  for (const officeId of officeIds)
    if (!hands.has(officeId)) throw new Refusal('hand_not_found', { officeId, kind });
  return hands;
}

/** The drawer or bag a person answers for; null when none is open. */
export async function findPersonalHand(
  read: Read | Tx,
  staffId: Id,
  kind: HandKind,
): Promise<HandRow | null> {
  const hand = await handRows(read)
    .where('h.staff_id', '=', staffId)
    .where('h.kind', '=', kind)
    .where('h.closed_at', 'is', null)
    .executeTakeFirst();
  return hand ?? null;
}

export async function showHand(read: Read | Tx, id: Id): Promise<HandRow> {
  return (await showHands(read, [id])).get(id) as HandRow;
}

/** Hands by id; refuses `hand_not_found` when one of them does not exist. */
export async function showHands(read: Read | Tx, ids: readonly Id[]): Promise<Map<Id, HandRow>> {
  const rows = await handRows(read)
    .where((eb) => eb('h.id', '=', eb.fn.any(sql<Id[]>`${[...new Set(ids)]}::uuid[]`)))
    .execute();
  const hands = new Map(rows.map((row) => [row.id, row]));
  for (const id of ids) if (!hands.has(id)) throw new Refusal('hand_not_found', { id });
  return hands;
}

/** What hands hold, summed from the moves alone: the figure every stored balance must equal. */
export async function sumHands(read: Read | Tx, hands: readonly Id[]): Promise<Map<Id, Vnd>> {
  const { rows } = await sql<{ hand: Id; sum: bigint }>`
    select h as hand,
      (coalesce((select sum(amount_vnd) from money_move where to_hand = h), 0)
      - coalesce((select sum(amount_vnd) from money_move where from_hand = h), 0))::bigint as sum
    from unnest(${[...hands]}::uuid[]) as u(h)`.execute(read);
  return new Map(rows.map((row) => [row.hand, row.sum]));
}
