import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import type { Tx } from '#kernel/db/types.ts';
import { type Doer, inputHash } from '#kernel/handover/envelope.ts';
import { dayAt, type Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { type Count, countedVnd } from '#kernel/words/money.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { type Collector, whyNotCollect, whyNotPay } from '../rules/pay.ts';
import {
  type AuthorityRow,
  type HeirRow,
  readAuthorities,
  readHeirs,
  readRights,
  readVouchersToPay,
  type VoucherRight,
  type VoucherToPay,
} from '../store/pay.ts';
import type { Act, CollectorRow } from '../store/pay-vouchers.ts';
import { readTills, type Till, tillKey } from '../store/tills.ts';

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
  /** What is paid at a door: out of the person's bag, which holds the vouchers too, written down by their phone. */
  readonly door?: {
    readonly deviceId: Id;
    /** The day it happened, by which it is judged; it may be entered days later. */
    readonly day: Day;
    /** What the leaf proves beside the moves. */
    readonly proof: Readonly<Record<string, unknown>>;
  };
}

export interface Facts {
  readonly vouchers: ReadonlyMap<Id, VoucherRight>;
  readonly authorities: ReadonlyMap<Id, AuthorityRow>;
  readonly heirs: ReadonlyMap<Id, HeirRow>;
  readonly tills: ReadonlyMap<string, Till>;
  /** What a refusal says of vouchers; read only once something is refused. */
  readonly named: ReadonlyMap<Id, VoucherToPay>;
}

/** Why each voucher of one command may not be paid, or null; what its till holds in cash is not looked at. */
export async function whyNotEach(tx: Tx, now: Date, command: PayCommand): Promise<Map<Id, Refusal | null>> {
  const facts = await readFacts(tx, [command]);
  const day = command.door?.day ?? dayAt(now);
  const till = facts.tills.get(tillKey(tillOf(command)));
  const named = await readVouchersToPay(tx, command.voucherIds);
  return new Map(
    command.voucherIds.map((id) => {
      const voucher = named.get(id);
      if (!voucher || !till) return [id, new Refusal('not_found', { vouchers: [id] })];
      return [id, whyNot(voucher, command, till, day, { ...facts, named })];
    }),
  );
}

/** What makes the same id the same payment. */
export function head(command: PayCommand) {
  const { voucherIds, collector, signed, signatureSha256, count, door } = command;
  const sorted = [...voucherIds].sort();
  return {
    kind: 'pay',
    doer: command.doer,
    officeId: command.officeId,
    input: {
      voucherIds: sorted,
      collector,
      signed,
      signatureSha256,
      count,
      ...(door && { door: door.proof }),
    },
  };
}

/**
 * The hash of that, hex. The commonest command is spelled out, as the general way costs more than the rest of its payment
 * here; `pay-plain.test.ts` holds the two equal.
 */
export function hashOf(command: PayCommand): string {
  const { doer, officeId, voucherIds, collector, signed, signatureSha256, count, door } = command;
  if (collector.kind !== 'self' || signatureSha256 !== undefined || count || door)
    return inputHash(head(command)).toString('hex');
  const vouchers = voucherIds.length === 1 ? voucherIds[0] : voucherIds.toSorted().join('","');
  return hash(
    'sha256',
    `{"input":{"collector":{"kind":"self"},"signed":"${signed}","voucherIds":["${vouchers}"]},"kind":"pay","officeId":"${officeId}","who":{"id":"${doer.id}","kind":"${doer.kind}"}}`,
  );
}

/** What a command is judged by, read for all of them at once. */
export async function readFacts(tx: Tx, commands: readonly PayCommand[]): Promise<Facts> {
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
      commands.map((command) => tillOf(command)),
    ),
  };
}

const tillOf = ({ doer, officeId, door }: PayCommand) => ({
  staffId: doer.id,
  officeId,
  kind: door ? ('bag' as const) : ('drawer' as const),
});

/** The act of a command that may be carried out, or why it may not. */
export function prepare(today: Day, command: PayCommand, facts: Facts): Act | Refusal {
  const day = command.door?.day ?? today;
  const till = facts.tills.get(tillKey(tillOf(command)));
  if (!till) return new Refusal('drawer_not_open', { by: command.doer.name });
  // What a phone brings after the day was closed is written into the first open one.
  if (!command.door && till.closedDay !== null && till.closedDay >= day)
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

export function totalOf(vouchers: readonly { readonly amountVnd: bigint }[]): bigint {
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
  // Who died after the day of the visit was alive at the door, whenever the visit is entered.
  const alive = command.door && voucher.diedOn !== null && voucher.diedOn > day;
  const asThen = alive ? { ...voucher, diedOn: null } : voucher;
  const reason = whyNotPay(asThen, { day, officeId, desk: till.desk, collector });
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
      holder: named?.heldBy,
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
      authorityId: null,
      heirId: heir.id,
    };
  }
  return {
    collectorKind: 'self',
    collectorName: voucher.citizenName,
    authorityId: null,
    heirId: null,
  };
}
