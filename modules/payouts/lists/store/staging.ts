import { sql } from 'kysely';
import type { Tx } from '#kernel/db/types.ts';
import { copyIn } from '#kernel/db/copy-in.ts';
import { type Block, LINE_COLUMNS, PART_COLUMNS } from './block.ts';
import { sealStagedAccounts } from './staged-accounts.ts';

/**
 * Tables that live as long as the transaction: a refused list leaves nothing behind. The functions that enter a list
 * read them with their owner's rights; nobody but this session sees them.
 */
export async function createStaging(tx: Tx): Promise<void> {
  await sql`create temp table staged_line (
    line int, sheet text, row int, full_name text, name_key text collate "C", tail_key text collate "C", sex text, born_on date,
    birth_year smallint, cccd text, cmnd text, insurance_no text, phone text, hamlet text, address text, unit_id int,
    office_id uuid, bank_account text, bank_name text, regime text, source text, channel text, pay_on date, pay_until date,
    citizen_id uuid, fresh boolean, candidate_id uuid
  ) on commit drop`.execute(tx);
  await sql`create temp table staged_voucher (
    id uuid, line int, kind text, benefit_month date, amount_vnd bigint
  ) on commit drop`.execute(tx);
  // Whoever of this list has no number at all, under the record made for them.
  await sql`create temp table staged_nameless (
    person text collate "C" primary key, citizen_id uuid
  ) on commit drop`.execute(tx);
  await sql`grant select on staged_line, staged_voucher to public`.execute(tx);
  await sql`grant update on staged_line to public`.execute(tx);
  // The register grows under these statements, from nothing at times: a plan that reads it whole would do so for every block.
  await sql`set local enable_seqscan = off`.execute(tx);
}

/** Makes room for the next block, once the last is entered. */
export async function clearStaging(tx: Tx): Promise<void> {
  await sql`-- named: clear staging
    truncate staged_line, staged_voucher`.execute(tx);
}

/** Stages a block, each line with the record that bears its number: the CCCD, else the insurance number, else the CMND. */
export async function stage(tx: Tx, { lines, parts }: Block): Promise<void> {
  await copyIn(tx, sql`staged_line (${sql.raw(LINE_COLUMNS)})`, lines);
  await copyIn(tx, sql`staged_voucher (${sql.raw(PART_COLUMNS)})`, parts);
  await sql`select match_staged()`.execute(tx);
}

/** Who a line is about within its list: a number, else name, year of birth and commune. */
const PERSON = sql.raw(
  `coalesce(cccd, insurance_no, cmnd, name_key || '|' || coalesce(birth_year::text, '') || '|' || coalesce(unit_id::text, ''))`,
);

/**
 * Settles who the lines are that no number has found in the register. The lines of one person become one record. Whoever
 * has the name, birth and place of somebody on record, without a contradicting number, becomes a candidate pair for
 * people to decide on, and is entered as a record of its own until then. Records that this very list has made are no
 * candidates: a list that names two people alike says that they are two.
 */
export async function settlePeople(
  tx: Tx,
  { nameless, repeated }: Pick<Block, 'nameless' | 'repeated'>,
): Promise<void> {
  if (nameless)
    await sql`update staged_line s set citizen_id = n.citizen_id, fresh = false
      from staged_nameless n where s.fresh and n.person = ${PERSON}`.execute(tx);
  if (repeated)
    await sql`update staged_line s set citizen_id = d.first_id, fresh = false
      from (select line, citizen_id, first_value(citizen_id) over w as first_id from staged_line
          where fresh window w as (partition by ${PERSON} order by line)) d
      where d.citizen_id <> d.first_id and s.line = d.line`.execute(tx);
  await sql`update staged_line s set candidate_id = c.id
    from citizen_shown c
    where s.fresh and c.merged_into is null and c.name_key = s.name_key and c.birth_year = s.birth_year
      and c.unit_id = s.unit_id and (s.born_on is null or c.born_on is null or s.born_on = c.born_on)
      and (s.cccd is null or not c.has_cccd) and (s.insurance_no is null or not c.has_insurance_no)
      and c.row_xmin <> pg_current_xact_id()::xid`.execute(tx);
  if (nameless)
    await sql`insert into staged_nameless (person, citizen_id) select ${PERSON}, citizen_id from staged_line
      where fresh and cccd is null and insurance_no is null and cmnd is null`.execute(tx);
}

/** Whether any staged line is of a person on record, or of one whom an earlier line has entered. */
export async function anyMet(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ met: boolean }>`
    select exists (select from staged_line where not fresh) as met`.execute(tx);
  return rows[0]?.met ?? false;
}

/** Enters the staged block of a list that `openList` has opened: new people, vouchers, figures, and doubtful pairs. */
export async function enterStaged(
  tx: Tx,
  now: Date,
  listId: string,
  fromHand: string,
  toHand: string,
): Promise<number> {
  await sealStagedAccounts(tx);
  await sql`select enter_staged(${listId}, ${fromHand}, ${toHand}, ${now})`.execute(tx);
  const { numAffectedRows } =
    await sql`insert into match_review (id, list_id, line, citizen_id, candidate_id, raised_at)
    select new_id(), ${listId}, line, citizen_id, candidate_id, ${now} from staged_line
    where fresh and candidate_id is not null`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}
