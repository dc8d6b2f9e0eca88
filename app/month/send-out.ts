import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Day } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { type BankLine, readBankBatch } from '#modules/payouts/bank/store/lines.ts';
import { recordBankAnswer, sendToBank } from '#modules/payouts/bank/actions.ts';
import { acceptVouchers, distributeVouchers } from '#modules/payouts/cash/actions/distribute.ts';
import { lot } from './funders.ts';
import { act, at, inLanes, type Run } from './run.ts';

/** Of 10,000 accounts so many are closed or wrong: their vouchers come back to be paid in cash. */
const REJECTED_IN_10_000 = 40;

/** Vouchers leave the province's desk, and every office that is not late accepts its parcel. */
export async function distribute(run: Run, now: Date, acceptedAt: Date): Promise<{ vouchers: number }> {
  const { offers } = await act(run, (tx) =>
    distributeVouchers(tx, now, { doer: run.crew.controller, month: run.month, programme: null }),
  );
  let vouchers = 0;
  await inLanes(2, offers, async (offer) => {
    const post = run.crew.posts.get(offer.officeId);
    if (!post || run.pace(post.office.code) === 'late') return;
    const accepted = await act(run, (tx) =>
      acceptVouchers(tx, acceptedAt, { doer: post.keeper, officeId: post.office.id, offerIds: [offer.id] }),
    );
    vouchers += accepted.vouchers;
  });
  return { vouchers };
}

export interface BankDone {
  readonly paid: number;
  readonly rejected: readonly Id[];
}

/** The programmes whose bank day this is: the batch goes out in the morning, the bank's answer comes in the afternoon. */
export async function payByBank(run: Run, day: Day, before: Day | null): Promise<BankDone> {
  let paid = 0;
  const rejected: Id[] = [];
  for (const programme of run.programmes) {
    const { bankFrom } = programme.calendar;
    if (bankFrom > day || (before !== null && bankFrom <= before)) continue;
    if (run.unfunded.includes(programme.code)) continue;
    for (let more = await anyDue(run, programme.code); more;) {
      const batchId = newId();
      const sent = await sendBatch(run, at(day, '08:30'), batchId, programme.code);
      if (!sent) break;
      const answered = await answerBatch(run, day, batchId, programme.code);
      paid += answered.paid;
      rejected.push(...answered.rejected);
      ({ more } = sent);
    }
  }
  return { paid, rejected };
}

/** The bank's answer to one batch, kept as the file it comes in, and recorded. */
async function answerBatch(run: Run, day: Day, batchId: Id, programme: string): Promise<BankDone> {
  const lines = await readBankBatch(run.db.read, batchId);
  const isBad = (line: BankLine) => lot(`bank|${line.account}`) < REJECTED_IN_10_000;
  const answer = lines
    .map((line) => `${line.voucherId};${line.account};${line.amountVnd};${isBad(line) ? 'SAI TK' : 'OK'}`)
    .join('\r\n');
  const folder = join(run.folder, 'bank');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${run.month}-${programme}-${batchId.slice(-6)}-tra-loi.csv`), answer);
  const good = lines.filter((line) => !isBad(line)).map((line) => line.voucherId);
  await act(run, (tx) =>
    recordBankAnswer(tx, at(day, '15:30'), {
      batchId,
      doer: run.crew.accountant,
      fileSha256: createHash('sha256').update(answer).digest('hex'),
      paid: good,
    }),
  );
  return { paid: good.length, rejected: lines.filter(isBad).map((line) => line.voucherId) };
}

/** Null when nothing is left for the bank: the rest are people whose payment is stopped, or who have died. */
async function sendBatch(run: Run, now: Date, id: Id, programme: string) {
  const { month, bankLinesMax } = run;
  const command = {
    id,
    doer: run.crew.treasurer,
    programme,
    month,
    ...(bankLinesMax && { linesMax: bankLinesMax }),
  };
  try {
    return await act(run, (tx) => sendToBank(tx, now, command));
  } catch (error) {
    if (error instanceof Refusal && error.code === 'nothing_to_send') return null;
    throw error;
  }
}

/** Whether anybody of the programme has an account: in a small province perhaps nobody. */
async function anyDue(run: Run, programme: string): Promise<boolean> {
  const due = await run.db.read
    .selectFrom('voucher')
    .select('id')
    .where('month', '=', `${run.month}-01`)
    .where('programme', '=', programme)
    .where('channel', '=', 'bank')
    .where('status', '=', 'due')
    .limit(1)
    .executeTakeFirst();
  return due !== undefined;
}
