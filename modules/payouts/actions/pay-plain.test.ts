import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import type { Tx } from '#kernel/db/types.ts';
import { inputHash } from '#kernel/handover/envelope.ts';
import { showOfficeHand } from '#kernel/handover/hands.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { payPlain } from '../store/pay-plain.ts';
import { fillDrawer, payCommand } from '../testing/paying.ts';
import { BINH, cccdOf, HOA, serveMonth, type ServedMonth } from '../testing/served.ts';
import { head } from './judge-pay.ts';
import { pay, payAlone, type PayCommand, type Receipt } from './pay.ts';

/** The statement that pays what is plain, and the rules that judge the rest: what the rules would refuse is never plain. */
const db = await cloneDatabase();
let month: ServedMonth;
let drawer: Id;
const PAYDAY = new Date('2020-12-08T09:00:00+07:00');
const TODAY = '2020-12-08';

before(async () => {
  month = await serveMonth(db, 12);
  month.clock.set('2020-12-08T09:00:00+07:00');
  drawer = await fillDrawer(db, month, { '500000': 40 });
});
after(() => month.close());

const askPlain = (tx: Tx, now: Date, commands: readonly PayCommand[]) =>
  payPlain(
    tx,
    now,
    commands.map((command) => ({ ...command, inputHash: inputHash(head(command)) })),
  );

interface Case {
  readonly what: string;
  readonly change?: (tx: Tx, command: PayCommand) => Promise<unknown>;
  readonly command?: Partial<PayCommand>;
  readonly now?: Date;
  /** What the rules say: `paid`, or the code of their refusal. */
  readonly rules: string;
}

const one = (statement: (voucher: Id) => ReturnType<typeof sql>) => (tx: Tx, command: PayCommand) =>
  statement(command.voucherIds[0] as Id).execute(tx);
const whose = (voucher: Id) => sql`(select citizen_id from voucher where id = ${voucher})`;
const stop = (voucher: Id, id: Id) => sql`
  insert into payout_stop (id, citizen_id, kind, from_month, reason, recorded_by, recorded_at)
  values (${id}, ${whose(voucher)}, 'suspended', '2020-12-01', 'chờ xác minh', 'Ngô Văn Chi Trả', now())`;

