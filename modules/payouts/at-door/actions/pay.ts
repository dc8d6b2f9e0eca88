import type { Static } from 'typebox';
import type { Effect, Taken } from '#kernel/devices/acts.ts';
import type { Tx } from '#kernel/db/types.ts';
import type { HandRow } from '#kernel/handover/hands.ts';
import { dayAt } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { countedVnd } from '#kernel/words/money.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import type { DOOR_BODIES } from '../contract/bodies.ts';
import { whyNotEach } from '../../pay/actions/judge.ts';
import { pay, type PayCommand, type Receipt } from '../../pay/actions/pay.ts';
import { coverShortage, recordConflict } from './conflict.ts';

type Paid = Taken<Static<(typeof DOOR_BODIES)['payouts.pay']>>;

/**
 * Payments at doors, as the phone wrote them down. Each is posted by the rules of a counter, judged by the day it happened; what the
 * rules refuse has happened all the same, and is recorded as a conflict.
 */
export async function payAtDoor(tx: Tx, now: Date, bag: HandRow, taken: readonly Paid[]): Promise<Effect[]> {
  const effects: Effect[] = [];
  for (const run of apart(taken)) effects.push(...(await payRun(tx, now, bag, run)));
  return effects;
}

/** In their order, and a voucher once in each run: whether a later act may pay it shows when all of the earlier one is written. */
function apart(taken: readonly Paid[]): Paid[][] {
  const runs: Paid[][] = [];
  const named = new Set<Id>();
  for (const one of taken) {
    const { voucherIds } = one.body;
    if (runs.length === 0 || voucherIds.some((id) => named.has(id))) {
      runs.push([]);
      named.clear();
    }
    runs.at(-1)?.push(one);
    for (const id of voucherIds) named.add(id);
  }
  return runs;
}

async function payRun(tx: Tx, now: Date, bag: HandRow, run: readonly Paid[]): Promise<Effect[]> {
  const commands = run.map(commandOf);
  const answers = await pay(tx, now, commands);
  const effects: Effect[] = [];
  for (const [i, one] of run.entries()) {
    const answer = answers[i] as Receipt | Refusal;
    const command = commands[i] as PayCommand;
    effects.push(
      answer instanceof Refusal
        ? await recordAnyway(tx, now, bag, one, command, answer)
        : await weigh(tx, now, bag, one, answer),
    );
  }
  return effects;
}

function commandOf({ operation, body, doer, officeId, happenedAt, deviceId, hash }: Paid): PayCommand {
  const { voucherIds, collector, signed, count, photoSha256, identity, amountVnd } = body;
  const counted = count && countedVnd(count) === BigInt(amountVnd) ? count : null;
  return {
    id: operation.id,
    doer,
    officeId,
    voucherIds,
    collector,
    signed: signed.how === 'paper' ? 'paper' : 'pad',
    ...(signed.how === 'pad' && { signatureSha256: signed.sha256 }),
    ...(counted && { count: counted }),
    occurredAt: happenedAt,
    door: {
      deviceId,
      day: dayAt(happenedAt),
      // Where the phone stood is in the operation that the hash names, and sealed there.
      proof: { operation: hash, signed, photoSha256, identity },
    },
  };
}

const told = (receipt: Receipt) => ({
  handoverId: receipt.handoverId,
  receiptNo: receipt.receiptNo,
  amountVnd: receipt.amountVnd.toString(),
});

/** Vouchers say what was due, the phone what was given: more than due is a conflict, less is found when the bag is counted. */
async function weigh(tx: Tx, now: Date, bag: HandRow, one: Paid, receipt: Receipt): Promise<Effect> {
  const given = BigInt(one.body.amountVnd);
  if (given === receipt.amountVnd) return { outcome: 'posted', receipt: told(receipt) };
  const facts = { givenVnd: given.toString(), dueVnd: receipt.amountVnd.toString() };
  const more = given - receipt.amountVnd;
  const caseId =
    more > 0n
      ? await recordConflict(tx, now, one, {
          id: newId(),
          bag,
          amountVnd: more,
          voucherIds: [],
          count: null,
          code: 'amount_differs',
        })
      : null;
  return { outcome: 'posted', receipt: told(receipt), conflict: { code: 'amount_differs', facts, caseId } };
}

/**
 * What the counter's rules refuse. Those of its vouchers that may be paid are paid under the operation's id; for the rest the cash
 * stands in suspense.
 */
async function recordAnyway(
  tx: Tx,
  now: Date,
  bag: HandRow,
  one: Paid,
  command: PayCommand,
  refusal: Refusal,
): Promise<Effect> {
  if (refusal.code === 'conflict')
    return { outcome: 'quarantined', code: 'other_bytes', facts: refusal.facts };
  if (refusal.code === 'drawer_short') {
    const again = await payOutOfBag(tx, now, bag, one, command);
    if (!(again instanceof Refusal)) return weigh(tx, now, bag, one, again);
  }
  const { paid, bad, why } = await payWhatMay(tx, now, bag, one, command, refusal);
  const amountVnd = BigInt(one.body.amountVnd) - (paid?.amountVnd ?? 0n);
  const caseId = await recordConflict(tx, now, one, {
    id: paid ? newId() : command.id,
    bag,
    amountVnd: amountVnd > 0n ? amountVnd : 0n,
    voucherIds: bad,
    count: one.body.count,
    code: why.code,
  });
  return {
    outcome: 'posted',
    receipt: paid && told(paid),
    conflict: { code: why.code, facts: { ...why.facts, voucherIds: bad }, caseId },
  };
}

/** Pays what was handed over, also when the books know less in the bag: others of its batch are paid before. */
async function payOutOfBag(
  tx: Tx,
  now: Date,
  bag: HandRow,
  one: Paid,
  command: PayCommand,
): Promise<Receipt | Refusal> {
  const [answer] = (await pay(tx, now, [command])) as [Receipt | Refusal];
  if (!(answer instanceof Refusal) || answer.code !== 'drawer_short') return answer;
  await coverShortage(tx, now, one, bag, BigInt(one.body.amountVnd));
  const [again] = (await pay(tx, now, [command])) as [Receipt | Refusal];
  return again;
}

async function payWhatMay(
  tx: Tx,
  now: Date,
  bag: HandRow,
  one: Paid,
  command: PayCommand,
  refusal: Refusal,
): Promise<{ paid: Receipt | null; bad: readonly Id[]; why: Refusal }> {
  const each = await whyNotEach(tx, now, command);
  const good = command.voucherIds.filter((id) => each.get(id) === null);
  const bad = command.voucherIds.filter((id) => each.get(id) !== null);
  const first = bad.map((id) => each.get(id)).find((why) => why instanceof Refusal) ?? refusal;
  const all = { paid: null, bad: command.voucherIds, why: refusal };
  if (good.length === 0 || bad.length === 0 || refusal.code === 'several_people') return all;
  const those = commandOf({ ...one, body: { ...one.body, voucherIds: good, count: null } });
  const answer = await payOutOfBag(tx, now, bag, one, those);
  if (answer instanceof Refusal) return all;
  return { paid: answer, bad, why: first.code === refusal.code ? refusal : first };
}
