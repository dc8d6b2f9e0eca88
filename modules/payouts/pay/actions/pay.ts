import type { QueryExecutorProvider } from 'kysely';
import type { Database } from '#kernel/db/connect.ts';
import type { Tx } from '#kernel/db/types.ts';
import { inputHash } from '#kernel/handover/envelope.ts';
import { type PostAnswer, findPosted } from '#kernel/handover/post.ts';
import { publish } from '#kernel/feed/feed.ts';
import { dayAt, type Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { type Facts, hashOf, head, type PayCommand, prepare, readFacts, totalOf } from './judge.ts';
import { explainPaid, receiptsAgain } from './answers.ts';
import { receiptNo } from '../rules/receipt.ts';
import { readVouchersToPay } from '../store/pay.ts';
import { payPlain } from '../store/pay-plain.ts';
import { type Act, payVouchers } from '../store/pay-vouchers.ts';
import type { Till } from '../store/tills.ts';

export type { PayCommand };

export interface Receipt {
  readonly handoverId: Id;
  readonly receiptNo: string;
  readonly amountVnd: bigint;
  readonly already: boolean;
}

/**
 * Pays vouchers: each command is one act at one counter, of one person and any number of vouchers. The voucher goes
 * from the office's desk back to its funder and the cash from the teller's drawer to the payee, in one envelope.
 * Each command is answered with its receipt or with the refusal that a teller can read out; none fails its neighbours.
 */
export async function pay(
  tx: Tx,
  now: Date,
  commands: readonly PayCommand[],
): Promise<(Receipt | Refusal)[]> {
  const receipts = await payWhatIsPlain(tx, now, commands);
  return payRest(commands, receipts, (rest) => payJudged(tx, now, rest));
}

/**
 * The same for payments that share nothing but their moment: those that are plain are one statement, which is a transaction
 * by itself; the others, seldom any, share one. When that one fails, each of its payments is answered with the failure, and
 * the plain ones, which stand, with their receipts.
 */
export async function payAlone(
  db: Database,
  now: Date,
  commands: readonly PayCommand[],
): Promise<(Receipt | Error)[]> {
  const receipts = await db.alone((on) => payWhatIsPlain(on, now, commands));
  return payRest(commands, receipts, (rest) =>
    db
      .write<(Receipt | Error)[]>((tx) => payJudged(tx, now, rest))
      .catch((failure: Error) => rest.map(() => failure)),
  );
}

async function payRest<A extends Receipt | Error>(
  commands: readonly PayCommand[],
  receipts: ReadonlyMap<PayCommand, Receipt>,
  payThem: (rest: readonly PayCommand[]) => Promise<A[]>,
): Promise<(Receipt | A)[]> {
  if (receipts.size === commands.length) return commands.map((command) => receipts.get(command) as Receipt);
  const rest = commands.filter((command) => !receipts.has(command));
  const answers = await payThem(rest);
  let next = 0;
  return commands.map((command) => receipts.get(command) ?? (answers[next++] as A));
}

/** Pays by one statement what is collected by the person themselves and has nothing to be weighed; the rest is left alone. */
async function payWhatIsPlain(
  on: QueryExecutorProvider,
  now: Date,
  commands: readonly PayCommand[],
): Promise<Map<PayCommand, Receipt>> {
  const asked = firstOfEach(commands);
  const paid = await payPlain(on, now, asked, asked.map(hashOf));
  const day = dayAt(now);
  const receipts = new Map<PayCommand, Receipt>();
  for (const [i, answer] of paid.entries()) {
    if (!answer) continue;
    const command = asked[i] as PayCommand;
    receipts.set(command, {
      handoverId: command.id,
      receiptNo: receiptNo(answer.officeCode, day, command.id),
      amountVnd: answer.amountVnd,
      already: false,
    });
  }
  return receipts;
}

/** Commands that may be plain; of those that share an id or a voucher, the first. */
function firstOfEach(commands: readonly PayCommand[]): PayCommand[] {
  const seen = new Set<Id>();
  return commands.filter(({ id, voucherIds, collector, door }) => {
    if (collector.kind !== 'self' || door || voucherIds.length === 0) return false;
    const before = seen.size;
    seen.add(id);
    for (const voucherId of voucherIds) seen.add(voucherId);
    return seen.size === before + 1 + voucherIds.length;
  });
}

/** Judges each command by the rules, and posts those that stand. */
async function payJudged(tx: Tx, now: Date, commands: readonly PayCommand[]): Promise<(Receipt | Refusal)[]> {
  const facts = await readFacts(tx, commands);
  const day = dayAt(now);
  const answers = new Map<PayCommand, Receipt | Refusal>();
  const ready: { command: PayCommand; act: Act }[] = [];
  const doubted: PayCommand[] = [];
  for (const command of commands) {
    const act = prepare(day, command, facts);
    if (act instanceof Refusal) doubted.push(command);
    else ready.push({ command, act });
  }
  const repeated: PayCommand[] = [];
  for (const [command, outcome] of await lookCloser(tx, day, doubted, facts)) {
    if (outcome === 'repeated') repeated.push(command);
    else if (outcome instanceof Refusal) answers.set(command, outcome);
    else ready.push({ command, act: outcome });
  }
  const posted = await payVouchers(
    tx,
    now,
    ready.map(({ act }) => act),
  );
  const offices = new Set<Id>();
  ready.forEach(({ command, act }, i) => {
    const answer = posted[i] as PostAnswer;
    if (answer.answer === 'posted') {
      offices.add(act.officeId);
      answers.set(command, {
        handoverId: act.id,
        receiptNo: receiptNo(act.till.officeCode, answer.postedOn, act.id),
        amountVnd: totalOf(act.vouchers),
        already: false,
      });
    } else if (answer.answer === 'already') repeated.push(command);
    else answers.set(command, refusalOf(answer, act.till));
  });
  await explainPaid(tx, commands, answers);
  await receiptsAgain(tx, repeated, answers);
  if (offices.size > 0) await publish(tx, 'payouts', { offices: [...offices] });
  return commands.map((command) => answers.get(command) as Receipt | Refusal);
}

/** What seems refused may be a payment asked for again; if not, its refusal is said with names. */
async function lookCloser(
  tx: Tx,
  day: Day,
  commands: readonly PayCommand[],
  facts: Facts,
): Promise<[PayCommand, Act | Refusal | 'repeated'][]> {
  if (commands.length === 0) return [];
  const posted = await findPosted(
    tx,
    commands.map((command) => command.id),
  );
  const named = await readVouchersToPay(
    tx,
    commands.flatMap((command) => (posted.has(command.id) ? [] : [...command.voucherIds])),
  );
  return commands.map((command) => {
    const earlier = posted.get(command.id);
    if (!earlier) return [command, prepare(day, command, { ...facts, vouchers: named, named })];
    return [
      command,
      earlier.equals(inputHash(head(command))) ? 'repeated' : new Refusal('conflict', { id: command.id }),
    ];
  });
}

function refusalOf(answer: Exclude<PostAnswer, { answer: 'posted' | 'already' }>, till: Till): Refusal {
  if (answer.answer === 'short')
    return new Refusal('drawer_short', { ...answer.facts, drawer: till.drawerNamed });
  if (answer.answer === 'not_holder')
    return new Refusal('held_elsewhere', { voucher: answer.facts['thing'] });
  return new Refusal('conflict', { ...answer.facts, answer: answer.answer });
}
