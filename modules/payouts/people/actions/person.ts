import type { Read, Tx } from '#kernel/db/types.ts';
import { showOfficeHand } from '#kernel/handover/hands.ts';
import type { Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import type { Person } from '../../posting.ts';
import { type Collector, whyNotCollect, whyNotPay } from '../../pay/rules/pay.ts';
import { readLastPayments, readVouchersToPay, type VoucherToPay } from '../../pay/store/pay.ts';
import {
  findDeath,
  listAuthoritiesOf,
  listHeirsOf,
  listRecordsOf,
  listWithBusinessAt,
  listStopsOf,
  listVouchersOf,
} from '../store/person.ts';
import { findServingOffice, listUnitsServed, showFound } from '../store/search.ts';

/** Where somebody asks from: an office they hold a role over, on a day. */
export interface AskedAt {
  readonly officeId: Id;
  readonly path: string;
  readonly today: Day;
}

/** What a person does to a record that their office may open. */
export interface ByPerson {
  readonly doer: Person;
  readonly at: AskedAt;
}

/** Vouchers that are settled one way or another and still shown: two years of a person with two programmes. */
const SETTLED_MAX = 48;

/**
 * A person's records as the asking office may open them, the kept one first. Refuses `not_found` for nobody, and
 * `not_allowed` for a person who neither lives in a commune that the office or one below it serves, nor had a voucher there.
 */
export async function openPerson(read: Read | Tx, citizenId: Id, at: AskedAt): Promise<[Id, ...Id[]]> {
  const [kept, ...merged] = await listRecordsOf(read, citizenId);
  if (kept === undefined) throw new Refusal('not_found', { citizen: citizenId });
  if (at.path.includes('/')) {
    const units = await listUnitsServed(read, at.path, at.today);
    if (!(await listWithBusinessAt(read, [kept], units, at.path)).has(kept)) throw new Refusal('not_allowed');
  }
  return [kept, ...merged];
}

/**
 * Everything about one person that a counter needs, judged for the asking office today by the rules of payment. Refuses
 * `not_found`, and `person_not_allowed` with the office whose area they live in for a person who is not this one's business.
 */
export async function readPerson(read: Read, citizenId: Id, at: AskedAt) {
  const records = await openPerson(read, citizenId, at).catch(async (error: unknown) => {
    if (!(error instanceof Refusal) || error.code !== 'not_allowed') throw error;
    throw new Refusal('person_not_allowed', { office: await findServingOffice(read, citizenId, at.today) });
  });
  const [[person], lines, authorities, heirs, stops, diedOn, desk] = await Promise.all([
    showFound(read, [records[0]]),
    listVouchersOf(read, records, SETTLED_MAX),
    listAuthoritiesOf(read, records),
    listHeirsOf(read, records),
    listStopsOf(read, records),
    findDeath(read, records),
    showOfficeHand(read, at.officeId, 'desk'),
  ]);
  if (!person) throw new Refusal('not_found', { citizen: citizenId });
  const ids = lines.map((line) => line.id);
  const [vouchers, payments] = await Promise.all([readVouchersToPay(read, ids), readLastPayments(read, ids)]);
  const paidBy = new Map(payments.map((payment) => [payment.voucher_id, payment]));
  const heir = heirs[0];
  const collector: Collector = diedOn !== null && heir ? { kind: 'heir', heirId: heir.id } : { kind: 'self' };
  return {
    person,
    diedOn,
    vouchers: lines.flatMap((line) => {
      const voucher = vouchers.get(line.id);
      const payment = line.status === 'paid' ? paidBy.get(line.id) : undefined;
      return voucher
        ? [{ ...line, ...shownVoucher(voucher, { ...at, desk: desk.id, collector }, payment) }]
        : [];
    }),
    authorities: authorities.map((row) => shownAuthority(row, records[0], at.today)),
    heirs: heirs.map((row) => ({
      id: row.id,
      fullName: row.full_name,
      relation: row.relation,
      document: row.document,
    })),
    stops: stops.map((row) => ({
      id: row.id,
      programme: row.programme,
      kind: row.kind as 'suspended' | 'ended',
      fromMonth: row.from_month.slice(0, 7),
      reason: row.reason,
      recordedBy: row.recorded_by,
      recordedAt: row.recorded_at,
      lifted: row.lift !== null,
      liftReason: row.lift_reason,
    })),
  };
}

type PaidBy = Awaited<ReturnType<typeof readLastPayments>>[number];
type Asking = AskedAt & { readonly desk: Id; readonly collector: Collector };

/** A voucher with what keeps it from being paid here and now, or how it was paid. */
function shownVoucher(voucher: VoucherToPay, at: Asking, payment: PaidBy | undefined) {
  const receipt = payment && {
    handoverId: payment.handover_id,
    receiptNo: payment.receipt_no,
    paidAt: payment.paid_at,
    office: payment.office_name,
    collector: payment.collector_name,
    teller: payment.teller,
  };
  return {
    programme: voucher.programme,
    benefitMonth: voucher.benefitMonth,
    amountVnd: voucher.amountVnd,
    officeId: voucher.officeId,
    office: voucher.officeName,
    whyNot: whyNot(voucher, at, receipt),
    paid: receipt ?? null,
  };
}

type AuthorityRow = Awaited<ReturnType<typeof listAuthoritiesOf>>[number];

function shownAuthority(row: AuthorityRow, citizenId: Id, today: Day) {
  const { programmes, made_on: madeOn, expires_on: expiresOn } = row;
  const now = { citizenId, programmes, madeOn, expiresOn, revoked: row.revoked_at !== null };
  return {
    id: row.id,
    proxyName: row.proxy_name,
    proxyCccdMasked: row.proxy_cccd_masked,
    relation: row.relation,
    programmes,
    madeOn,
    expiresOn,
    certifiedBy: row.certified_by,
    hasImage: row.image !== null,
    revokedReason: row.revoked_reason,
    whyNot: whyNotCollect(now, { citizenId, programme: programmes?.[0] ?? '' }, today),
  };
}

function whyNot(
  voucher: VoucherToPay,
  at: Asking,
  receipt: Readonly<Record<string, NonNullable<unknown>>> | undefined,
): { code: string; facts: Record<string, NonNullable<unknown>> } | null {
  const code = whyNotPay(voucher, { ...at, day: at.today });
  if (!code) return null;
  const facts = {
    voucher: voucher.id,
    citizen: voucher.citizenName,
    programme: voucher.programme,
    month: voucher.benefitMonth,
    office: voucher.officeName,
    holder: voucher.heldBy,
    opensOn: voucher.opensOn,
    ...(voucher.diedOn !== null && { diedOn: voucher.diedOn }),
    ...receipt,
  };
  return { code, facts };
}
