import { type RawBuilder, sql } from 'kysely';
import type { Read } from '#kernel/db/types.ts';
import type { Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { DENOMINATIONS_VND } from '#kernel/words/money.ts';
import type { Role } from '#people/staff/roles.ts';
import { vi } from '#people/staff/vi.ts';
import { issuerOf } from '../../forms/issuer.ts';
import type { FormContent } from '../../forms/shapes.ts';
import type { Office } from '../../lists/store/form.ts';
import { timeAt } from './forms.ts';

/** What somebody was on the day of a handover (`a`): of several roles the one they have had longest. */
const roleOf = (staffId: RawBuilder<unknown>) => sql`(
  select r.role from role_grant r
  where r.staff_id = ${staffId} and r.valid_from <= a.business_day and (r.valid_to is null or r.valid_to >= a.business_day)
  order by r.valid_from, r.id limit 1)`;

const titleOf = (role: Role | null): string => (role ? vi.roles[role] : 'Nhân viên');

/** Minutes of an accepted cash handover; null when this handover accepted no cash at this office. */
export async function readCashMinutesForm(
  read: Read,
  acceptanceId: Id,
  office: Office,
  root: Office,
  madeAt: Date,
): Promise<FormContent<'cash-minutes'> | null> {
  const { rows } = await sql<{
    recorded_at: Date;
    business_day: Day;
    reason: string | null;
    giver: string;
    giver_role: Role | null;
    taker: string;
    taker_role: Role | null;
    giver_hand: string;
    taker_hand: string;
    giver_office: string;
    taker_office: string;
    witness: string | null;
    witness_role: Role | null;
    offered: Record<string, number> | null;
    accepted: Record<string, number> | null;
  }>`
    select a.recorded_at, a.business_day, o.reason, o.actor_name as giver, a.actor_name as taker, fh.name as giver_hand, th.name as taker_hand,
      fo.name as giver_office, t.name as taker_office, w.name as witness,
      ${roleOf(sql`o.actor_id`)} as giver_role, ${roleOf(sql`a.actor_id`)} as taker_role, ${roleOf(sql`w.id`)} as witness_role,
      (select jsonb_object_agg(denomination::text, pieces) from cash_count n where n.handover_id = o.id and n.side = 'offered') as offered,
      (select jsonb_object_agg(denomination::text, pieces) from cash_count n where n.handover_id = a.id and n.side = 'accepted') as accepted
    from handover a join handover o on o.id = a.answers
    join hand th on th.id = o.toward_hand join office t on t.id = th.office_id
    join lateral (select m.from_hand from money_move m where m.handover_id = o.id limit 1) g on true
    join hand fh on fh.id = g.from_hand join office fo on fo.id = fh.office_id
    left join lateral (select s.id, s.name from handover_witness n join staff s on s.id = n.staff_id where n.handover_id = o.id limit 1) w on true
    where a.id = ${acceptanceId} and a.kind = 'accept' and ${office.id} in (th.office_id, fh.office_id)`.execute(
    read,
  );
  const row = rows[0];
  if (!row) return null;
  const offered = row.offered ?? {};
  const accepted = row.accepted ?? {};
  return {
    madeAt,
    facts: {
      issuer: await issuerOf(read, office.name, root.name, row.business_day),
      minutesNumber: acceptanceId.slice(-8).toUpperCase(),
      reason: row.reason ?? 'Điều chuyển tiền chi trả',
      handedOn: row.business_day,
      handedAtTime: timeAt(row.recorded_at),
      handedPlace: row.taker_office,
      giver: {
        name: row.giver,
        position: titleOf(row.giver_role),
        officeName: row.giver_office,
        handName: row.giver_hand,
      },
      taker: {
        name: row.taker,
        position: titleOf(row.taker_role),
        officeName: row.taker_office,
        handName: row.taker_hand,
      },
      witness: { name: row.witness, position: row.witness && titleOf(row.witness_role) },
      explanation: null,
    },
    rows: {
      notes: DENOMINATIONS_VND.filter((note) => offered[String(note)] || accepted[String(note)]).map(
        (note) => {
          const [given, taken] = [offered[String(note)] ?? 0, accepted[String(note)] ?? 0];
          return {
            noteVnd: note,
            offeredPieces: given,
            offeredVnd: BigInt(note) * BigInt(given),
            countedPieces: taken,
            countedVnd: BigInt(note) * BigInt(taken),
            differencePieces: taken - given,
            differenceVnd: BigInt(note) * BigInt(taken - given),
          };
        },
      ),
    },
  };
}
