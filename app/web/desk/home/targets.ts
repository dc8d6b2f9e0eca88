import type { CashTab } from '../cash/search.ts';
import type { Work } from './queries.ts';

export interface Target {
  readonly to: string;
  readonly tab?: CashTab;
}

const cash = (tab: CashTab): Target => ({ to: '/cash', tab });

/** The screen, and the part of it, where each kind of work is done. */
const TARGETS: Readonly<Record<Work['kind'], Target>> = {
  'offers-to-me': cash('transit'),
  'offers-unanswered': cash('transit'),
  'orders-to-approve': cash('orders'),
  'orders-to-send': cash('orders'),
  'cash-short': cash('orders'),
  proposals: cash('proposals'),
  'hands-unclosed': { to: '/closing' },
  'cases-open': { to: '/differences' },
  'phone-exceptions': { to: '/exceptions' },
  'phone-alarms': { to: '/phones' },
  'lists-missing': { to: '/lists' },
  reviews: { to: '/lists/reviews' },
  'funding-short': cash('funding'),
  'bank-unanswered': { to: '/plan/bank' },
  'settlements-due': { to: '/settlement' },
  'settlements-to-lock': { to: '/settlement' },
};

/** What is about one office opens on the office that was looked at. */
const OF_AN_OFFICE = new Set(['/cash', '/closing', '/differences', '/exceptions', '/phones']);

/** Where a piece of work is opened, as the router takes it; funding on the month that has waited longest. */
export function targetOf({ kind, underfunded }: Work, officeId: string) {
  const { to, tab } = TARGETS[kind];
  const [oldest] = underfunded;
  return {
    to,
    search: {
      ...(tab !== undefined && { tab }),
      ...(OF_AN_OFFICE.has(to) && { office: officeId }),
      ...(oldest && { month: oldest.month }),
    },
  };
}
