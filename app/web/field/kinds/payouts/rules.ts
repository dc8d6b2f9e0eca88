import type { Day } from '#kernel/words/day.ts';
import { whyNotCollect } from '#modules/payouts/pay/rules/pay.ts';
import type { Body, Payee, Voucher } from './bag.ts';

export type Collector = Body<'payouts.pay'>['collector'];
export type VisitReason = Body<'payouts.visit'>['reason'];
export type Relation = NonNullable<Body<'payouts.visit'>['toldBy']>['relation'];
export type NextStep = Body<'payouts.visit'>['next'];

export type WhyNotHere =
  | NonNullable<Voucher['blocked']>
  | 'too_early'
  | 'citizen_dead'
  | 'authority_expired'
  | 'authority_not_yet'
  | 'authority_scope';

/** Why this voucher may not be paid to this collector on this day, as far as the phone can know; null when it may. */
export function whyNotHere(
  person: Payee,
  voucher: Voucher,
  collector: Collector,
  day: Day,
): WhyNotHere | null {
  if (voucher.blocked) return voucher.blocked;
  if (person.diedOn !== null && collector.kind !== 'heir') return 'citizen_dead';
  if (day < voucher.opensOn) return 'too_early';
  if (collector.kind !== 'proxy') return null;
  const authority = person.proxies.find((each) => each.authorityId === collector.authorityId);
  const known = authority ? { ...authority, citizenId: person.citizenId, revoked: false } : null;
  const reason = whyNotCollect(known, { ...voucher, citizenId: person.citizenId }, day);
  return reason as WhyNotHere | null;
}

/** Who may receive for a person: themselves while they live, whom they gave an authority, and after their death their heirs. */
export function collectorsOf(person: Payee): Collector[] {
  if (person.diedOn !== null) return person.heirs.map(({ heirId }) => ({ kind: 'heir' as const, heirId }));
  const proxies = person.proxies.map(({ authorityId }) => ({ kind: 'proxy' as const, authorityId }));
  return [{ kind: 'self' }, ...proxies];
}

/** The number and name under which a collector's card is compared. */
export function identityOf(person: Payee, collector: Collector): { name: string; cccd: Payee['cccd'] } {
  if (collector.kind === 'proxy') {
    const found = person.proxies.find((each) => each.authorityId === collector.authorityId);
    if (found) return found;
  }
  if (collector.kind === 'heir') {
    const found = person.heirs.find((each) => each.heirId === collector.heirId);
    if (found) return found;
  }
  return { name: person.fullName, cccd: person.cccd };
}

/** What follows from what was found at the door; the first is what the payer is offered. */
export const NEXT: Readonly<Record<VisitReason, readonly NextStep[]>> = {
  absent: ['again', 'to_office', 'none'],
  moved: ['report_move', 'to_office'],
  dead: ['report_death'],
  refused: ['to_office', 'again', 'none'],
  amount_disputed: ['check_amount'],
  no_papers: ['again', 'to_office'],
  wrong_person: ['to_office', 'none'],
  unreachable: ['again', 'to_office'],
  other: ['none', 'again', 'to_office'],
};

/** The number on a citizen's card from its QR: `CCCD|CMND|name|birth|...`, seven fields or more; null when it is no such QR. */
export function readCard(text: string): { number: string; name: string } | null {
  const [number = '', , name = '', ...rest] = text.split('|');
  return /^\d{12}$/.test(number) && rest.length >= 4 ? { number, name } : null;
}
