import { sql } from 'kysely';
import { insertOnce } from '#kernel/db/insert-once.ts';
import type { Tx } from '#kernel/db/types.ts';
import type { Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { nfc } from '#kernel/words/text.ts';
import type { Person } from '../../posting.ts';

export interface AuthorityCommand {
  readonly id: Id;
  readonly doer: Person;
  readonly citizenId: Id;
  readonly proxyName: string;
  readonly proxyCccd: string;
  readonly relation: string | null;
  /** Null stands for every programme. */
  readonly programmes: readonly string[] | null;
  readonly madeOn: Day;
  readonly expiresOn: Day;
  readonly certifiedBy: string;
}

/** Those whose id is known already stay as they are. */
export async function insertAuthorities(tx: Tx, now: Date, good: readonly AuthorityCommand[]): Promise<void> {
  if (good.length === 0) return;
  const column = <K extends keyof AuthorityCommand>(key: K) => good.map((command) => command[key]);
  await sql`insert into authority (id, citizen_id, proxy_name, proxy_cccd, relation, programmes, made_on, expires_on, certified_by,
      recorded_by, recorded_at)
    select id, citizen_id, proxy_name, proxy_cccd, relation,
      case when programmes is null then null else array(select jsonb_array_elements_text(programmes)) end,
      made_on, expires_on, certified_by, recorded_by, ${now}
    from unnest(${column('id')}::uuid[], ${column('citizenId')}::uuid[], ${good.map((g) => nfc(g.proxyName))}::text[],
      ${column('proxyCccd')}::text[], ${column('relation')}::text[],
      ${good.map((g) => (g.programmes ? JSON.stringify(g.programmes) : null))}::jsonb[], ${column('madeOn')}::date[],
      ${column('expiresOn')}::date[], ${column('certifiedBy')}::text[], ${good.map((g) => g.doer.id)}::uuid[]
    ) as a(id, citizen_id, proxy_name, proxy_cccd, relation, programmes, made_on, expires_on, certified_by, recorded_by)
    on conflict (id) do nothing`.execute(tx);
}

/**
 * Writes one authority: whether it was written now. Refuses `conflict` for another one under its id; the proxy's number,
 * which no query may read, is not compared.
 */
export function insertAuthority(tx: Tx, now: Date, authority: AuthorityCommand): Promise<boolean> {
  const { programmes } = authority;
  const content = {
    id: authority.id,
    citizen_id: authority.citizenId,
    proxy_name: authority.proxyName,
    relation: authority.relation,
    programmes: programmes === null ? null : [...programmes],
    made_on: authority.madeOn,
    expires_on: authority.expiresOn,
    certified_by: authority.certifiedBy,
  };
  const stamp = { proxy_cccd: authority.proxyCccd, recorded_by: authority.doer.id, recorded_at: now };
  return insertOnce(tx, 'authority', content, stamp);
}

/** Ends an authority; false when it had been ended before. */
export async function recordRevocation(
  tx: Tx,
  now: Date,
  revoked: { readonly authorityId: Id; readonly reason: string; readonly by: Id },
): Promise<boolean> {
  const written = await tx
    .insertInto('authority_revocation')
    .values({
      authority_id: revoked.authorityId,
      reason: revoked.reason,
      revoked_by: revoked.by,
      revoked_at: now,
    })
    .onConflict((row) => row.column('authority_id').doNothing())
    .returning('authority_id')
    .executeTakeFirst();
  return written !== undefined;
}
