import { sql } from 'kysely';
import type { Read, Tx } from '#kernel/db/types.ts';
import type { Day } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import type { Why } from '../solve/problem.ts';

export interface PlanHeadRow {
  readonly id: Id;
  readonly version: number;
  readonly reason: string | null;
  readonly travel: 'road' | 'distance';
  readonly stops: number;
  readonly left: number;
  readonly amountVnd: bigint;
  readonly distanceM: number;
  readonly travelS: number;
  readonly by: string;
  readonly at: Date;
}

/** All versions of a day's plan, the newest first. */
export async function listVersions(
  read: Read,
  { officeId, day }: { readonly officeId: Id; readonly day: Day },
): Promise<PlanHeadRow[]> {
  const { rows } = await sql<PlanHeadRow>`
    select p.id, p.version, p.reason, p.travel, p.stops, p.amount_vnd as "amountVnd", p.distance_m::int as "distanceM",
      p.travel_s::int as "travelS", p.accepted_by_name as by, p.accepted_at as at,
      (select count(*)::int from round_left l where l.plan_id = p.id) as "left"
    from round_plan p where p.office_id = ${officeId} and p.day = ${day} order by p.version desc limit 200`.execute(
    read,
  );
  return rows;
}

/** One version of a day's plan; null when there is none of this id. */
export async function findPlan(
  read: Read,
  planId: Id,
): Promise<{ officeId: Id; day: Day; version: number; by: string } | null> {
  const { rows } = await sql<{ officeId: Id; day: Day; version: number; by: string }>`
    select office_id as "officeId", day, version, accepted_by_name as by from round_plan where id = ${planId}`.execute(
    read,
  );
  return rows[0] ?? null;
}

interface Person {
  readonly id: Id;
  readonly name: string;
}

export interface StopRow {
  readonly citizenId: Id;
  readonly name: string;
  readonly commune: string;
  readonly hamlet: string | null;
  readonly arriveS: number;
  readonly beginS: number;
  readonly amountVnd: bigint;
  readonly voucherIds: readonly Id[];
}

export interface RoundRow {
  readonly id: Id;
  readonly n: number;
  readonly payer: Person;
  readonly partner: Person | null;
  readonly capacityVnd: bigint;
  readonly startS: number;
  readonly endS: number;
  readonly distanceM: number;
  readonly amountVnd: bigint;
  readonly stops: readonly StopRow[];
}

/** The rounds of one version, each with its stops in order. */
export async function readRounds(read: Read, planId: Id): Promise<RoundRow[]> {
  const { rows } = await sql<Omit<RoundRow, 'stops'>>`
    select r.id, r.n, jsonb_build_object('id', s.id, 'name', s.name) as payer,
      case when q.id is null then null else jsonb_build_object('id', q.id, 'name', q.name) end as partner,
      r.capacity_vnd as "capacityVnd", r.start_s as "startS", r.end_s as "endS", r.distance_m::int as "distanceM", r.amount_vnd as "amountVnd"
    from round r join staff s on s.id = r.payer_id left join staff q on q.id = r.partner_id
    where r.plan_id = ${planId} order by r.n`.execute(read);
  const { rows: stops } = await sql<StopRow & { roundId: Id }>`
    select t.round_id as "roundId", t.citizen_id as "citizenId", c.full_name as name, coalesce(u.name, '') as commune, c.hamlet,
      t.arrive_s as "arriveS", t.begin_s as "beginS", t.amount_vnd as "amountVnd", t.voucher_ids::text[] as "voucherIds"
    from round r join round_stop t on t.round_id = r.id join citizen c on c.id = t.citizen_id left join unit u on u.id = c.unit_id
    where r.plan_id = ${planId} order by t.round_id, t.position`.execute(read);
  const byRound = Map.groupBy(stops, ({ roundId }) => roundId);
  return rows.map((round) => ({
    ...round,
    stops: (byRound.get(round.id) ?? []).map(({ roundId: _round, ...stop }) => stop),
  }));
}

export async function listLeft(read: Read, planId: Id) {
  const { rows } = await sql<{ citizenId: Id; name: string; why: Why; amountVnd: bigint }>`
    select l.citizen_id as "citizenId", c.full_name as name, l.why, l.amount_vnd as "amountVnd"
    from round_left l join citizen c on c.id = l.citizen_id where l.plan_id = ${planId} order by c.name_key, c.id`.execute(
    read,
  );
  return rows;
}

export interface NewPlan {
  readonly id: Id;
  readonly officeId: Id;
  readonly day: Day;
  readonly version: number;
  readonly reason: string | null;
  readonly travel: 'road' | 'distance';
  readonly travelS: number;
  readonly by: Person;
  readonly rounds: readonly {
    readonly payerId: Id;
    readonly partnerId: Id | null;
    readonly capacityVnd: bigint;
    readonly startS: number;
    readonly endS: number;
    readonly distanceM: number;
    readonly amountVnd: bigint;
    readonly stops: readonly Omit<StopRow, 'name' | 'commune' | 'hamlet'>[];
  }[];
  readonly left: readonly { readonly citizenId: Id; readonly why: Why; readonly amountVnd: bigint }[];
}

