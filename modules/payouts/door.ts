/**
 * What other modules may ask of payouts. Each edge is listed in `app/modules.ts`.
 */
export { emptyBag, fillBag, type BagCommand, type EmptyCommand } from './actions/bag.ts';
export { notesToPay } from './rules/notes.ts';
export {
  readBags,
  readOfferStates,
  readPaid,
  type BagNow,
  type OfferNow,
  type OfferState,
} from './store/bags.ts';
export {
  countHomeStops,
  readHomeStops,
  type HomeCount,
  type HomeStop,
  type HomeVoucher,
  type VoucherAt,
} from './store/home-stops.ts';
export { issuerOf } from './forms/issuer.ts';
export type { Person } from './actions/money.ts';
export { personOf } from './routes/custody.ts';
export { findSetting } from './store/programmes.ts';
