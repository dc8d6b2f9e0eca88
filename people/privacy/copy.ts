import { sql } from 'kysely';
import type { Read } from '#kernel/db/types.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { openFacts } from '../looks/accounts.ts';
import type { FullRecord } from '../looks/numbers.ts';

/**
 * What is kept about a person, each part by a query over all records that were merged into theirs. The people who looked at
 * the data are named by office and reason, not by name: their names are data of their own.
 */
const PARTS = {
  records: `select id, full_name, sex, born_on, birth_year, hamlet, bank_account, bank_name, recorded_at, merged_into
    from citizen where id = any ($1) order by recorded_at, id`,
  notes: `select text, written_at from citizen_note where citizen_id = any ($1) order by written_at, id`,
  death: `select died_on, document, recorded_at from citizen_death where citizen_id = any ($1)`,
  authorities: `select a.proxy_name, a.relation, a.programmes,
      array(select g.name_vi from programme g where g.code = any (a.programmes) order by g.position) as programme_names, a.made_on, a.expires_on, a.certified_by, r.revoked_at
    from authority a left join authority_revocation r on r.authority_id = a.id where a.citizen_id = any ($1) order by a.made_on, a.id`,
  heirs: `select full_name, relation, document, recorded_at from heir where citizen_id = any ($1) order by recorded_at, id`,
  stops: `select s.programme, g.name_vi as programme_name, s.kind, s.from_month, s.reason, l.reason as lifted_because, l.lifted_at
    from payout_stop s left join payout_stop_lift l on l.stop_id = s.id left join programme g on g.code = s.programme where s.citizen_id = any ($1) order by s.from_month, s.id`,
  entitlements: `select v.programme, g.name_vi as programme_name, v.benefit_month, v.month, v.kind, v.regime, v.source, v.amount_vnd::text,
      v.status, v.channel, v.pay_on
    from voucher v join programme g on g.code = v.programme where v.citizen_id = any ($1) order by v.benefit_month, v.programme, v.id`,
  payments: `select p.programme, g.name_vi as programme_name, p.month, p.amount_vnd::text, p.paid_at, p.receipt_no, p.collector_kind, p.collector_name, o.name as office
    from voucher v join payment p on p.voucher_id = v.id join office o on o.id = p.office_id join programme g on g.code = p.programme where v.citizen_id = any ($1) order by p.paid_at, p.voucher_id`,
  looks: `select l.at, l.reason, l.route from access_log l where l.subject_kind = 'citizen' and l.subject_id = any ($1::text[]) order by l.at`,
  requests: `select r.kind, r.text, r.received_at, a.outcome, a.text as answer, a.act, a.answered_at
    from subject_request r left join subject_request_answer a on a.request_id = r.id where r.citizen_id = any ($1) order by r.received_at, r.id`,
} as const;

export type PersonCopy = Readonly<
  Record<keyof typeof PARTS | 'changes', readonly Readonly<Record<string, unknown>>[]>
>;

/** Reads records in full: a look that is recorded with it, by whoever reads. */
export type ReadInFull = (ids: readonly Id[]) => Promise<readonly FullRecord[]>;

/** All that is kept about a person, for them to have. Refuses `not_found`. */
export async function copyOf(read: Read, citizenId: Id, inFull: ReadInFull): Promise<PersonCopy> {
  const { rows } = await sql<{ id: Id }>`
    with top as (select coalesce(merged_into, id) as id from citizen where id = ${citizenId})
    select c.id from citizen c, top where c.id = top.id or c.merged_into = top.id`.execute(read);
  if (rows.length === 0) throw new Refusal('not_found', { citizen: citizenId });
  const ids = rows.map((row) => row.id);
  const parts: [string, readonly Record<string, unknown>[]][] = [];
  for (const [name, query] of Object.entries(PARTS)) {
    const [before, ...rest] = query.split(/\$1(?:::text\[\])?/);
    const list = sql`${ids}::${sql.raw(name === 'looks' ? 'text[]' : 'uuid[]')}`;
    const found = await sql<
      Record<string, unknown>
    >`${sql.raw(before ?? '')}${list}${sql.raw(rest.join(''))}`.execute(read);
    parts.push([name, found.rows]);
  }
  const copy = Object.fromEntries(parts) as unknown as PersonCopy;
  const looked = new Map(
    (await inFull(ids)).map(({ changes, ...numbers }) => [numbers.id, { changes, numbers }]),
  );
  return {
    ...copy,
    records: copy.records.map((record) => {
      const id = record['id'] as Id;
      return openFacts(id, { ...record, ...looked.get(id)?.numbers });
    }),
    changes: ids.flatMap((id) =>
      (looked.get(id)?.changes ?? []).map(({ before, after, ...change }) => ({
        before: openFacts(id, before),
        after: openFacts(id, after),
        ...change,
      })),
    ),
  };
}

/** The copy as a file that any program reads. */
export function copyText(copy: PersonCopy, madeAt: Date): string {
  return `${JSON.stringify({ madeAt: madeAt.toISOString(), ...copy }, null, 2)}\n`;
}
