import type { Count } from '#kernel/words/money.ts';
import type { Reply } from '#kernel/web/ask.ts';
import { ask, type DeskContract } from '../api.ts';
import type { Person, PersonVoucher } from '../parts/people-queries.ts';

export type Collector =
  | { readonly kind: 'self' }
  | { readonly kind: 'proxy'; readonly authorityId: string }
  | { readonly kind: 'heir'; readonly heirId: string };

/** A payment as the counter keeps it until it is answered: ids, a hash and counts, nothing that names anybody. */
export interface Payment {
  readonly citizenId: string;
  readonly voucherIds: readonly string[];
  readonly amountVnd: string;
  readonly collector: Collector;
  readonly signed: 'paper' | 'pad';
  readonly signatureSha256?: string;
  readonly count?: Count;
  readonly occurredAt: string;
}

export type Receipt = Reply<DeskContract, 'POST /payouts/payments'>;

export function sendPayment(id: string, officeId: string, payment: Payment): Promise<Receipt> {
  const { citizenId: _citizen, amountVnd: _amount, voucherIds, ...rest } = payment;
  return ask('POST /payouts/payments', { body: { id, officeId, voucherIds: [...voucherIds], ...rest } });
}

export interface Refused {
  readonly code: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Why a voucher cannot be paid to this collector now; null when it can. The server judges again when it pays. */
export function whyNotNow(voucher: PersonVoucher, person: Person, collector: Collector): Refused | null {
  if (voucher.whyNot) return voucher.whyNot;
  if (collector.kind !== 'proxy') return null;
  const authority = person.authorities.find(({ id }) => id === collector.authorityId);
  const facts = { citizen: person.person.fullName, proxy: authority?.proxyName };
  if (!authority) return { code: 'authority_not_found', facts };
  if (authority.whyNot)
    return { code: authority.whyNot, facts: { ...facts, expiresOn: authority.expiresOn } };
  if (authority.programmes && !authority.programmes.includes(voucher.programme))
    return { code: 'authority_scope', facts };
  return null;
}

/** Who collects when nobody was chosen: the person, or the first heir of a dead one. */
export function usualCollector(person: Person): Collector {
  const [heir] = person.heirs;
  return person.diedOn !== null && heir ? { kind: 'heir', heirId: heir.id } : { kind: 'self' };
}

/** Who came with another's right, while the person's page still says that it holds. */
export function cameFor(person: Person, came: Collector | undefined): Collector | null {
  if (came?.kind === 'proxy')
    return person.authorities.some(({ id, whyNot }) => id === came.authorityId && whyNot === null)
      ? came
      : null;
  if (came?.kind === 'heir') return person.heirs.some(({ id }) => id === came.heirId) ? came : null;
  return null;
}

export function collectorKey(collector: Collector): string {
  if (collector.kind === 'proxy') return collector.authorityId;
  return collector.kind === 'heir' ? collector.heirId : 'self';
}

export function sumVnd(vouchers: readonly { readonly amountVnd: string }[]): bigint {
  return vouchers.reduce((sum, { amountVnd }) => sum + BigInt(amountVnd), 0n);
}
