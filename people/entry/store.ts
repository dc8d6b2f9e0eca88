import { sql } from 'kysely';
import type { AccessEventKind } from '#kernel/access/events.ts';
import type { Placed } from '#kernel/contract/pages.ts';
import { insertOnce } from '#kernel/db/insert-once.ts';
import type { Read, Tx } from '#kernel/db/types.ts';
import { addDays, type Day } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { searchKey } from '#kernel/words/text.ts';
import type { Role } from '../staff/roles.ts';
import { BOUNDS, type EntrySetting, SECOND_FACTOR_AT_FIRST } from './rules.ts';

/** Every rule through time, the one that stands first of its kind. */
export async function listEntryRules(read: Read) {
  const settings = await read
    .selectFrom('access_setting')
    .select(['name', 'value', 'valid_from', 'legal_basis'])
    .orderBy('name')
    .orderBy('valid_from', 'desc')
    .orderBy('set_at', 'desc')
    .execute();
  const roles = await read
    .selectFrom('second_factor_role')
    .select(['role', 'required', 'valid_from', 'legal_basis'])
    .orderBy('role')
    .orderBy('valid_from', 'desc')
    .orderBy('set_at', 'desc')
    .execute();
  const dated = (row: { valid_from: Day; legal_basis: string }) => ({
    validFrom: row.valid_from,
    legalBasis: row.legal_basis,
  });
  return {
    settings: settings.map((row) => ({ name: row.name as EntrySetting, value: row.value, ...dated(row) })),
    secondFactors: roles.map((row) => ({ role: row.role as Role, required: row.required, ...dated(row) })),
  };
}

interface Dated {
  readonly id: Id;
  readonly validFrom: Day;
  readonly legalBasis: string;
}

/** Sets a limit of sessions from a day on. Refuses `entry_rule_past`, `invalid_entry_limit`. */
export async function setEntrySetting(
  tx: Tx,
  today: Day,
  rule: Dated & { name: EntrySetting; value: number },
  by: Id,
): Promise<void> {
  const { id, name, value, validFrom, legalBasis } = rule;
  const { from, to } = BOUNDS[name];
  if (value < from || value > to) throw new Refusal('invalid_entry_limit', { from, to });
  if (validFrom < today) throw new Refusal('entry_rule_past', { today });
  const row = { id, name, value, valid_from: validFrom, legal_basis: legalBasis };
  await insertOnce(tx, 'access_setting', row, { set_by: by });
}

/** Asks a second factor of a role from a day on, or no longer. Refuses `entry_rule_past`. */
export async function setSecondFactorRole(
  tx: Tx,
  today: Day,
  rule: Dated & { role: Role; required: boolean },
  by: Id,
): Promise<void> {
  const { id, role, required, validFrom, legalBasis } = rule;
  if (validFrom < today) throw new Refusal('entry_rule_past', { today });
  const row = { id, role, required, valid_from: validFrom, legal_basis: legalBasis };
  await insertOnce(tx, 'second_factor_role', row, { set_by: by });
}

/** What a new province begins with: whoever approves, rules or sees all of it owes a second factor. */
export async function askSecondFactors(tx: Tx): Promise<void> {
  const rows = SECOND_FACTOR_AT_FIRST.map((role) => ({
    id: newId(),
    role,
    required: true,
    valid_from: sql<Day>`province_today()`,
    legal_basis: 'OWASP ASVS 5.0, 6.3.3',
  }));
  await tx.insertInto('second_factor_role').values(rows).execute();
}

export interface EntryEvent {
  readonly id: string;
  readonly at: Date;
  readonly kind: AccessEventKind;
  readonly by: string | null;
  readonly username: string | null;
  readonly route: string;
  readonly code: string | null;
  readonly ip: string;
  readonly reference: string;
}

export interface EventsAsked {
  readonly by: string | null;
  readonly kind: AccessEventKind | null;
  readonly from: Day | null;
  readonly to: Day | null;
  readonly after: readonly string[] | null;
  readonly limit: number;
}

/** What happened at the door, newest first; the days are Vietnam's. Cursor: at, id. */
export async function listEntryEvents(read: Read, asked: EventsAsked): Promise<Placed<EntryEvent>[]> {
  const { by, kind, from, to, after, limit } = asked;
  const key = by === null ? null : `%${searchKey(by)}%`;
  const until = to === null ? null : addDays(to, 1);
  const { rows } = await sql<Placed<EntryEvent>>`
    select e.id::text, e.at, e.kind, s.name as by, s.username, e.route, e.code, e.ip, e.reference, array[e.at::text, e.id::text] as place
    from access_event e left join staff s on s.id = e.staff_id
    where (${key}::text is null or e.staff_id in (select id from staff where name_key like ${key} or username like ${key}))
      and (${kind}::text is null or e.kind = ${kind})
      and (${from}::date is null or e.at >= (${from}::date)::timestamp at time zone 'Asia/Ho_Chi_Minh')
      and (${until}::date is null or e.at < (${until}::date)::timestamp at time zone 'Asia/Ho_Chi_Minh')
      and (${after === null} or (e.at, e.id) < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::bigint))
    order by e.at desc, e.id desc limit ${limit + 1}`.execute(read);
  return rows;
}