const CASES: readonly Case[] = [
  {
    what: 'returned',
    change: one((v) => sql`update voucher set status = 'returned' where id = ${v}`),
    rules: 'voucher_returned',
  },
  {
    what: 'paid by bank',
    change: one((v) => sql`update voucher set channel = 'bank' where id = ${v}`),
    rules: 'paid_by_bank',
  },
  {
    what: 'of another office',
    change: (tx, { voucherIds }) =>
      sql`update voucher set office_id = ${month.farId} where id = ${voucherIds[0]}`.execute(tx),
    rules: 'wrong_place',
  },
  {
    what: 'held by somebody else',
    change: async (tx, { voucherIds }) => {
      const far = await showOfficeHand(tx, month.farId, 'desk');
      return sql`update thing set holder = ${far.id} where id = ${voucherIds[0]}`.execute(tx);
    },
    rules: 'held_elsewhere',
  },
  {
    what: 'of a record that was merged into another',
    change: one(
      (v) =>
        sql`update citizen set merged_into = (select id from citizen where cccd = ${BINH}) where id = ${whose(v)}`,
    ),
    rules: 'paid',
  },
  {
    what: 'of a person who died',
    change: one(
      (v) =>
        sql`insert into citizen_death (citizen_id, died_on, document, recorded_by, recorded_at)
          values (${whose(v)}, '2020-12-02', 'trích lục 12', ${newId()}, now())`,
    ),
    rules: 'citizen_dead',
  },
  { what: 'stopped', change: one((v) => stop(v, newId())), rules: 'payment_stopped' },
  {
    what: 'stopped, and the stop lifted',
    change: async (tx, { voucherIds }) => {
      const id = newId();
      await stop(voucherIds[0] as Id, id).execute(tx);
      return sql`insert into payout_stop_lift (stop_id, reason, lifted_by, lifted_at)
        values (${id}, 'đã xác minh', ${newId()}, now())`.execute(tx);
    },
    rules: 'paid',
  },
  {
    what: 'in review',
    change: one(
      (v) =>
        sql`insert into match_review (id, list_id, line, citizen_id, candidate_id, raised_at)
          select ${newId()}, list_id, line, citizen_id, (select id from citizen where cccd = ${BINH}), now() from voucher where id = ${v}`,
    ),
    rules: 'identity_in_review',
  },
  {
    what: 'of a period that is locked',
    change: async (tx) => {
      const [id, maker] = [newId(), newId()];
      await sql`insert into settlement (id, programme, month, figures, returned_vnd, fee_vnd, made_by, made_at)
        values (${id}, 'merit', '2020-12-01', '{}', 0, 0, ${maker}, now())`.execute(tx);
      return sql`insert into settlement_lock (settlement_id, made_by, locked_by, locked_at)
        values (${id}, ${maker}, ${newId()}, now())`.execute(tx);
    },
    rules: 'period_locked',
  },
  { what: 'asked for too early', now: new Date('2020-12-01T09:00:00+07:00'), rules: 'too_early' },
  {
    what: 'asked for where the drawer is closed for the day',
    change: (tx) => sql`update hand_balance set closed_day = ${TODAY} where hand_id = ${drawer}`.execute(tx),
    rules: 'drawer_closed',
  },
  {
    what: 'asked for where the day of the office is closed: it goes into the next',
    change: (tx) =>
      sql`insert into office_close (office_id, business_day, closed_by, closed_at, figures)
        values (${month.province.camLoId}, ${TODAY}, ${newId()}, now(), '{}')`.execute(tx),
    rules: 'paid',
  },
  {
    what: 'asked for by who has no drawer any more',
    change: (tx) => sql`update hand set closed_at = now() where id = ${drawer}`.execute(tx),
    rules: 'drawer_not_open',
  },
  {
    what: 'more than the drawer holds',
    change: (tx) => sql`update hand_balance set balance_vnd = 1000 where hand_id = ${drawer}`.execute(tx),
    rules: 'drawer_short',
  },
  {
    what: 'paid to a party whose cash is guarded',
    change: (tx) =>
      sql`insert into hand_balance (hand_id, balance_vnd)
        select id, 0 from hand where office_id = ${month.province.camLoId} and kind = 'party'`.execute(tx),
    rules: 'paid',
  },
  { what: 'counted as something else', command: { count: { '500000': 1 } }, rules: 'count_differs' },
];

test('nothing stands in the way: it is paid by the one statement', async () => {
  const commands = await Promise.all([1, 2].map((n) => payCommand(db, month, cccdOf(n))));
  await inVain(async (tx) => {
    const paid = await askPlain(tx, PAYDAY, commands);
    assert.deepEqual(
      paid.map((each) => each?.officeCode),
      ['CL', 'CL'],
    );
  });
});

for (const { what, change, command: other, now = PAYDAY, rules } of CASES)
  test(`not plain: ${what}; its neighbour is paid`, async () => {
    const neighbour = { ...(await payCommand(db, month, cccdOf(2))), doer: month.province.tellers[0] };
    const command = { ...(await payCommand(db, month, cccdOf(1))), ...other };
    await inVain(async (tx) => {
      await change?.(tx, command);
      const shared = /drawer|office is|party|period|early/.test(what);
      const commands = shared ? [command] : [command, neighbour as PayCommand];
      const paid = await askPlain(tx, now, commands);
      assert.deepEqual(
        paid.map((each) => each !== null),
        shared ? [false] : [false, true],
      );
      const [answer] = await pay(tx, now, [command]);
      assert.equal(answer instanceof Refusal ? answer.code : 'paid', rules);
    });
  });

test('several people in one act, and one voucher of an act that is not plain, leave the whole act to the rules', async () => {
  const [a, b, c] = await Promise.all([1, 2, 3].map((n) => payCommand(db, month, cccdOf(n))));
  const both = { ...(a as PayCommand), voucherIds: [...(a?.voucherIds ?? []), ...(b?.voucherIds ?? [])] };
  await inVain(async (tx) => {
    const paid = await askPlain(tx, PAYDAY, [both, c as PayCommand]);
    assert.deepEqual(
      paid.map((each) => each !== null),
      [false, true],
    );
    const [answer] = await pay(tx, PAYDAY, [both]);
    assert.equal((answer as Refusal).code, 'several_people');
  });
});

