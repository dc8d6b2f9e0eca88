/** What the tests of other modules may use of this one's: a served month and the routes that move its cash. */
export { cashRoutes } from '../cash/routes/cash.ts';
export { moneyRoutes } from '../cash/routes/money.ts';
export { openCounter, type Asked, type Counter } from './counter.ts';
export { HOA, type ServedMonth, serveMonth } from './served.ts';
