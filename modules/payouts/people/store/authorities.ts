import { sql } from 'kysely';
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
