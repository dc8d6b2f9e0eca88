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
  hasBusinessAt,
  listAuthoritiesOf,
  listHeirsOf,
  listRecordsOf,
  listStopsOf,
  listVouchersOf,
} from '../store/person.ts';
import { listUnitsServed, showFound } from '../store/search.ts';

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
  const records = await listRecordsOf(read, citizenId);
  const [kept, ...merged] = records;
  if (kept === undefined) throw new Refusal('not_found', { citizen: citizenId });
  if (at.path.includes('/')) {
    const units = await listUnitsServed(read as Read, at.path, at.today);
    if (!(await hasBusinessAt(read, records, units, at.path))) throw new Refusal('not_allowed');
  }
  return [kept, ...merged];
}

/** Everything about one person that a counter needs, judged for the asking office today by the rules of payment. */
export async function readPerson(read: Read, citizenId: Id, at: AskedAt) {
  const records = await openPerson(read, citizenId, at);
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
      if (!voucher) return [];
      const paid = line.status === 'paid' ? paidBy.get(line.id) : undefined;
      const receipt = paid && {
        handoverId: paid.handover_id,
        receiptNo: paid.receipt_no,
        paidAt: paid.paid_at,
        office: paid.office_name,
        collector: paid.collector_name,
        teller: paid.teller,
      };
      return [
        {
          ...line,
          programme: voucher.programme,
          benefitMonth: voucher.benefitMonth,
          amountVnd: voucher.amountVnd,
          officeId: voucher.officeId,
          office: voucher.officeName,
          whyNot: whyNot(voucher, { ...at, desk: desk.id, collector }, receipt),
          paid: receipt ?? null,
        },
      ];
    }),
    authorities: authorities.map((row) => ({
      id: row.id,
      proxyName: row.proxy_name,
      proxyCccdMasked: row.proxy_cccd_masked,
      relation: row.relation,
      programmes: row.programmes,
      madeOn: row.made_on,
      expiresOn: row.expires_on,
      certifiedBy: row.certified_by,
      hasImage: row.image !== null,
      revokedReason: row.revoked_reason,
      whyNot: whyNotCollect(
        {
          citizenId: records[0],
          programmes: row.programmes,
          madeOn: row.made_on,
          expiresOn: row.expires_on,
          revoked: row.revoked_at !== null,
        },
        { citizenId: records[0], programme: row.programmes?.[0] ?? '' },
        at.today,
      ),
    })),
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

const SETTLED = {
  paid: 'already_paid',
  returned: 'voucher_returned',
  withdrawn: 'voucher_withdrawn',
} as const;

function whyNot(
  voucher: VoucherToPay,
  at: { readonly today: Day; readonly officeId: Id; readonly desk: Id; readonly collector: Collector },
  receipt: Readonly<Record<string, NonNullable<unknown>>> | undefined,
): { code: string; facts: Record<string, NonNullable<unknown>> } | null {
  const code =
    voucher.status !== 'due'
      ? SETTLED[voucher.status as keyof typeof SETTLED]
      : whyNotPay(voucher, { ...at, day: at.today });
  if (!code) return null;
  const facts = {
    voucher: voucher.id,
    citizen: voucher.citizenName,
    programme: voucher.programme,
    month: voucher.benefitMonth,
    office: voucher.officeName,
    holder: voucher.holderName,
    opensOn: voucher.opensOn,
    ...(voucher.diedOn !== null && { diedOn: voucher.diedOn }),
    ...receipt,
  };
  return { code, facts };
}
