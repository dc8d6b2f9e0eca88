import type { SameTexts } from '#kernel/web/language.tsx';
import { many } from '#kernel/web/many.ts';
import type { vi } from './vi.ts';

export const en: SameTexts<typeof vi> = {
  title: 'Today',
  titleOn: (day) => `Today, ${day}`,
  office: 'Office',
  waiting: 'Waiting for you',
  waitingNote: 'late and unmatched first',
  waitingHint: 'press the digit to open',
  nothing: 'Nothing is waiting for you.',
  since: (moment) => `since ${moment}`,
  vouchers: (n) => many(n, 'voucher'),
  states: { late: 'Late', mismatch: 'Unmatched', waits: 'Waiting' },
  kinds: {
    'offers-to-me': 'Handovers to accept',
    'offers-unanswered': 'Handovers of the office that nobody took in time',
    'orders-to-approve': 'Cash orders to approve',
    'orders-to-send': 'Cash orders to send',
    'cash-short': 'Offices without the cash that the plan pays out',
    proposals: 'Proposals waiting for a second person',
    'hands-unclosed': 'Vaults and drawers not closed for an earlier day',
    'cases-open': 'Differences not yet ruled on',
    'phone-exceptions': 'Exceptions of phones to be ruled on',
    'phone-alarms': 'Alarms about phones',
    'lists-missing': 'Programmes without a list this month',
    reviews: 'People to review: one person or two',
    'funding-short': 'Funds received below the lists',
    'bank-unanswered': 'Bank batches without an answer',
    'settlements-due': 'Periods past their settlement day',
    'settlements-to-lock': 'Settlements for a second person to lock',
  },
  lacks: (office, amount, day) => `${office}: ${amount}, short from ${day}`,
  unfunded: (programme, month, amount, since) =>
    `${programme}, ${month}: ${amount} still to come since ${since}`,
  moreOffices: (n) => `and ${many(n, 'more office')}`,
  holding: 'Held now',
  month: (month) => month,
  glance: 'At a glance',
  late: (n) => `${many(n, 'office')} late`,
  nothingDue: 'No voucher is due yet.',
  screens: 'Your screens',
  screenFor: {
    home: 'What waits for you',
    plan: 'Pay days, pay points, vouchers for each office',
    lists: 'Take lists in, compare with last month, review people',
    bank: 'Bank batches, the file for the bank and its answer',
    counter: 'Find a person, pay, print the receipt',
    people: 'All about one person, authorities, corrections',
    rounds: 'Who pays at home on which day, in which order',
    cash: 'Cash held, cash on its way, orders, approvals',
    closing: 'Count and close each vault, drawer and bag',
    differences: 'Surplus and shortage in suspense, and rulings',
    exceptions: 'What happened at doors against the books: both sides, rulings',
    phones: 'Phones of the office: enrol, replace, report lost, alarms',
    settlement: 'Three-way match, locking a month',
    month: 'How far payment is, by office, commune, hour',
    audit: 'From a figure to the handovers that prove it',
    administration: 'Offices, staff, rates, holidays',
  },
  troubles: {
    what: {
      archive: 'Continuous backup has stopped',
      backup: 'The nightly backup could not be made',
    },
    why: {
      storage_full: (since: string) =>
        `The disk of the backup folder (BACKUP_DIR) has been full since ${since}. Payments go on; make room there and backups resume by themselves, with nothing missing.`,
      failed: (since: string) =>
        `The backup folder (BACKUP_DIR) has taken nothing since ${since}. Payments go on; look into the server’s log and bring the folder back: backups then resume by themselves.`,
    },
  },
  settingUp: {
    title: 'Setting up the province',
    note: 'in this order; this goes once everybody needed is here',
    done: 'Done',
    toDo: 'To do',
    payer: 'Teller or Point keeper',
    officesNow: (offices, communes) =>
      `Offices below the provincial one: ${offices}. Communes not given to any, served by the provincial office: ${communes}.`,
    missing: (roles) => `Missing: ${roles}.`,
    allHeld: 'Every role that is needed is held.',
    noAddress: 'No address yet: the QR code on receipts does not open the page that proves them.',
    steps: {
      offices: {
        what: 'Open district offices and pay points',
        how: 'District offices first, then the points below them; choose the communes that each one serves.',
      },
      staff: {
        what: 'Add staff and grant roles',
        how: 'Each person gets a one-time password. Have a second administrator: nobody changes their own rights.',
      },
      rules: {
        what: 'Review programmes, pay days, limits and holidays',
        how: 'They are here as the law says; where it says “not sure”, compare with the papers of your province.',
      },
      papers: {
        what: 'Name the place on papers and the address of the public page',
        how: 'Printed on receipts, so that citizens can check them.',
      },
      list: {
        what: 'The payout controller takes in the first list',
        how: 'Whoever holds that role signs in, opens Lists and chooses the funder’s file. From then on offices have vouchers to pay.',
      },
    },
  },
  noMoney: 'Your role sees neither money nor payees',
  noMoneyHint: 'The screens below are your part of the work.',
  help: {
    title: 'What this page tells',
    parts: [
      {
        head: 'Waiting for you',
        body: 'Only what your roles can do at the chosen office. Each line says how many there are, what they are worth and since when the oldest waits; money that is short says which office or programme lacks how much, and from when. Press the digit at its end, or the line, to open the screen where it is done.',
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
        body: 'How much of each programme is paid. An office is late when more vouchers of pay days that have passed are unpaid than the programme allows.',
      },
    ],
  },
};
