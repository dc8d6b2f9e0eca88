import { sql } from 'kysely';
import { type Day, firstDayOf } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import type { Post, Till } from './crew.ts';
import { lot } from './funders.ts';
import { knownPeople } from './known-people.ts';
import { payDaysOf, type Run } from './run.ts';

/** A person's visit: all that they are due there, at one counter, in one hour. */
export interface Visit {
  readonly voucherIds: readonly Id[];
  readonly amountVnd: bigint;
  readonly post: Post;
  readonly till: Till;
  readonly day: Day;
  readonly hour: number;
  readonly authorityId: Id | null;
  /** The person does not come; the cash for them was there. */
  readonly absent: boolean;
}

const HOURS = [7, 8, 9, 13, 14, 15] as const;

/** Of 10,000 people so many do not come in a month, and so many come later than their hamlet's day. */
const ABSENT_IN_10_000 = 250;
const LATE_IN_10_000 = 1_400;

interface Due {
  readonly id: Id;
  readonly citizen_id: Id;
  readonly name_key: string;
  readonly office_id: Id;
  readonly programme: string;
  readonly amount_vnd: bigint;
  readonly pay_on: Day;
}

/** Who comes when and where, from the vouchers that stand on the offices' desks; `only` narrows it to these vouchers. */
export async function planVisits(run: Run, only: readonly Id[] | null = null): Promise<Visit[]> {
  const { rows } = await sql<Due>`
    select v.id, v.citizen_id, c.name_key, v.office_id, v.programme, v.amount_vnd, v.pay_on
    from voucher v join citizen c on c.id = v.citizen_id join thing t on t.id = v.id
    join hand h on h.id = t.holder and h.kind = 'desk' and h.office_id = v.office_id
    where v.month = ${firstDayOf(run.month)} and v.status = 'due' and v.channel <> 'bank'
      and (${only === null} or v.id = any (${[...(only ?? [])]}::uuid[]))
    order by v.citizen_id, v.id`.execute(run.db.read);
  const authorities = await readAuthorities(run);
  const known = await knownPeople(run.db.read, run.people);
  const payable = rows.filter((row) => !run.unfunded.includes(row.programme));
  const opens = new Map(run.programmes.map((programme) => [programme.code, programme.calendar.opensOn]));
  const visits: Visit[] = [];
  for (const vouchers of Map.groupBy(payable, (row) => row.citizen_id).values()) {
    const [first] = vouchers;
    const post = first && run.crew.posts.get(first.office_id);
    if (!first || !post || post.tills.length === 0) continue;
    const early = run.pace(post.office.code) === 'early';
    const from = vouchers
      .map((voucher) => (early ? (opens.get(voucher.programme) as Day) : voucher.pay_on))
      .reduce((a, b) => (a > b ? a : b));
    const who = known.get(first.citizen_id) ?? first.name_key;
    const key = `${run.month}|${who}`;
    const day = dayFor(run, from, early ? 0 : lot(`late|${key}`));
    const authority = authorities.get(first.citizen_id)?.find(({ to }) => to >= day);
    visits.push({
      voucherIds: vouchers.map((voucher) => voucher.id),
      amountVnd: vouchers.reduce((sum, voucher) => sum + voucher.amount_vnd, 0n),
      post,
      till: post.tills[lot(`till|${who}`) % post.tills.length] as Till,
      day,
      hour: HOURS[lot(`hour|${key}`) % HOURS.length] as number,
      authorityId: authority?.id ?? null,
      absent: !early && lot(`absent|${key}`) < ABSENT_IN_10_000,
    });
  }
  return visits;
}

function dayFor(run: Run, from: Day, chance: number): Day {
  const days = payDaysOf(run.month);
  const first = days.findIndex((day) => day >= from);
  const late = chance >= 10_000 - LATE_IN_10_000 ? 1 + (chance % 2) : 0;
  return days[Math.min(first < 0 ? days.length - 1 : first + late, days.length - 1)] as Day;
}

async function readAuthorities(run: Run): Promise<Map<Id, { id: Id; to: Day }[]>> {
  const rows = await run.db.read
    .selectFrom('authority as a')
    .leftJoin('authority_revocation as r', 'r.authority_id', 'a.id')
    .select(['a.id', 'a.citizen_id', 'a.expires_on'])
    .where('r.authority_id', 'is', null)
    .execute();
  const found = rows.map((row) => ({ citizenId: row.citizen_id, id: row.id, to: row.expires_on }));
  return Map.groupBy(found, (row) => row.citizenId);
}
