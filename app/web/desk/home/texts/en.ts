import type { SameTexts } from '#kernel/web/language.tsx';
import type { vi } from './vi.ts';

export const en: SameTexts<typeof vi> = {
  title: 'Today',
  titleOn: (day) => `Today, ${day}`,
  office: 'Office',
  waiting: 'Waiting for you',
  waitingHint: 'late and unmatched first; press the digit to open',
  nothing: 'Nothing is waiting for you.',
  since: (moment) => `since ${moment}`,
  dong: (amount) => `${amount} đ`,
  vouchers: (n) => `${n} vouchers`,
  states: { late: 'Late', mismatch: 'Unmatched', waits: 'Waiting' },
  kinds: {
    'offers-to-me': 'Handovers to accept',
    'offers-unanswered': 'Handovers of the office that nobody took in time',
    'orders-to-approve': 'Cash orders to approve',
    'orders-to-send': 'Cash orders to send',
    proposals: 'Proposals waiting for a second person',
    'hands-unclosed': 'Vaults and drawers not closed for an earlier day',
    'cases-open': 'Differences not yet ruled on',
    'lists-missing': 'Programmes without a list this month',
    reviews: 'People to review: one person or two',
    'funding-short': 'Funds received below the lists',
    'bank-unanswered': 'Bank batches without an answer',
    'settlements-due': 'Periods past their settlement day',
    'settlements-to-lock': 'Settlements for a second person to lock',
  },
  holding: 'Held now',
  month: (month) => month,
  glance: 'At a glance',
  late: (n) => `${n} offices are late`,
  nothingDue: 'No voucher is due yet.',
  noMonth: 'There is no payout month yet',
  noMonthHint: 'It begins when the payout controller takes in the first list of a funder.',
  noMoney: 'Your role sees neither money nor beneficiaries',
  noMoneyHint: 'The screens below are your part of the work.',
  help: {
    title: 'What this page tells',
    parts: [
      {
        head: 'Waiting for you',
        body: 'Only what your roles can do at the chosen office. Each line says how many there are, what they are worth and since when the oldest waits. Press the digit at its end, or the line, to open the screen where it is done.',
      },
      {
        head: 'Late, unmatched, waiting',
        body: 'Late has waited longer than its kind may. Unmatched are figures that do not agree yet and must be explained to the last dong. Waiting is within its time.',
      },
      {
        head: 'Held now',
        body: 'The cash and vouchers in your drawer and in the vault and voucher desk of the office, by the ledger at this moment.',
      },
      {
        head: 'The month',
        body: 'How much of each programme is paid. An office is late when a planned pay day has passed with vouchers still unpaid.',
      },
    ],
  },
};
