import type { Static } from 'typebox';
import type { Tx } from '#kernel/db/types.ts';
import { publish } from '#kernel/feed/feed.ts';
import { type HandRow, showHand, showOfficeHand } from '#kernel/handover/hands.ts';
import { openCases } from '#kernel/handover/offer.ts';
import { post } from '#kernel/handover/post.ts';
import { type Day, dayAt } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { showOffice } from '#places/offices/offices.ts';
import type { DOOR_BODIES } from '../contract/bodies.ts';
import { letGo } from '../../cases/store/aside.ts';
import type { CaseRow } from '../../cases/store/cases.ts';
import { receiptNo } from '../../pay/rules/receipt.ts';
import { readAuthorities, readHeirs } from '../../pay/store/pay.ts';
import type { CollectorRow } from '../../pay/store/pay-vouchers.ts';
import {
  findOperationAside,
  type OperationAside,
  readVouchersThen,
  recordRecognised,
  type VoucherThen,
} from '../store/recognise.ts';
import { holdPeriod, isSettled } from '../../settle/store/settlement.ts';
import { findName } from '../../people/store/changes.ts';
import { mustPost, type Person } from '../../posting.ts';
import { takeBackInto } from '../../pay/actions/reverse.ts';

type PayBody = Static<(typeof DOOR_BODIES)['payouts.pay']>;

export interface RecogniseCommand {
  /** The handover's id. */
  readonly id: Id;
  readonly doer: Person;
  readonly witnessId: Id | null;
  readonly note: string;
  readonly found: Pick<CaseRow, 'id' | 'officeId' | 'handId' | 'amountVnd'>;
}

/**
 * Recognises what a phone has paid as the payment of its vouchers: they become paid under the phone's receipt, and the cash that
 * stands aside has gone to the payee. Where one was paid elsewhere meanwhile, that payment was the second: it is taken back,
 * and its cash stands aside as a claim against the hand that gave it; one that people have recognised before stands until they
 * take that back. Refuses `recognition_unfit` (no payment of a phone, its own payment, not all of a counter's payment,
 * received by somebody without the right),
 * `recognition_short` (less was given than is due), `recognised_before`, `period_locked`, `held_elsewhere`,
 * `paid_by_bank`, `voucher_returned`, `voucher_withdrawn`, `citizen_dead`.
 */
export async function recognise(tx: Tx, now: Date, command: RecogniseCommand): Promise<void> {
  const { id, doer, witnessId, note, found } = command;
  const aside = await showPayAside(tx, found.id);
  const { body } = aside;
  const vouchers = await readVouchersThen(tx, aside.voucherIds ?? body.voucherIds);
  const bag = await showHand(tx, found.handId);
  await mustBeRecognisable(tx, vouchers, aside, found.amountVnd, bag);
  const suspense = await showOfficeHand(tx, found.officeId, 'suspense');
  await claimSecondPayments(tx, now, command, vouchers, suspense.id);
  await letGo(tx, found.id, { paid: true });
  const party = await showOfficeHand(tx, found.officeId, 'party');
  const { signed, photoSha256, identity } = body;
  const [answer] = await post(tx, now, [
    {
      id,
      kind: 'pay',
      doer,
      officeId: found.officeId,
      occurredAt: aside.happenedAt,
      deviceId: aside.deviceId,
      input: { recognised: found.id, operation: aside.operationId },
      reason: note,
      proof: { operation: aside.hash, recognised: found.id, signed, photoSha256, identity },
      ...(witnessId && { witnesses: [witnessId] }),
      money: vouchers.map(({ amountVnd }) => ({ from: suspense.id, to: party.id, amountVnd })),
      things: vouchers.map((voucher) => ({
        thing: voucher.id,
        from: voucher.paid ? suspense.id : voucher.holder,
        to: voucher.agencyHand,
      })),
    },
  ]);
  mustPost(answer);
  const day = answer?.answer === 'posted' ? answer.postedOn : dayAt(now);
  const office = await showOffice(tx, found.officeId);
  await recordRecognised(tx, now, {
    caseId: found.id,
    operationId: aside.operationId,
    handoverId: id,
    officeId: found.officeId,
    paidFrom: suspense.id,
    day,
    receiptNo: receiptNo(office.code, day, aside.operationId),
    signed: signed.how === 'paper' ? 'paper' : 'pad',
    collector: await showCollector(tx, body, vouchers, dayAt(aside.happenedAt)),
    vouchers,
  });
  const restVnd = found.amountVnd - sumOf(vouchers);
  if (restVnd > 0n) await openClaim(tx, now, found, id, restVnd);
  await publish(tx, 'payouts', { offices: [found.officeId] });
}

/** What was given too much stays in suspense under a claim against the hand that gave it. */
export async function openClaim(
  tx: Tx,
  now: Date,
  found: RecogniseCommand['found'],
  handoverId: Id,
  amountVnd: bigint,
): Promise<void> {
  const { handId, officeId } = found;
  await openCases(tx, now, [{ kind: 'claim', amountVnd, things: [], handoverId, handId, officeId }]);
}

const sumOf = (vouchers: readonly VoucherThen[]) =>
  vouchers.reduce((sum, { amountVnd }) => sum + amountVnd, 0n);

