import assert from 'node:assert/strict';
import type { Tx } from '#kernel/db/types.ts';
import { type Doer, inputHash } from '#kernel/handover/envelope.ts';
import type { PostAnswer } from '#kernel/handover/post.ts';
import { publish } from '#kernel/feed/feed.ts';
import { dayAt, type Day } from '#kernel/words/day.ts';
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
  readAuthorities,
  readHeirs,
  readRights,
  readVouchersToPay,
  type VoucherRight,
  type VoucherToPay,
} from '../store/pay.ts';
import { type Act, type CollectorRow, payVouchers } from '../store/pay-vouchers.ts';
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
  readonly vouchers: ReadonlyMap<Id, VoucherRight>;
  readonly authorities: ReadonlyMap<Id, AuthorityRow>;
  readonly heirs: ReadonlyMap<Id, HeirRow>;
  readonly tills: ReadonlyMap<string, Till>;
  /** What a refusal says of vouchers; read only once something is refused. */
  readonly named: ReadonlyMap<Id, VoucherToPay>;
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
  const vouchers = await readRights(
    tx,
    commands.flatMap((command) => [...command.voucherIds]),
  );
  const collectors = commands.map((command) => command.collector);
  return {
    vouchers,
    named: new Map(),
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

function prepare(day: Day, command: PayCommand, facts: Facts): Act | Refusal {
  const till = facts.tills.get(`${command.doer.id}|${command.officeId}`);
  if (!till) return new Refusal('drawer_not_open', { by: command.doer.name });
  if (till.closedDay !== null && till.closedDay >= day)
    return new Refusal('drawer_closed', { day: till.closedDay });
  const vouchers = command.voucherIds.map((id) => facts.vouchers.get(id));
  if (vouchers.length === 0 || vouchers.some((voucher) => !voucher))
    return new Refusal('not_found', { vouchers: command.voucherIds });
  const known = vouchers as VoucherRight[];
  const [first] = known as [VoucherRight, ...VoucherRight[]];
  if (known.some((voucher) => voucher.citizenId !== first.citizenId))
    return new Refusal('several_people', {});
  for (const voucher of known) {
    const refusal = whyNot(voucher, command, till, day, facts);
    if (refusal) return refusal;
  }
  const total = totalOf(known);
  if (command.count && countedVnd(command.count) !== total) {
    return new Refusal('count_differs', {
      countedVnd: countedVnd(command.count).toString(),
      dueVnd: total.toString(),
    });
  }
  return {
    ...command,
    ...collectorOf(command.collector, first, facts),
    till,
    inputHash: inputHash(head(command)),
    vouchers: known,
  };
}

function totalOf(vouchers: readonly { readonly amountVnd: bigint }[]): bigint {
  return vouchers.reduce((sum, voucher) => sum + voucher.amountVnd, 0n);
}

function whyNot(
  voucher: VoucherRight,
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
    const named = facts.named.get(voucher.id);
    return new Refusal(reason, {
      ...about,
      office: named?.officeName,
      holder: named?.holderName,
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

function collectorOf(collector: Collector, voucher: VoucherRight, facts: Facts): CollectorRow {
  if (collector.kind === 'proxy') {
    const authority = facts.authorities.get(collector.authorityId);
    assert(authority);
    return {
      collectorKind: 'proxy',
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
      collectorKind: 'heir',
      collectorName: heir.fullName,
      collectorNumber: heir.cccd,
      authorityId: null,
      heirId: heir.id,
    };
  }
  return {
    collectorKind: 'self',
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
