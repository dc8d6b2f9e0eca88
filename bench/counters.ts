import { join } from 'node:path';
import * as ledger from '#kernel/handover/post.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { readCrew, type Post, type Till } from '#app/month/crew.ts';
import { runMonth } from '#app/month/run-month.ts';
import type { BenchContext } from './measure.ts';
import { inventPeople, MONTH, openBenchProvince } from './province.ts';

/** What filling a province needs of a bench. */
export type FillContext = Pick<BenchContext, 'db' | 'owner' | 'folder' | 'say'>;

/** Every programme pays on this day, and every drawer is open. */
export const PAY_AT = new Date(`${MONTH}-14T09:00:00+07:00`);

/** A counter at work: who sits there, and what they are to pay, one voucher after the other. */
export interface Counter {
  readonly post: Post;
  readonly till: Till;
  readonly voucherIds: Id[];
}

/**
 * A province whose month has come to the counters by the product's own actions: lists taken in, vouchers accepted by the
 * offices, cash in the drawers. `tellers` of its people (district counters first, then points) share at least `payments`
 * vouchers evenly. `first` is what happens in the province before that month.
 */
export async function openCounters(
  context: FillContext,
  tellers: number,
  payments: number,
  first: (context: FillContext) => Promise<unknown> = async () => {},
): Promise<Counter[]> {
  const { db, owner, folder, say } = context;
  await openBenchProvince(context);
  await first(context);
  const crew = await readCrew(db.read);
  const communes = await communesOf(context);
  const seats = [...crew.districts, ...crew.points]
    .filter((post) => communes.has(post.office.id))
    .flatMap((post) => post.tills.map((till) => ({ post, till })));
  if (seats.length < tellers) throw new RangeError(`the province has ${seats.length} counters`);
  const manned = seats.slice(0, tellers);
  const people = inventPeople(Math.ceil(payments * 1.1)).map((person, i) => ({
    ...person,
    communeCode: communes.get((manned[i % tellers] as (typeof manned)[number]).post.office.id) as string,
    bank: null,
    proxy: null,
  }));
  say(`bringing ${people.length.toLocaleString('en')} people's vouchers to ${tellers} counters`);
  await runMonth(db, {
    month: MONTH,
    people,
    folder: join(folder, 'month'),
    filesFolder: join(folder, 'files'),
    until: 'distribution',
    forms: false,
  });
  await fillDrawers(context, crew.root, manned);
  const { rows } = await owner.pool.query<{ id: Id; office_id: Id }>(
    `select v.id, v.office_id from voucher v join thing t on t.id = v.id join hand h on h.id = t.holder
     where h.kind = 'desk' and h.office_id = v.office_id and v.status = 'due' order by v.line`,
  );
  const byOffice = Map.groupBy(rows, (row) => row.office_id);
  const counters = manned.map(({ post, till }) => {
    const sitting = manned.filter((each) => each.post === post);
    const own = byOffice.get(post.office.id) ?? [];
    const at = sitting.findIndex((each) => each.till === till);
    return { post, till, voucherIds: own.filter((_, i) => i % sitting.length === at).map((row) => row.id) };
  });
  // As autovacuum leaves it; tables that nobody has written to are never analysed, and plans must not take them for empty.
  await owner.pool.query('vacuum analyze voucher, thing, thing_move, citizen, hand, hand_balance, staff');
  await owner.pool.query('checkpoint');
  return counters.filter((counter) => counter.voucherIds.length > 0);
}

/** One commune of each office that serves any. */
async function communesOf({ owner }: FillContext): Promise<Map<Id, string>> {
  const { rows } = await owner.pool.query<{ office_id: Id; code: string }>(
    `select distinct on (s.office_id) s.office_id, u.code from office_unit s join unit u on u.id = s.unit_id
     where s.valid_to is null or s.valid_to >= $1 order by s.office_id, u.code`,
    [`${MONTH}-01`],
  );
  return new Map(rows.map((row) => [row.office_id, row.code]));
}

/** More than the counters can pay out, brought in one handover and beyond the limits: the bench is not about supply. */
async function fillDrawers(
  { owner, db }: FillContext,
  root: Post,
  seats: readonly { readonly till: Till }[],
): Promise<void> {
  await owner.pool.query('update hand_balance set limit_vnd = null');
  const { rows } = await owner.pool.query<{ id: Id }>(`select id from hand where kind = 'agency' limit 1`);
  const funder = (rows[0] as { id: Id }).id;
  const answers = await db.write((tx) =>
    ledger.post(tx, PAY_AT, [
      {
        id: newId(),
        kind: 'bank-cash',
        doer: { kind: 'job', name: 'bench' },
        officeId: root.office.id,
        occurredAt: PAY_AT,
        input: {},
        money: seats.map(({ till }) => ({ from: funder, to: till.drawer.id, amountVnd: 10_000_000_000n })),
      },
    ]),
  );
  if (answers[0]?.answer !== 'posted')
    throw new Error(`the drawers stayed empty: ${JSON.stringify(answers)}`);
}