async function showPayAside(tx: Tx, caseId: Id): Promise<OperationAside & { readonly body: PayBody }> {
  const aside = await findOperationAside(tx, caseId);
  if (aside?.kind !== 'payouts.pay') throw new Refusal('recognition_unfit', { why: 'no_payment' });
  const { body } = JSON.parse(aside.content) as { body: PayBody };
  return { ...aside, body };
}

/** Refuses what cannot be called the payment of these vouchers. */
async function mustBeRecognisable(
  tx: Tx,
  vouchers: readonly VoucherThen[],
  { body, voucherIds, happenedAt, operationId }: OperationAside & { readonly body: PayBody },
  asideVnd: bigint,
  bag: HandRow,
): Promise<void> {
  const named = voucherIds ?? body.voucherIds;
  if (vouchers.length === 0 || vouchers.length !== named.length)
    throw new Refusal('recognition_unfit', { why: 'unknown_vouchers' });
  if (new Set(vouchers.map(({ citizenId }) => citizenId)).size > 1)
    throw new Refusal('recognition_unfit', { why: 'several_people' });
  const dueVnd = sumOf(vouchers);
  if (dueVnd > asideVnd)
    throw new Refusal('recognition_short', { dueVnd: dueVnd.toString(), givenVnd: asideVnd.toString() });
  for (const { programme, month } of vouchers) {
    await holdPeriod(tx, programme, month, 'shared');
    if (await isSettled(tx, programme, month)) throw new Refusal('period_locked', { programme, month });
  }
  for (const voucher of vouchers) {
    if (voucher.paid?.handoverId === operationId)
      throw new Refusal('recognition_unfit', { why: 'paid_by_it' });
    const why = whyNot(voucher, body, dayAt(happenedAt), bag);
    if (why) throw why;
  }
}

function whyNot(voucher: VoucherThen, body: PayBody, day: string, bag: HandRow): Refusal | null {
  const { id, status, diedOn, paid, holder, holderKind, heldBy } = voucher;
  if (status === 'returned' || status === 'withdrawn')
    return new Refusal(`voucher_${status}`, { voucher: id });
  if (paid?.recognised) return new Refusal('recognised_before', { voucher: id, receiptNo: paid.receiptNo });
  if (paid?.collectorKind === 'bank') return new Refusal('paid_by_bank', { voucher: id });
  if (paid === null && status === 'paid') return new Refusal('recognition_unfit', { why: 'no_payment' });
  if (diedOn !== null && diedOn <= day && body.collector.kind !== 'heir')
    return new Refusal('citizen_dead', { voucher: id, diedOn });
  if (paid) return null;
  // In another's bag or on its way it could be paid there this very moment.
  const free = holderKind === 'desk' || holderKind === 'suspense' || holder === bag.id;
  return free ? null : new Refusal('held_elsewhere', { voucher: id, holder: heldBy });
}

/** Takes back what was paid a second time, each handover whole, into suspense, under a claim against the hand that gave it. */
async function claimSecondPayments(
  tx: Tx,
  now: Date,
  { doer, witnessId, note }: RecogniseCommand,
  vouchers: readonly VoucherThen[],
  thingsInto: Id,
): Promise<void> {
  const second = vouchers.flatMap(({ id, paid }) => (paid ? [{ id, paid }] : []));
  for (const [paymentHandoverId, group] of Map.groupBy(second, ({ paid }) => paid.handoverId)) {
    const [{ paid }] = group as [(typeof second)[number]];
    if (paid.together !== group.length) throw new Refusal('recognition_unfit', { why: 'paid_together' });
    const id = newId();
    const moneyInto = (await showOfficeHand(tx, paid.officeId, 'suspense')).id;
    const { amountVnd } = await takeBackInto(tx, now, {
      id,
      doer,
      witnessId,
      paymentHandoverId,
      reason: note,
      moneyInto,
      thingsInto,
    });
    const claim = { handId: paid.paidFrom, officeId: paid.officeId, things: [], handoverId: id };
    await openCases(tx, now, [{ kind: 'claim', amountVnd, ...claim }]);
  }
}

/** Who received, as a payment names them. Refuses `recognition_unfit` for an authority or an heir of nobody or of another. */
async function showCollector(
  tx: Tx,
  { collector, citizenId }: PayBody,
  [voucher]: readonly VoucherThen[],
  day: Day,
): Promise<CollectorRow> {
  const unknown = new Refusal('recognition_unfit', { why: 'unknown_collector' });
  const owner = voucher?.citizenId;
  if (collector.kind === 'proxy') {
    const row = (await readAuthorities(tx, [collector.authorityId])).get(collector.authorityId);
    if (!row || row.citizenId !== owner) throw unknown;
    const { id: authorityId, proxyName: collectorName } = row;
    return { collectorKind: 'proxy', collectorName, authorityId, heirId: null };
  }
  if (collector.kind === 'heir') {
    const row = (await readHeirs(tx, [collector.heirId])).get(collector.heirId);
    if (!row || row.citizenId !== owner) throw unknown;
    const { diedOn } = voucher as VoucherThen;
    if (diedOn === null || diedOn > day) throw new Refusal('recognition_unfit', { why: 'no_death' });
    const { id: heirId, fullName: collectorName } = row;
    return { collectorKind: 'heir', collectorName, authorityId: null, heirId };
  }
  const collectorName = await findName(tx, citizenId);
  if (collectorName === null) throw unknown;
  return {
    collectorKind: 'self',
    collectorName,
    authorityId: null,
    heirId: null,
  };
}
