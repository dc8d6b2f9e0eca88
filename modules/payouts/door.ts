/**
 * What other modules may ask of payouts. Each edge is listed in `app/modules.ts`.
 */
export { emptyBag, fillBag, type BagCommand, type EmptyCommand } from './cash/actions/bag.ts';
export { notesToPay } from './cash/rules/notes.ts';
export {
  readBags,
  readOfferStates,
  readPaid,
  type BagNow,
  type OfferNow,
  type OfferState,
} from './cash/store/bags.ts';
export {
  countHomeStops,
  readHomeStops,
  type HomeCount,
  type HomeStop,
  type HomeVoucher,
  type VoucherAt,
} from './plan/store/home-stops.ts';
export { issuerOf } from './forms/issuer.ts';
export type { Person } from './posting.ts';
export { personOf } from './request.ts';
export { findSetting } from './programmes/store/programmes.ts';
