import assert from 'node:assert/strict';
import type { Tx } from '#kernel/db/types.ts';
import { type Doer, type Envelope, inputHash } from '#kernel/handover/envelope.ts';
import { post, type PostAnswer } from '#kernel/handover/post.ts';
import { publish } from '#kernel/feed/feed.ts';
import { dayAt, type Day, hourAt } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { type Count, countedVnd } from '#kernel/words/money.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { explainPaid, receiptsAgain } from './pay-answers.ts';
import { type Collector, whyNotCollect, whyNotPay } from '../rules/pay.ts';
import { receiptNo } from '../rules/receipt.ts';
import {
  type AuthorityRow,
  findPosted,
  type HeirRow,
  type PaidRow,
  readAuthorities,
  readHeirs,
  readVouchersToPay,
  recordPaid,
  type VoucherToPay,
} from '../store/pay.ts';
import { readTills, type Till } from '../store/tills.ts';

export interface PayCommand {
  /** The handover's id, made by the screen: sent again, it is the same payment. */
  readonly id: Id;
  readonly doer: Doer & { readonly kind: 'person' };
  readonly officeId: Id;
  readonly voucherIds: readonly Id[];
  readonly collector: Collector;
  readonly signed: 'paper' | 'pad';
  /** SHA-256 of the picture drawn on the pad, hex; the kept picture is proved by the handover's leaf. */
  readonly signatureSha256?: string;
  /** The notes handed over, when the teller counted them on the screen. */
  readonly count?: Count;
  readonly occurredAt: Date;
}

export interface Receipt {
  readonly handoverId: Id;
  readonly receiptNo: string;
  readonly amountVnd: bigint;
  readonly already: boolean;
}

interface Facts {
  readonly posted: Map<Id, Buffer>;
  readonly vouchers: Map<Id, VoucherToPay>;
  readonly authorities: Map<Id, AuthorityRow>;
  readonly heirs: Map<Id, HeirRow>;
  readonly tills: Map<string, Till>;
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
  const facts = await readFacts(tx, commands);
  const answers = new Map<PayCommand, Receipt | Refusal>();
  const ready: { command: PayCommand; envelope: Envelope; rows: PaidRow[]; till: Till }[] = [];
  const repeated: PayCommand[] = [];
  for (const command of commands) {
    const earlier = facts.posted.get(command.id);
    if (earlier) {
      if (earlier.equals(inputHash(head(command)))) repeated.push(command);
      else answers.set(command, new Refusal('conflict', { id: command.id }));
      continue;
    }
    const prepared = prepare(now, command, facts);
    if (prepared instanceof Refusal) answers.set(command, prepared);
    else ready.push({ command, ...prepared });
  }
  const posted = await post(
    tx,
    now,
    ready.map(({ envelope }) => envelope),
  );
  const paid: PaidRow[] = [];
  ready.forEach(({ command, rows, till, envelope }, i) => {
    const answer = posted[i] as PostAnswer;
    if (answer.answer === 'posted') {
      const day = answer.postedOn;
      const number = receiptNo(till.officeCode, day, command.id);
      paid.push(...rows.map((row) => ({ ...row, day, receiptNo: number })));
      const amountVnd = (envelope.money ?? []).reduce((sum, move) => sum + move.amountVnd, 0n);
      answers.set(command, { handoverId: command.id, receiptNo: number, amountVnd, already: false });
    } else if (answer.answer === 'already') repeated.push(command);
    else answers.set(command, refusalOf(answer, till));
  });
  await recordPaid(tx, paid);
  await explainPaid(tx, commands, answers);
  await receiptsAgain(tx, repeated, answers);
  const offices = [...new Set(paid.map((row) => row.officeId))];
  if (offices.length > 0) await publish(tx, 'payouts', { offices });
  return commands.map((command) => answers.get(command) as Receipt | Refusal);
}

function head(command: PayCommand) {
  const { voucherIds, collector, signed, signatureSha256, count } = command;
  return {
    kind: 'pay',
    doer: command.doer,
    officeId: command.officeId,
    input: { voucherIds: [...voucherIds].sort(), collector, signed, signatureSha256, count },
  };
}

async function readFacts(tx: Tx, commands: readonly PayCommand[]): Promise<Facts> {
  const vouchers = await readVouchersToPay(
    tx,
    commands.flatMap((command) => [...command.voucherIds]),
  );
  const collectors = commands.map((command) => command.collector);
  return {
    posted: await findPosted(
      tx,
      commands.map((command) => command.id),
    ),
    vouchers,
    authorities: await readAuthorities(
      tx,
      collectors.flatMap((c) => (c.kind === 'proxy' ? [c.authorityId] : [])),
    ),
    heirs: await readHeirs(
      tx,
      collectors.flatMap((c) => (c.kind === 'heir' ? [c.heirId] : [])),
    ),
    tills: await readTills(
      tx,
      commands.map((command) => ({ staffId: command.doer.id, officeId: command.officeId })),
    ),
  };
}

