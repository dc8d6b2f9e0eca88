import { sql } from 'kysely';
import type { Tx } from '#kernel/db/types.ts';
import { dayAt, type Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { nfc } from '#kernel/words/text.ts';
import { lastDayOfAuthority, whyNotRecordAuthority } from '../rules/authority.ts';
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

/**
 * Records many written authorities at once, as a province that takes up its papers does; each is answered. The same id
 * again changes nothing. Refuses as `recordAuthority` does.
 */
export async function recordAuthorities(
  tx: Tx,
  now: Date,
  commands: readonly AuthorityCommand[],
): Promise<(Id | Refusal)[]> {
  const today = dayAt(now);
  const answers = commands.map((command) => {
    const why = whyNotRecordAuthority(command, today);
    return why
      ? new Refusal(why, {
          madeOn: command.madeOn,
          expiresOn: command.expiresOn,
          lastDay: lastDayOfAuthority(command.madeOn),
        })
      : command.id;
  });
  const good = commands.filter((_, i) => !(answers[i] instanceof Refusal));
  if (good.length === 0) return answers;
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
  return answers;
}
