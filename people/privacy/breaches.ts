import { sql } from 'kysely';
import { insertOnce } from '#kernel/db/insert-once.ts';
import type { Read, Tx } from '#kernel/db/types.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { after, assertPast, hoursOf } from './requests.ts';

export type BreachKind = 'disclosed' | 'lost' | 'altered' | 'misused' | 'other';
export type EntryKind = 'measure' | 'notice-authority' | 'notice-people' | 'closed';

export interface Breach {
  readonly id: Id;
  readonly foundAt: Date;
  readonly happenedAt: Date | null;
  readonly kind: BreachKind;
  readonly description: string;
  /** How many people, as far as known. */
  readonly people: number | null;
  /** Whether health, poverty, bank, place or biometric data is among it. */
  readonly sensitive: boolean;
}

/** Records a breach; the authority's notice is due within the law's hours of its finding. The same again is answered alike. */
export async function recordBreach(tx: Tx, now: Date, breach: Breach, by: Id): Promise<Date> {
  assertPast(breach.foundAt, now);
  const notifyBy = after(breach.foundAt, await hoursOf(tx, 'breach-notice', breach.foundAt));
  const { id, foundAt, happenedAt, kind, description, people, sensitive } = breach;
  const content = {
    id,
    found_at: foundAt,
    happened_at: happenedAt,
    kind,
    description,
    people,
    sensitive,
    notify_by: notifyBy,
    recorded_by: by,
  };
  await insertOnce(tx, 'data_breach', content, { recorded_at: now });
  return notifyBy;
}

export interface Entry {
  readonly id: Id;
  readonly breachId: Id;
  readonly kind: EntryKind;
  readonly text: string;
  readonly at: Date;
}

/** Adds what was done about a breach. Refuses `breach_closed` for anything after its closing, and `conflict` for a used id. */
export async function addEntry(tx: Tx, now: Date, entry: Entry, by: Id): Promise<void> {
  assertPast(entry.at, now);
  const { id, breachId, kind, text, at } = entry;
  const breach = await tx
    .selectFrom('data_breach')
    .select('id')
    .where('id', '=', breachId)
    .executeTakeFirst();
  if (!breach) throw new Refusal('not_found', { breach: breachId });
  const entries = await tx
    .selectFrom('data_breach_entry')
    .selectAll()
    .where('breach_id', '=', breachId)
    .execute();
  const known = entries.find((each) => each.id === id);
  if (known) {
    if (known.kind === kind && known.text === text && known.written_by === by) return;
    throw new Refusal('conflict', { id });
  }
  if (entries.some((each) => each.kind === 'closed'))
    throw new Refusal('breach_closed', { breach: breachId });
  const written = await tx
    .insertInto('data_breach_entry')
    .values({ id, breach_id: breachId, kind, text, at, written_by: by, written_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  // The id stands under another breach, or two people closed this one at the same moment.
  if (written.numInsertedOrUpdatedRows === 0n) throw new Refusal('conflict', { id });
}

interface BreachesWanted {
  /** Behind which row, by when it was found and its id. */
  readonly after: readonly string[] | null;
  readonly limit: number;
}

/** The newest breaches with what was done about each; one more than the limit. */
export async function listBreaches(read: Read, { after, limit }: BreachesWanted) {
  const breaches = await read
    .selectFrom('data_breach as b')
    .innerJoin('staff as s', 's.id', 'b.recorded_by')
    .selectAll('b')
    .select('s.name as recorder')
    .select(sql<string[]>`array[b.found_at::text, b.id::text]`.as('place'))
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(b.found_at, b.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
    )
    .orderBy('b.found_at', 'desc')
    .orderBy('b.id', 'desc')
    .limit(limit + 1)
    .execute();
  const entries = await read
    .selectFrom('data_breach_entry as e')
    .innerJoin('staff as s', 's.id', 'e.written_by')
    .select(['e.breach_id', 'e.kind', 'e.text', 'e.at', 's.name as writer'])
    .where('e.breach_id', 'in', [...breaches.map(({ id }) => id), '00000000-0000-0000-0000-000000000000'])
    .orderBy('e.written_at')
    .orderBy('e.id')
    .execute();
  return breaches.map((row) => {
    const mine = entries.filter((entry) => entry.breach_id === row.id);
    return {
      place: row.place,
      id: row.id,
      foundAt: row.found_at,
      happenedAt: row.happened_at,
      kind: row.kind as BreachKind,
      description: row.description,
      people: row.people,
      sensitive: row.sensitive,
      notifyBy: row.notify_by,
      notified: mine.some(({ kind }) => kind === 'notice-authority'),
      closed: mine.some(({ kind }) => kind === 'closed'),
      recordedBy: row.recorder,
      entries: mine.map(({ kind, text, at, writer }) => ({
        kind: kind as EntryKind,
        text,
        at,
        writtenBy: writer,
      })),
    };
  });
}
