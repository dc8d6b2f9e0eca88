import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import type { Tx } from '#kernel/db/types.ts';
import { inputHash } from '#kernel/handover/envelope.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { fewestNotes } from '#kernel/words/money.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { payPlain } from '../store/pay-plain.ts';
import { NOT_PLAIN, PAYDAY, TODAY } from '../../testing/not-plain.ts';
import { fillDrawer, payCommand } from '../../testing/paying.ts';
import { rowsOfPayments } from '../../testing/payment-rows.ts';
import { BINH, cccdOf, HOA, serveMonth, type ServedMonth } from '../../testing/served.ts';
import { hashOf, head } from './judge.ts';
import { pay, payAlone, type PayCommand, type Receipt } from './pay.ts';

/** The statement that pays what is plain, and the rules that judge the rest: what the rules would refuse is never plain. */
const db = await cloneDatabase();
let month: ServedMonth;
let drawer: Id;

before(async () => {
  month = await serveMonth(db, 12);
  month.clock.set('2020-12-08T09:00:00+07:00');
  drawer = await fillDrawer(db, month, { '500000': 40 });
});
after(() => month.close());

const place = () => ({
  officeId: month.province.camLoId,
  farId: month.farId,
  drawer,
  witnessId: month.province.tellers[1]?.id as Id,
});

const askPlain = (tx: Tx, now: Date, commands: readonly PayCommand[]) =>
  payPlain(tx, now, commands, commands.map(hashOf));

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

for (const { what, change, command: other, now = PAYDAY, rules, shared } of NOT_PLAIN)
  test(`not plain: ${what}; its neighbour is paid`, async () => {
    const neighbour = await payCommand(db, month, cccdOf(2));
    const command = { ...(await payCommand(db, month, cccdOf(1))), ...other };
    await inVain(async (tx) => {
      await change?.(tx, command, place());
      const paid = await askPlain(tx, now, shared ? [command] : [command, neighbour]);
      assert.deepEqual(
        paid.map((each) => each !== null),
        shared ? [false] : [false, true],
      );
      if (rules === null) return;
      const [answer] = await pay(tx, now, [command]);
      assert.equal(answer instanceof Refusal ? answer.code : 'paid', rules);
    });
  });

test('of the hours of a day a payment reads its own, however many there are', async () => {
  const commands = await Promise.all([1, 2].map((n) => payCommand(db, month, cccdOf(n))));
  await inVain(async (tx) => {
    await sql`insert into payout_hour (month, programme, office_id, day, hour, paid_count, paid_vnd)
      select make_date(1900 + n, 1, 1), 'pension', ${place().officeId}, ${TODAY},
        extract(hour from ${PAYDAY}::timestamptz at time zone 'Asia/Ho_Chi_Minh'), 1, 1
      from generate_series(1, 100) n`.execute(tx);
    const read = async () =>
      (
        await sql<{ n: bigint }>`select idx_tup_fetch + seq_tup_read as n from pg_stat_xact_user_tables
          where relname = 'payout_hour'`.execute(tx)
      ).rows[0]?.n as bigint;
    const reads: bigint[] = [];
    for (const command of commands) {
      const before = await read();
      assert.notDeepEqual(await askPlain(tx, PAYDAY, [command]), [null]);
      reads.push((await read()) - before);
    }
    assert.ok(
      reads.every((n) => n <= 2n),
      `${reads} rows`,
    );
  });
});

test('the input of the commonest command is hashed as the ledger hashes any other', async () => {
  const [a, b] = await Promise.all([1, 2].map((n) => payCommand(db, month, cccdOf(n))));
  const two = { ...(b as PayCommand), voucherIds: [...(b?.voucherIds ?? []), ...(a?.voucherIds ?? [])] };
  for (const command of [a as PayCommand, two, { ...two, signed: 'pad' as const }])
    assert.equal(hashOf(command), inputHash(head(command)).toString('hex'));
});

test('whoever judges it, the same is written down', async () => {
  const [one, two] = await Promise.all([1, 2].map((n) => payCommand(db, month, cccdOf(n))));
  const commands = [
    { ...(one as PayCommand), signed: 'pad' as const, signatureSha256: 'ab'.repeat(32) },
    { ...(two as PayCommand), count: await notesOf(two as PayCommand) },
  ];
  const written: unknown[] = [];
  const lifted = NOT_PLAIN.find(({ what }) => what.endsWith('lifted'));
  for (const plain of [true, false])
    await inVain(async (tx) => {
      for (const command of plain ? [] : commands) await lifted?.change?.(tx, command, place());
      const paid = (await askPlain(tx, PAYDAY, commands)).map((each) => each !== null);
      assert.deepEqual(paid, [plain, plain]);
      if (!plain) await pay(tx, PAYDAY, commands);
      written.push(await rowsOfPayments(tx, commands));
    });
  assert.deepEqual(written[0], written[1]);
  assert.ok(Object.values(written[0] as object).every((rows: unknown[]) => rows.length > 0));
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
  await NOT_PLAIN.find(({ what }) => what.endsWith('lifted'))?.change?.(
    db.owner.kysely as unknown as Tx,
    judged,
    place(),
  );
  await payAlone(db, PAYDAY, [plain]);
  assert.equal((await told()).length, start + 1, 'what is plain');
  await payAlone(db, PAYDAY, [judged]);
  assert.deepEqual(
    (await told()).slice(start),
    [1, 2].map(() => ({ body: { offices: [month.province.camLoId] } })),
  );
});

test('what is paid by itself is told as paid, although what stood beside it fails', async () => {
  const [fine, held] = await Promise.all([11, 12].map((n) => payCommand(db, month, cccdOf(n))));
  await sql`update thing set held_by = holder where id = ${held?.voucherIds[0]}`.execute(db.owner.kysely);
  const [receipt, failure] = await payAlone(db, PAYDAY, [fine as PayCommand, held as PayCommand]);
  assert.ok(!(receipt instanceof Error) && receipt?.handoverId === fine?.id);
  assert.ok(failure instanceof Error && !(failure instanceof Refusal));
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
  const paid = answers.flat().filter((answer): answer is Receipt => !(answer instanceof Error));
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
  let paying: ReturnType<typeof payAlone> | undefined;
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

/** The notes that a person's vouchers come to. */
async function notesOf({ voucherIds }: PayCommand): Promise<Record<string, number>> {
  const rows = await db.read
    .selectFrom('voucher')
    .select('amount_vnd')
    .where('id', 'in', voucherIds)
    .execute();
  return fewestNotes(rows.reduce((sum, row) => sum + row.amount_vnd, 0n)).count;
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