/** Writes an accepted plan with its rounds, stops and who is left; nothing of it is ever changed. */
export async function insertPlan(tx: Tx, now: Date, plan: NewPlan): Promise<void> {
  const rounds = plan.rounds.map((round, i) => ({ ...round, id: newId(), n: i + 1 }));
  await tx
    .insertInto('round_plan')
    .values({
      id: plan.id,
      office_id: plan.officeId,
      day: plan.day,
      version: plan.version,
      reason: plan.reason,
      travel: plan.travel,
      stops: rounds.reduce((sum, { stops }) => sum + stops.length, 0),
      amount_vnd: rounds.reduce((sum, { amountVnd }) => sum + amountVnd, 0n),
      distance_m: BigInt(rounds.reduce((sum, { distanceM }) => sum + distanceM, 0)),
      travel_s: BigInt(plan.travelS),
      accepted_by: plan.by.id,
      accepted_by_name: plan.by.name,
      accepted_at: now,
    })
    .execute();
  await tx
    .insertInto('round')
    .values(
      rounds.map((round) => ({
        id: round.id,
        plan_id: plan.id,
        n: round.n,
        payer_id: round.payerId,
        partner_id: round.partnerId,
        capacity_vnd: round.capacityVnd,
        start_s: round.startS,
        end_s: round.endS,
        distance_m: BigInt(round.distanceM),
        amount_vnd: round.amountVnd,
      })),
    )
    .execute();
  await tx
    .insertInto('round_stop')
    .values(
      rounds.flatMap((round) =>
        round.stops.map((stop, i) => ({
          round_id: round.id,
          position: i + 1,
          citizen_id: stop.citizenId,
          arrive_s: stop.arriveS,
          begin_s: stop.beginS,
          amount_vnd: stop.amountVnd,
          voucher_ids: [...stop.voucherIds],
        })),
      ),
    )
    .execute();
  if (plan.left.length === 0) return;
  await tx
    .insertInto('round_left')
    .values(
      plan.left.map(({ citizenId, why, amountVnd }) => ({
        plan_id: plan.id,
        citizen_id: citizenId,
        why,
        amount_vnd: amountVnd,
      })),
    )
    .execute();
}

/** The newest version of each office of a subtree on a day, by office. */
export async function readNewest(
  read: Read,
  officeIds: readonly Id[],
  day: Day,
): Promise<Map<Id, { version: number; rounds: number; stops: number }>> {
  const { rows } = await sql<{ office_id: Id; version: number; rounds: number; stops: number }>`
    select distinct on (p.office_id) p.office_id, p.version, p.stops, (select count(*)::int from round r where r.plan_id = p.id) as rounds
    from round_plan p where p.office_id = any (${[...officeIds]}::uuid[]) and p.day = ${day} order by p.office_id, p.version desc`.execute(
    read,
  );
  return new Map(rows.map(({ office_id, ...row }) => [office_id, row]));
}

export interface RoundAt {
  readonly id: Id;
  readonly planId: Id;
  readonly officeId: Id;
  readonly day: Day;
  readonly payerId: Id;
  readonly payer: string;
  readonly capacityVnd: bigint;
  readonly voucherIds: readonly Id[];
  /** Whether a later version of the day has taken its place. */
  readonly replaced: boolean;
}

/** A round with the vouchers planned for it; null when there is none of this id. */
export async function findRound(read: Read, roundId: Id): Promise<RoundAt | null> {
  const { rows } = await sql<RoundAt>`
    select r.id, p.id as "planId", p.office_id as "officeId", p.day, r.payer_id as "payerId", s.name as payer, r.capacity_vnd as "capacityVnd",
      array(select unnest(t.voucher_ids)::text from round_stop t where t.round_id = r.id) as "voucherIds",
      exists (select from round_plan l where l.office_id = p.office_id and l.day = p.day and l.version > p.version) as replaced
    from round r join round_plan p on p.id = r.plan_id join staff s on s.id = r.payer_id where r.id = ${roundId}`.execute(
    read,
  );
  return rows[0] ?? null;
}

/** The stops of a person's round of a day, in order, by the newest accepted plan of each office; null without one. */
export async function findRoundOf(
  read: Read,
  { staffId, day }: { readonly staffId: Id; readonly day: Day },
): Promise<{ roundId: Id; partner: string | null; startS: number; citizenIds: Id[] } | null> {
  const { rows } = await sql<{ roundId: Id; partner: string | null; startS: number; citizenIds: Id[] }>`
    select r.id as "roundId", q.name as partner, r.start_s as "startS",
      array(select t.citizen_id::text from round_stop t where t.round_id = r.id order by t.position) as "citizenIds"
    from round r join round_plan p on p.id = r.plan_id left join staff q on q.id = r.partner_id
    where r.payer_id = ${staffId} and p.day = ${day}
      and not exists (select from round_plan l where l.office_id = p.office_id and l.day = p.day and l.version > p.version)
    order by p.accepted_at desc limit 1`.execute(read);
  return rows[0] ?? null;
}
