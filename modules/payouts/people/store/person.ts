import { sql } from 'kysely';
import type { Looking } from '#kernel/access/reveals.ts';
import type { Database } from '#kernel/db/connect.ts';
import type { Read, Tx } from '#kernel/db/types.ts';
import type { Day, Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { openAccount } from '#people/looks/accounts.ts';
import { lookAtPeople } from '#people/looks/numbers.ts';
import { within } from '#kernel/access/office-tree.ts';
import type { Channel, VoucherStatus, VoucherKind } from '../../voucher.ts';

/** All records of one person: the one that was kept first, then those merged into it. Empty when there is none. */
export async function listRecordsOf(read: Read | Tx, citizenId: Id): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`
    with kept as (select coalesce(merged_into, id) as id from citizen where id = ${citizenId})
    select id from kept union all select c.id from citizen c join kept on c.merged_into = kept.id`.execute(
    read,
  );
  return rows.map((row) => row.id);
}

/**
 * Those of these people, each by the record that stands for them, of whose records one lives in one of the communes or has ever
 * had a voucher at or below the office.
 */
export async function listWithBusinessAt(
  read: Read | Tx,
  citizenIds: readonly Id[],
  units: readonly number[],
  path: string,
): Promise<Set<Id>> {
  const { rows } = await sql<{ id: Id }>`
    select asked.id from unnest(${[...new Set(citizenIds)]}::uuid[]) asked(id) where exists (
      select from citizen c where (c.id = asked.id or c.merged_into = asked.id) and (c.unit_id = any (${[...units]}::int[])
        or exists (select from voucher v join office o on o.id = v.office_id where v.citizen_id = c.id and ${within('o.path', path)})))`.execute(
    read,
  );
  return new Set(rows.map(({ id }) => id));
}

export interface VoucherLine {
  readonly id: Id;
  readonly regime: string;
  readonly kind: VoucherKind;
  readonly month: Month;
  readonly status: VoucherStatus;
  readonly channel: Channel;
  readonly payOn: Day;
  readonly payUntil: Day;
}

/** A person's vouchers, newest month first: every one that is due, and of the rest the newest `settledMax`. */
export async function listVouchersOf(
  read: Read,
  records: readonly Id[],
  settledMax: number,
): Promise<VoucherLine[]> {
  const { rows } = await sql<VoucherLine & { month: Day }>`
    select id, regime, kind, month, status, channel, pay_on as "payOn", pay_until as "payUntil" from (
      select v.*, row_number() over (partition by v.status = 'due' order by v.month desc, v.benefit_month desc, v.id) as n
      from voucher v where v.citizen_id = any (${[...records]}::uuid[])
    ) v where v.status = 'due' or n <= ${settledMax}
    order by v.month desc, v.benefit_month desc, v.id`.execute(read);
  return rows.map((row) => ({ ...row, month: row.month.slice(0, 7) }));
}

export async function listAuthoritiesOf(read: Read, records: readonly Id[]) {
  return read
    .selectFrom('authority as a')
    .innerJoin('authority_shown as n', 'n.id', 'a.id')
    .leftJoin('authority_revocation as r', 'r.authority_id', 'a.id')
    .leftJoin('authority_image as i', 'i.authority_id', 'a.id')
    .select([
      'a.id',
      'a.proxy_name',
      'a.relation',
      'a.programmes',
      'a.made_on',
      'a.expires_on',
      'a.certified_by',
    ])
    .select((eb) => eb.ref('n.proxy_cccd_masked').$notNull().as('proxy_cccd_masked'))
    .select(['r.revoked_at', 'r.reason as revoked_reason', 'i.authority_id as image'])
    .where('a.citizen_id', 'in', [...records])
    .orderBy('a.expires_on', 'desc')
    .orderBy('a.id')
    .execute();
}

export async function listHeirsOf(read: Read, records: readonly Id[]) {
  return read
    .selectFrom('heir')
    .select(['id', 'full_name', 'relation', 'document'])
    .where('citizen_id', 'in', [...records])
    .orderBy('recorded_at')
    .orderBy('id')
    .execute();
}

export async function listStopsOf(read: Read, records: readonly Id[]) {
  return read
    .selectFrom('payout_stop as p')
    .leftJoin('payout_stop_lift as l', 'l.stop_id', 'p.id')
    .select(['p.id', 'p.programme', 'p.kind', 'p.from_month', 'p.reason', 'p.recorded_by', 'p.recorded_at'])
    .select(['l.stop_id as lift', 'l.reason as lift_reason'])
    .where('p.citizen_id', 'in', [...records])
    .orderBy('p.from_month', 'desc')
    .orderBy('p.id')
    .execute();
}

export async function findDeath(read: Read | Tx, records: readonly Id[]): Promise<Day | null> {
  const row = await read
    .selectFrom('citizen_death')
    .select('died_on')
    .where('citizen_id', 'in', [...records])
    .orderBy('died_on')
    .executeTakeFirst();
  return row?.died_on ?? null;
}

/** The numbers and the address of a person in full; the look is recorded with it. */
export async function readNumbers(db: Database, citizenId: Id, looking: Looking) {
  const found = (await lookAtPeople(db, [citizenId], looking)).get(citizenId);
  const account = await db.read
    .selectFrom('citizen')
    .select('bank_account')
    .where('id', '=', citizenId)
    .executeTakeFirstOrThrow();
  return {
    cccd: found?.cccd ?? null,
    cmnd: found?.cmnd ?? null,
    insuranceNo: found?.insurance_no ?? null,
    phone: found?.phone ?? null,
    bankAccount: openAccount(citizenId, account.bank_account),
    address: found?.address ?? null,
  };
}
