import { readCrew, type Crew, type Post } from '#app/month/crew.ts';
import * as ledger from '#kernel/handover/post.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { readOverview } from '#modules/payouts/watch/actions/overview.ts';
import { previewSettlement } from '#modules/payouts/settle/actions.ts';
import { readQuery } from '#modules/payouts/people/rules/query.ts';
import { searchPeople } from '#modules/payouts/people/store/search.ts';
import { PAY_AT } from './counters.ts';
import { timeImport } from './import.ts';
import { writeBenchList } from './lists.ts';
import type { BenchContext, Measure } from './measure.ts';
import { payAll } from './pay-batch.ts';
import { MONTH, openBenchProvince } from './province.ts';
import { percentile, timeCases } from './queries/latency.ts';

const STEPS = [79_000, 250_000, 500_000, 1_000_000, 2_000_000, 5_000_000];
/** The last lines of each step are a list of their own: what the same work costs with more behind it. */
const LAST_LINES = 10_000;
/** The rest come in lists that are as long as an upload may be. */
const MOST_LINES = 1_000_000;
const PAYMENTS = 1000;
const ROUNDS = 20;
const PROGRAMME = 'pension';
const TYPED = ['nguyen thi hoa', 'cáp thị uynh', 'hoa luong', 'minh', 'cap hoa 1931', 'xyz', '045000000777'];

/**
 * What the same act costs while a month grows from 79,000 payees to `--payees`, in one database that is added to. The ratio is
 * that to the first step: 1 is a cost that does not grow.
 */
export async function run(context: BenchContext): Promise<Measure[]> {
  const { owner, size, say } = context;
  const most = size('payees', 500_000);
  await openBenchProvince(context);
  await owner.pool.query('update hand_balance set limit_vnd = null');
  const crew = await readCrew(context.db.read);
  const measures: Measure[] = [];
  let behind = 0;
  for (const payees of STEPS.filter((step) => step <= Math.max(most, STEPS[0] as number))) {
    say(`growing to ${payees.toLocaleString('en')} payees`);
    while (behind < payees - LAST_LINES) {
      const to = Math.min(behind + MOST_LINES, payees - LAST_LINES);
      await importPeople(context, behind, to);
      behind = to;
    }
    await owner.pool.query('vacuum analyze');
    const imported = await importPeople(context, behind, payees);
    behind = payees;
    await owner.pool.query('vacuum analyze');
    const costs = {
      [`import of ${LAST_LINES}`]: imported.seconds * 1000,
      ...(await costsNow(context, crew)),
    };
    for (const [act, value] of Object.entries(costs)) {
      say(`${act}: ${value.toFixed(2)} ms`);
      const baseline = measures.find((each) => each.name.endsWith(act))?.value ?? value;
      measures.push({
        name: `${payees.toLocaleString('en')} payees: ${act}`,
        value,
        unit: 'ms',
        ratio: value / baseline,
        baseline,
        against: `at ${(STEPS[0] as number).toLocaleString('en')}`,
      });
    }
  }
  return measures;
}

async function importPeople(context: BenchContext, from: number, to: number) {
  const list = await writeBenchList(context.folder, 'list.csv', to, from);
  return timeImport(context, list, PROGRAMME, to - from, from === 0 ? 'regular' : 'supplementary');
}

async function costsNow(context: BenchContext, crew: Crew): Promise<Record<string, number>> {
  const { db } = context;
  const search = await timeCases(Object.fromEntries(TYPED.map((text) => [text, () => find(text)])), ROUNDS);
  const { path } = crew.root.office;
  const overview = await timeCases(
    { province: () => readOverview(db.read, { month: MONTH, path, today: '2020-12-14' }) },
    ROUNDS,
  );
  const settlement = await timeCases({ figures: () => previewSettlement(db.read, PROGRAMME, MONTH) }, 3);
  return {
    'search p95': percentile(Object.values(search).flat(), 0.95),
    'overview p95': percentile(Object.values(overview).flat(), 0.95),
    'a payment in calls of 1,000': (await timePayments(context, crew)) / PAYMENTS,
    'figures of the settlement': percentile(Object.values(settlement).flat(), 0.5),
  };

  async function find(text: string) {
    const query = readQuery(text);
    return query && (await searchPeople(db.read, query, null));
  }
}

/** Brings vouchers and cash to one counter in one handover, and times their payment; in ms. */
async function timePayments(context: BenchContext, crew: Crew): Promise<number> {
  const { db, owner } = context;
  const posts = [...crew.districts, ...crew.points].filter(({ tills }) => tills.length > 0);
  const { rows: offices } = await owner.pool.query<{ office_id: Id }>(
    `select office_id from voucher where status = 'due' and channel <> 'bank' and office_id = any($1) group by office_id order by count(*) desc limit 1`,
    [posts.map(({ office }) => office.id)],
  );
  const post = posts.find(({ office }) => office.id === offices[0]?.office_id) as Post;
  const till = post.tills[0] as Post['tills'][number];
  const { rows } = await owner.pool.query<{ id: Id; holder: Id; agency: Id }>(
    `select v.id, t.holder, (select id from hand where kind = 'agency' limit 1) as agency
     from voucher v join thing t on t.id = v.id where v.status = 'due' and v.channel <> 'bank' and v.office_id = $1 order by v.id limit $2`,
    [post.office.id, PAYMENTS],
  );
  if (rows.length < PAYMENTS) throw new Error(`${post.office.name} has ${rows.length} vouchers`);
  const [answer] = await db.write((tx) =>
    ledger.post(tx, PAY_AT, [
      {
        id: newId(),
        kind: 'bag',
        doer: { kind: 'job', name: 'bench' },
        officeId: post.office.id,
        occurredAt: PAY_AT,
        input: {},
        money: [{ from: rows[0]?.agency as Id, to: till.drawer.id, amountVnd: 100_000_000_000n }],
        things: rows.map(({ id, holder }) => ({ thing: id, from: holder, to: post.desk.id })),
      },
    ]),
  );
  if (answer?.answer !== 'posted') throw new Error(JSON.stringify(answer));
  const commands = rows.map(({ id }) => ({
    id: newId(),
    doer: till.person,
    officeId: post.office.id,
    voucherIds: [id],
    collector: { kind: 'self' as const },
    signed: 'paper' as const,
    occurredAt: PAY_AT,
  }));
  const began = performance.now();
  await payAll(context, commands);
  return performance.now() - began;
}