test('a used id with another voucher is refused, and the same asked again hears its receipt', async () => {
  const [first, second] = await Promise.all([HOA, BINH].map((cccd) => payCommand(db, month, cccd)));
  const [receipt] = await payAlone(db, PAYDAY, [first as PayCommand]);
  assert.equal((receipt as Receipt).already, false);
  const [other] = await payAlone(db, PAYDAY, [{ ...(second as PayCommand), id: (first as PayCommand).id }]);
  assert.equal((other as Refusal).code, 'conflict');
  const [again] = await payAlone(db, PAYDAY, [first as PayCommand]);
  assert.deepEqual(again, { ...(receipt as Receipt), already: true });
});

test('both ways tell who follows, each once a call', async () => {
  const plain = await payCommand(db, month, cccdOf(4));
  const judged = await payCommand(db, month, cccdOf(5));
  const told = async () =>
    (await db.pool.query(`select body from feed_event where topic = 'payouts' order by xid, seq`)).rows;
  const start = (await told()).length;
  // A stop that was lifted is for the rules to weigh.
  await CASES.find(({ what }) => what.endsWith('lifted'))?.change?.(db.owner.kysely as unknown as Tx, judged);
  await payAlone(db, PAYDAY, [plain]);
  assert.equal((await told()).length, start + 1, 'what is plain');
  await payAlone(db, PAYDAY, [judged]);
  assert.deepEqual(
    (await told()).slice(start),
    [1, 2].map(() => ({ body: { offices: [month.province.camLoId] } })),
  );
});

test('a hundred hands on the same few vouchers: each is paid once, and the drawer gives for each once', async () => {
  const commands = await Promise.all([6, 7, 8, 9].map((n) => payCommand(db, month, cccdOf(n))));
  const start = await held();
  const tries = Array.from({ length: 25 }, (_, i) => (i % 2 ? commands : commands.toReversed()));
  const answers = await Promise.all(
    tries.map((each) =>
      payAlone(
        db,
        PAYDAY,
        each.map((command) => ({ ...command, id: newId() })),
      ),
    ),
  );
  const paid = answers.flat().filter((answer): answer is Receipt => !(answer instanceof Refusal));
  assert.equal(paid.length, 4);
  assert.deepEqual(
    new Set(answers.flat().map((answer) => (answer instanceof Refusal ? answer.code : 'paid'))),
    new Set(['paid', 'already_paid']),
  );
  const given = paid.reduce((sum, { amountVnd }) => sum + amountVnd, 0n);
  assert.equal(start - (await held()), given);
});

test('a payment waits for the close of its office that is under way, and lands in the next day', async () => {
  const command = await payCommand(db, month, cccdOf(10));
  let paying: Promise<(Receipt | Refusal)[]> | undefined;
  await db.owner.write(async (tx) => {
    await sql`select close_office_day(${month.province.camLoId}, ${TODAY}, ${newId()}, ${PAYDAY}, '{}')`.execute(
      tx,
    );
    const asked = payAlone(db, PAYDAY, [command]);
    await untilWaiting(asked);
    paying = asked;
  });
  const [answer] = (await paying) as [Receipt];
  assert.match(answer.receiptNo, /^CL-201209-/);
});

async function held(): Promise<bigint> {
  const { rows } = await db.pool.query<{ balance_vnd: bigint }>(
    'select balance_vnd from hand_balance where hand_id = $1',
    [drawer],
  );
  return rows[0]?.balance_vnd as bigint;
}

/** Until somebody waits for a lock, or has their answer without waiting. */
async function untilWaiting(asked: Promise<unknown>): Promise<void> {
  const answer = { came: false };
  void asked.finally(() => Object.assign(answer, { came: true }));
  while (!answer.came) {
    const { rows } = await db.pool.query<{ n: number }>(
      `select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted
         and database = (select oid from pg_database where datname = current_database())`,
    );
    if (rows[0]?.n) return;
  }
}

/** Runs with the owner's rights and takes everything back. */
async function inVain(work: (tx: Tx) => Promise<void>): Promise<void> {
  const over = new Error('taken back');
  await db.owner
    .write(async (tx) => {
      await work(tx);
      throw over;
    })
    .catch((error: unknown) => {
      if (error !== over) throw error;
    });
}