function prepare(
  now: Date,
  command: PayCommand,
  facts: Facts,
): { envelope: Envelope; rows: PaidRow[]; till: Till } | Refusal {
  const till = facts.tills.get(`${command.doer.id}|${command.officeId}`);
  if (!till) return new Refusal('drawer_not_open', { by: command.doer.name });
  const day = dayAt(now);
  if (till.closedDay !== null && till.closedDay >= day)
    return new Refusal('drawer_closed', { day: till.closedDay });
  const vouchers = command.voucherIds.map((id) => facts.vouchers.get(id));
  if (vouchers.length === 0 || vouchers.some((voucher) => !voucher))
    return new Refusal('not_found', { vouchers: command.voucherIds });
  const known = vouchers as VoucherToPay[];
  if (new Set(known.map((voucher) => voucher.citizenId)).size > 1) return new Refusal('several_people', {});
  const citizenId = known[0]?.citizenId as Id;
  for (const voucher of known) {
    const refusal = whyNot(voucher, command, till, day, facts);
    if (refusal) return refusal;
  }
  const money = known.map((voucher) => ({ from: till.drawer, to: till.party, amountVnd: voucher.amountVnd }));
  const total = known.reduce((sum, voucher) => sum + voucher.amountVnd, 0n);
  if (command.count && countedVnd(command.count) !== total) {
    return new Refusal('count_differs', {
      countedVnd: countedVnd(command.count).toString(),
      dueVnd: total.toString(),
    });
  }
  const who = collectorOf(command.collector, known[0] as VoucherToPay, facts);
  return {
    till,
    envelope: {
      ...head(command),
      id: command.id,
      occurredAt: command.occurredAt,
      money,
      things: known.map((voucher) => ({ thing: voucher.id, from: till.desk, to: voucher.agencyHand })),
      ...(command.signatureSha256 && { proof: { signatureSha256: command.signatureSha256 } }),
      ...(command.count && { counts: [{ side: 'paid' as const, count: command.count }] }),
    },
    rows: known.map((voucher) => ({
      voucherId: voucher.id,
      handoverId: command.id,
      officeId: command.officeId,
      paidFrom: till.drawer,
      citizenId,
      ...who,
      receiptNo: '',
      signed: command.signed,
      paidAt: now,
      day,
      hour: hourAt(now),
    })),
  };
}

function whyNot(
  voucher: VoucherToPay,
  command: PayCommand,
  till: Till,
  day: Day,
  facts: Facts,
): Refusal | null {
  const { collector, officeId } = command;
  const reason = whyNotPay(voucher, { day, officeId, desk: till.desk, collector });
  const about = {
    voucher: voucher.id,
    citizen: voucher.citizenName,
    programme: voucher.programme,
    month: voucher.benefitMonth,
  };
  if (reason) {
    return new Refusal(reason, {
      ...about,
      office: voucher.officeName,
      holder: voucher.holderName,
      opensOn: voucher.opensOn,
      diedOn: voucher.diedOn,
    });
  }
  if (collector.kind === 'proxy') {
    const authority = facts.authorities.get(collector.authorityId) ?? null;
    const why = whyNotCollect(authority, voucher, day);
    if (why)
      return new Refusal(why, { ...about, proxy: authority?.proxyName, expiresOn: authority?.expiresOn });
  }
  if (collector.kind === 'heir' && facts.heirs.get(collector.heirId)?.citizenId !== voucher.citizenId) {
    return new Refusal('heir_not_found', about);
  }
  return null;
}

function collectorOf(collector: Collector, voucher: VoucherToPay, facts: Facts) {
  if (collector.kind === 'proxy') {
    const authority = facts.authorities.get(collector.authorityId);
    assert(authority);
    return {
      collectorKind: 'proxy' as const,
      collectorName: authority.proxyName,
      collectorNumber: authority.proxyCccd,
      authorityId: authority.id,
      heirId: null,
    };
  }
  if (collector.kind === 'heir') {
    const heir = facts.heirs.get(collector.heirId);
    assert(heir);
    return {
      collectorKind: 'heir' as const,
      collectorName: heir.fullName,
      collectorNumber: heir.cccd,
      authorityId: null,
      heirId: heir.id,
    };
  }
  return {
    collectorKind: 'self' as const,
    collectorName: voucher.citizenName,
    collectorNumber: null,
    authorityId: null,
    heirId: null,
  };
}

function refusalOf(answer: Exclude<PostAnswer, { answer: 'posted' | 'already' }>, till: Till): Refusal {
  if (answer.answer === 'short')
    return new Refusal('drawer_short', { ...answer.facts, drawer: till.drawerName });
  if (answer.answer === 'not_holder')
    return new Refusal('held_elsewhere', { voucher: answer.facts['thing'] });
  return new Refusal('conflict', { ...answer.facts, answer: answer.answer });
}
