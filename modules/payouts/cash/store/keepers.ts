import { sql } from 'kysely';
import { heldOn, TODAY } from '#kernel/access/office-tree.ts';
import { VAULT_KEEPERS } from '../../roles.ts';

/** Who answers today for a `hand` of this alias: whose it is, or whoever keeps the vault of its office; null where nobody does. */
export function keepersOf(alias: string) {
  const [staffId, officeId] = [sql.ref(`${alias}.staff_id`), sql.ref(`${alias}.office_id`)];
  return sql<string | null>`coalesce((select k.name from staff k where k.id = ${staffId}),
    (select string_agg(distinct k.name, ', ' order by k.name) from role_grant g join staff k on k.id = g.staff_id
      where g.office_id = ${officeId} and g.role = any (${[...VAULT_KEEPERS]}) and ${heldOn(TODAY)}))`;
}
