import { type RawBuilder, sql } from 'kysely';
import type { Looking } from '#kernel/access/reveals.ts';
import type { Database } from '#kernel/db/connect.ts';
import type { Read, Tx } from '#kernel/db/types.ts';
import type { Id } from '#kernel/words/id.ts';

/** What the application's role reads of a person by `lookAtPeople` alone. */
export interface FullNumbers {
  readonly id: Id;
  readonly cccd: string | null;
  readonly cmnd: string | null;
  readonly insurance_no: string | null;
  readonly phone: string | null;
  readonly address: string | null;
}

export interface FullRecord extends FullNumbers {
  readonly changes: readonly {
    readonly before: Readonly<Record<string, unknown>>;
    readonly after: Readonly<Record<string, unknown>>;
    readonly reason: string;
    readonly changed_at: string;
  }[];
}

/**
 * Identity numbers, telephone and address of people in full. The database judges who asks by their session or phone and the reach of
 * their roles, and records the look in the same statement; what it refuses is an error, since the route has judged before.
 */
export async function lookAtPeople(
  db: Database,
  ids: readonly Id[],
  looking: Looking,
): Promise<Map<Id, FullNumbers>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<FullNumbers>`select * from look_at_people(${asked(ids, looking)})`.execute(
    db.kysely,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** The same with what corrections of each record said before and after. */
export async function lookAtRecords(
  db: Database,
  ids: readonly Id[],
  looking: Looking,
): Promise<readonly FullRecord[]> {
  const { rows } = await sql<FullRecord>`select * from look_at_records(${asked(ids, looking)})`.execute(
    db.kysely,
  );
  return rows;
}

/** Numbers of the proxies and heirs of these people, by the id of the paper that names them. A look of its own. */
export async function lookAtCollectors(
  db: Database,
  ids: readonly Id[],
  looking: Looking,
): Promise<Map<Id, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: Id; cccd: string }>`
    select * from look_at_collectors(${asked(ids, looking)})`.execute(db.kysely);
  return new Map(rows.map((row) => [row.id, row.cccd]));
}

/** The authorities and inheritances in the name of this number. */
export async function findCollecting(
  read: Read | Tx,
  cccd: string,
): Promise<{ authorityId: Id | null; heirId: Id | null }[]> {
  const { rows } = await sql<{ authorityId: Id | null; heirId: Id | null }>`
    select authority_id as "authorityId", heir_id as "heirId" from find_collecting(${cccd})`.execute(read);
  return rows;
}

function asked(ids: readonly Id[], look: Looking): RawBuilder<unknown> {
  return sql`${[...ids]}::uuid[], ${look.staffId}::uuid, ${look.sessionId}::uuid, ${look.deviceId}::uuid, ${look.subjectKind},
    ${look.subjectId}, ${look.reason}, ${look.route}, ${look.reference}, ${look.ip}`;
}

/** The records that bear a number. Numbers are compared by the database and come back from it masked or with a look. */
export async function findByNumber(
  read: Read | Tx,
  kind: 'cccd' | 'cmnd' | 'insurance_no' | 'phone',
  number: string,
  limit = 1,
): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`select id from find_people(${kind}, ${number}, ${limit}) id`.execute(
    read,
  );
  return rows.map((row) => row.id);
}
