import type { SameTexts } from '#kernel/web/language.tsx';
import { many } from '#kernel/web/many.ts';
import type { takeBack as vi } from './take-back-vi.ts';

export const takeBack: SameTexts<typeof vi> = {
  withdraw: 'Withdraw the whole list',
  withdrawTitle: 'Withdraw the whole list?',
  goes: (n, vnd) => `Withdraws ${many(n, 'unpaid voucher')}, ${vnd} VND.`,
  stays: 'What stays:',
  paid: (n, vnd) =>
    `Paid: ${many(n, 'voucher')}, ${vnd} VND. The money is with the people; each payment is taken back by itself.`,
  away: (n, vnd, holder) =>
    `${many(n, 'voucher')}, ${vnd} VND, lie elsewhere (${holder}): they can be withdrawn once a desk has them again.`,
  returned: (n, vnd) => `Returned to the funder: ${many(n, 'voucher')}, ${vnd} VND.`,
  withdrawn: (n, vnd) => `Withdrawn before: ${many(n, 'voucher')}, ${vnd} VND.`,
  nothing: 'No unpaid voucher stands on a desk, so there is nothing to withdraw.',
  settled: 'This month is settled: its figures have gone to the funder and change no more.',
  rest: 'Withdraw the rest and leave the vouchers above',
  whole:
    'A withdrawal list is taken whole or not at all. As some vouchers must stay, confirm that only the rest is withdrawn.',
  after:
    'The vouchers go to the funder and cannot be paid; a new list may name these people again. The withdrawal can be taken back.',
  document: 'The funder’s letter',
  documentHint: 'Number and day of the letter or decision',
  reason: 'Reason',
  two: (limit) =>
    `Above ${limit} VND: it is proposed, and done when the chief accountant or the director agrees.`,
  propose: 'Propose',
  proposed: 'Proposed, waiting for a second person',
  done: (n, vnd) => `Withdrew ${many(n, 'voucher')}, ${vnd} VND`,
  history: 'Withdrawals of the whole list',
  at: 'At',
  by: 'Withdrawn by',
  state: 'State',
  stands: 'Withdrawn',
  wasRestored: 'Taken back',
  open: 'Open the withdrawal list',
  of: 'Withdraws the list',
  restore: 'Take the withdrawal back',
  restoreTitle: 'Take this withdrawal back?',
  restores: (n, vnd) =>
    `Brings ${many(n, 'voucher')}, ${vnd} VND, back to the desks they left, to be paid from today on.`,
  restored: (n, vnd) => `Brought back ${many(n, 'voucher')}, ${vnd} VND`,
  restoredBy: (who, at) => `${who}, ${at}`,
  nothingToRestore: 'No voucher of this withdrawal is left to bring back.',
};
