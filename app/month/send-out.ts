import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Day } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { readBankBatch, recordBankAnswer, sendToBank } from '#modules/payouts/actions/bank.ts';
import { acceptVouchers, distributeVouchers } from '#modules/payouts/actions/distribute.ts';
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
    const batchId = newId();
    const sent = await sendOrNothing(run, at(day, '08:30'), batchId, programme.code);
    if (!sent) continue;
    const lines = await readBankBatch(run.db.read, batchId);
    const good = lines.filter((line) => lot(`bank|${line.account}`) >= REJECTED_IN_10_000);
    const bad = lines.filter((line) => lot(`bank|${line.account}`) < REJECTED_IN_10_000);
    const answer = lines
      .map(
        (line) =>
          `${line.voucherId};${line.account};${line.amountVnd};${bad.includes(line) ? 'SAI TK' : 'OK'}`,
      )
      .join('\r\n');
    const folder = join(run.folder, 'bank');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, `${run.month}-${programme.code}-answer.csv`), answer);
    await act(run, (tx) =>
      recordBankAnswer(tx, at(day, '15:30'), {
        batchId,
        doer: run.crew.accountant,
        fileSha256: createHash('sha256').update(answer).digest('hex'),
        paid: good.map((line) => line.voucherId),
      }),
    );
    paid += good.length;
    rejected.push(...bad.map((line) => line.voucherId));
  }
  return { paid, rejected };
}

/** Null when nobody of the programme has an account: a small province's month. */
async function sendOrNothing(run: Run, now: Date, id: Id, programme: string) {
  const due = await run.db.read
    .selectFrom('voucher')
    .select('id')
    .where('month', '=', `${run.month}-01`)
    .where('programme', '=', programme)
    .where('channel', '=', 'bank')
    .where('status', '=', 'due')
    .limit(1)
    .executeTakeFirst();
  if (!due) return null;
  return act(run, (tx) => sendToBank(tx, now, { id, doer: run.crew.treasurer, programme, month: run.month }));
}
