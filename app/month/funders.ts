import { sql } from 'kysely';
import type { Read } from '#kernel/db/types.ts';
import { addMonths, firstDayOf, type Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import type { Beneficiary } from '#app/demo/people/beneficiaries.ts';
import { knownPeople } from './known-people.ts';
import { type FunderLine, lineKey, regimeText } from './list-files.ts';

/** Of 10,000 lines so many carry arrears of one month, and so many stand for a person the funder knows without a number. */
const ARREARS_IN_10_000 = 60;

/** A number from 0 to 9,999 that is the same for the same text, on every machine (FNV-1a). */
export function lot(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return ((hash ^ (hash >>> 12)) >>> 0) % 10_000;
}

/**
 * What the funders put on their lists of a month: everyone entitled and alive, with what was not collected the month
 * before carried over by the programme's rule.
 */
export async function funderLines(
  read: Read,
  month: Month,
  people: readonly Beneficiary[],
): Promise<Map<string, FunderLine[]>> {
  const known = await knownPeople(read, people);
  const carried = await readCarried(read, month, known);
  const left = await readLeft(read, known);
  const lists = new Map<string, FunderLine[]>();
  for (const person of people) {
    for (const entitlement of person.entitlements) {
      const key = lineKey(person.cccd, regimeText(entitlement));
      if (left.has(person.cccd) || left.has(`${person.cccd}|${entitlement.programme}`)) continue;
      const due = entitlement.amountVnd + entitlement.supplementVnd;
      const line: FunderLine = {
        person,
        entitlement,
        carriedVnd: carried.get(key) ?? 0n,
        arrearsVnd: lot(`${month}|arrears|${key}`) < ARREARS_IN_10_000 ? due : 0n,
        withoutNumber: false,
      };
      const list = lists.get(entitlement.programme);
      if (list) list.push(line);
      else lists.set(entitlement.programme, [line]);
    }
  }
  return lists;
}

async function readCarried(
  read: Read,
  month: Month,
  known: ReadonlyMap<Id, string>,
): Promise<Map<string, bigint>> {
  const { rows } = await sql<{ citizen_id: Id; regime: string; vnd: bigint }>`
    select v.citizen_id, v.regime, sum(v.amount_vnd)::bigint as vnd
    from voucher v join voucher_return r on r.voucher_id = v.id and r.outcome = 'carried'
    where v.month = ${firstDayOf(addMonths(month, -1))} and v.status = 'returned'
    group by 1, 2`.execute(read);
  return new Map(
    rows.flatMap((row) => {
      const cccd = known.get(row.citizen_id);
      return cccd === undefined ? [] : [[lineKey(cccd, row.regime), row.vnd] as const];
    }),
  );
}

/** The dead, and those whose payment under a programme was stopped. */
async function readLeft(read: Read, known: ReadonlyMap<Id, string>): Promise<Set<string>> {
  const { rows } = await sql<{ citizen_id: Id; programme: string | null }>`
    select citizen_id, null as programme from citizen_death
    union all
    select p.citizen_id, p.programme from payout_stop p
    where not exists (select 1 from payout_stop_lift l where l.stop_id = p.id)`.execute(read);
  return new Set(
    rows.flatMap(({ citizen_id, programme }) => {
      const cccd = known.get(citizen_id);
      return cccd === undefined ? [] : [programme === null ? cccd : `${cccd}|${programme}`];
    }),
  );
}
