import type { Work } from './queries.ts';

/** The screen where each kind of work is done. */
export const TARGETS: Readonly<Record<Work['kind'], string>> = {
  'offers-to-me': '/cash',
  'offers-unanswered': '/cash',
  'orders-to-approve': '/cash',
  'orders-to-send': '/cash',
  proposals: '/cash',
  'hands-unclosed': '/closing',
  'cases-open': '/differences',
  'lists-missing': '/lists',
  reviews: '/lists/reviews',
  'funding-short': '/cash',
  'bank-unanswered': '/plan',
  'settlements-due': '/settlement',
  'settlements-to-lock': '/settlement',
};
