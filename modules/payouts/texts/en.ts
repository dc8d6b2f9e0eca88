import { privacyEn } from '#people/privacy/texts.ts';
import { UNFIT_EN } from '../at-door/texts.ts';
import type { Fault } from '#kernel/paper/faults.ts';
import { en as placesEn } from '#places/texts.ts';
import { factReader, type PayoutTexts } from './facts.ts';

const { vnd, day, month, instant, hand, hands, names, text, who } = factReader('en', 'VND');

/** What each refusal says, and what to do next. */
export const en: PayoutTexts = {
  already_paid: (f) =>
    `${who(f)}paid on ${instant(f['paidAt'])} at ${text(f['office'])} by ${text(f['teller'])} to ${text(f['collector'])}, receipt ${text(f['receiptNo'])}. Do not pay again; reprint the receipt if needed.`,
  voucher_withdrawn: (f) => `${who(f)}the funder withdrew this voucher. Send the person to the funder.`,
  voucher_returned: (f) =>
    `${who(f)}the voucher of ${month(f['month'])} went back to the funder uncollected. It comes again in the next list.`,
  period_locked: () => 'This period is settled and locked. What happens now belongs to the open period.',
  identity_in_review: (f) =>
    `${who(f)}waits for a decision whether this is somebody already registered. Tell the payout controller.`,
  payment_stopped: (f) => `${who(f)}payment is suspended. Send the person to the funder to be verified.`,
  paid_by_bank: (f) => `${who(f)}is paid into a bank account. Change the channel first if cash is wanted.`,
  contested: (f) =>
    `${who(f)}a payment at a door contradicts the books about this voucher; it is not paid until people have ruled. Tell whoever answers for the office.`,
  wrong_place: (f) =>
    `${who(f)}is to be paid at ${text(f['office'])}. Send the person there, or move the voucher here.`,
  office_closed: placesEn.office_closed,
  held_elsewhere: (f) =>
    `The voucher is held by ${hand(f['holder'], 'somebody else')} and cannot be paid here. Take it over first.`,
  too_early: (f) => `${who(f)}payment opens on ${day(f['opensOn'])}.`,
  person_not_allowed: (f) =>
    `This person lives in the area of ${text(f['office'], 'another office')} and has nothing at this one. They collect there; to be paid here, the payout controller changes their office in the plan first.`,
  citizen_dead: (f) => `${who(f)}died on ${day(f['diedOn'])}. Only an heir may collect the months still due.`,
  citizen_alive: (f) => `${who(f)}no death is recorded, so an heir may not collect. Record the death first.`,
  list_file_not_found: (f) =>
    `The file ${text(f['file'], '')} is no longer among the kept files of the server. Ask the administrator to restore them from the backup.`,
  authority_not_found: () => 'There is no such authority for this person. Check the paper.',
  authority_revoked: (f) =>
    `The authority of ${text(f['proxy'])} was revoked. A new one is needed, or the person.`,
  authority_expired: (f) =>
    `The authority of ${text(f['proxy'])} expired on ${day(f['expiresOn'])}. A new one is needed.`,
  authority_not_yet: (f) => `The authority of ${text(f['proxy'])} is not valid yet.`,
  authority_scope: (f) => `The authority of ${text(f['proxy'])} does not cover this programme.`,
  authority_too_long: () =>
    'An authority lasts at most 12 months from the day it is made (Law 41/2024/QH15, article 10). Correct its last day.',
  authority_past: () => 'This authority has expired. A valid one is needed.',
  heir_not_found: (f) => `${who(f)}this heir is not recorded. Record the papers first.`,
  death_recorded: (f) =>
    `A death on ${day(f['diedOn'])} is already recorded. If it is wrong, ask the payout controller for a correction.`,
  death_ahead: () => 'A death cannot lie after today. Check the certificate.',
  query_too_wide: (f) =>
    `So many people have a name like “${text(f['words'])}” that not all were looked at. Add the middle name or the year of birth, or search by number.`,
  query_too_short: () => 'Type at least two characters, or scan the QR code of the CCCD.',
  drawer_not_open: () => 'You have no open drawer at this office. Ask the treasurer for one.',
  drawer_closed: (f) => `The drawer is closed for ${day(f['day'])}. Payment goes on the next day.`,
  drawer_short: (f) =>
    `${hand(f['drawer'], 'The drawer')} holds only ${vnd(f['balanceVnd'])}. Take more cash from the vault first.`,
  bag_not_frozen: () => 'This bag is not frozen, so there is nothing to issue anew.',
  bag_has_unruled: () =>
    'Operations of the phone are not ruled on yet. Rule on all of them before its vouchers are issued anew.',
  hand_frozen: (f) =>
    `${hand(f['hand'])} has been frozen since ${instant(f['at'])} (${text(f['reason'])}). It moves by the procedure for a lost phone only.`,
  drawer_open: () => 'This person has an open drawer already.',
  not_staff_here: () => 'This person does not work at this office.',
  several_people: () => 'The vouchers belong to several people. One act pays one person.',
  count_differs: (f) => `Counted ${vnd(f['countedVnd'])}, due ${vnd(f['dueVnd'])}. Count again.`,
  number_taken: (f) =>
    `The number belongs to the record of ${text(f['name'])}. Check the papers; if it is one person, the payout controller merges the records.`,
  nothing_changed: () => 'Nothing differs from the record.',
  birth_ahead: () => 'A birth cannot lie after today.',
  signature_missing: () => 'The signature drawn on the pad is not kept. Sign again, or on paper.',
  signature_unfit: () => 'A signature must be a PNG picture.',
  count_missing: () => 'The notes have not been counted by denomination.',
  hand_short: (f) => `Not enough money: only ${vnd(f['balanceVnd'])} left.`,
  hand_over_limit: (f) =>
    `More than may be held here; there are ${vnd(f['balanceVnd'])}. Bring some back to the vault.`,
  hand_not_found: () => 'There is no such hand.',
  hand_unfit: (f) =>
    `${hand(f['from'])} cannot hand this over to ${hand(f['toward'])}. Cash goes between vaults, drawers and bags, vouchers between desks and bags.`,
  not_payer: (f) =>
    `Only whoever paid (${text(f['by'])}), a payout controller or the chief accountant may ask to take this payment back.`,
  death_not_recorded: () => 'No death is recorded for this person, so there is none to correct.',
  nothing_unpaid: (f) => `Nothing of ${month(f['month'])} is left to return.`,
  payer_returns: (f) =>
    `Whoever keeps ${hand(f['hand'])} may pay, and so returns no vouchers. Ask a payout controller or a treasurer without a drawer.`,
  proposal_outgrown: (f) =>
    `The proposal was for ${vnd(f['proposedVnd'])}; it is ${vnd(f['nowVnd'])} by now. Deny it and propose anew.`,
  two_people_needed: (f) =>
    `This needs two people${f['limitVnd'] ? ` (above ${vnd(f['limitVnd'])})` : ''}. Propose it for another to grant.`,
  offer_closed: (f) => `${text(f['by'], 'Somebody')} answered this offer on ${instant(f['at'])}.`,
  not_in_offer: (f) => `Not in the offer: ${names(f['things'])}.`,
  not_your_offer: () => 'This offer is not for your office.',
  nothing_to_offer: () => 'Neither cash nor vouchers are chosen.',
  own_order: () => 'Nobody approves their own order.',
  approval_missing: () => 'The order is above the limit and waits for a second person.',
  order_sent: () => 'The cash of this order has left already.',
  own_proposal: () => 'Nobody grants their own proposal. Ask another person.',
  proposal_ruled: (f) => `This proposal was ${f['granted'] ? 'granted' : 'denied'} on ${instant(f['at'])}.`,
  already_reversed: () => 'This payment was taken back before.',
  programme_not_in_force: (f) =>
    `The programme “${text(f['programme'])}” is not in force in ${month(f['month'])}.`,
  mapping_unreadable: () =>
    'The column mapping cannot be read. A JSON object of field and column is expected.',
  sum_mismatch: (f) =>
    `The vouchers sum to ${vnd(f['found'])}, the list to ${vnd(f['expected'])}. The list is not taken in.`,
  no_province_office: () => 'There is no province office yet. Run “npx tungnha migrate” first.',
  list_is_withdrawal: (f) =>
    `“${text(f['file'])}” is a withdrawal list. To bring its vouchers back, take that withdrawal back.`,
  nothing_to_withdraw: () => 'No unpaid voucher of this list stands on a desk any more.',
  list_not_whole: (f) =>
    `The list cannot go whole: ${text(String(f['paid']))} vouchers are paid (${vnd(f['paidVnd'])}), ${text(String(f['away']))} stand on no desk${Array.isArray(f['holders']) && f['holders'].length > 0 ? ` (${hands(f['holders'])})` : ''}. Choose “withdraw the rest” to leave them.`,
  list_changed: (f) =>
    `The list has changed since you looked: ${text(String(f['vouchers']))} vouchers, ${vnd(f['totalVnd'])} now. Look again and decide.`,
  list_not_withdrawal: (f) => `“${text(f['file'])}” is not a withdrawal list.`,
  list_restored: (f) => `${text(f['by'])} took this withdrawal back at ${instant(f['at'])}.`,
  right_taken: (f) =>
    `A later list has brought the same benefit of ${names(f['people'])} again. Withdraw the new one first, or leave it as it is.`,
  review_open: () => 'There is no ruling on this person to take back.',
  ruling_paid: (f) =>
    `Something was paid upon this ruling at ${instant(f['paidAt'])} at ${text(f['office'])}, receipt ${text(f['receiptNo'])}. Take that payment back first.`,
  ruling_unknown: (f) =>
    `The ruling of ${instant(f['at'])} was made before it was written down what such a ruling moves, so the records cannot be parted by themselves. Correct each record.`,
  merged_further: (f) =>
    `The record of ${text(f['name'], 'this person')} was merged into another one since. Take the later ruling back first.`,
  ruling_death: (f) =>
    `A death on ${day(f['diedOn'])} was carried over with the merge. Correct the death first (two people), then take the ruling back.`,
  review_ruled: (f) => `Decided on ${instant(f['at'])}.`,
  same_right_twice: () =>
    'Both records hold a voucher of the same benefit and month. Withdraw one before merging.',
  nothing_to_plan: () => 'No due voucher matches the choice.',
  day_outside: (f) => `${day(f['day'])} is outside the paying days (${day(f['from'])} to ${day(f['to'])}).`,
  nothing_to_send: (f) => `No account voucher of ${month(f['month'])} waits to be sent.`,
  answer_unread: () =>
    'The file holds none of the batch’s references. It must be the bank’s answer with its reference column.',
  bank_answered: (f) => `The bank's answer was recorded on ${instant(f['at'])} by ${text(f['by'])}.`,
  not_in_batch: (f) => `Not references of this batch: ${names(f['references'])}.`,
  day_closed: (f) => `${day(f['day'])} is closed.`,
  day_ahead: (f) => `${day(f['day'])} has not come yet.`,
  hands_open: (f) => `Not closed yet: ${hands(f['hands'])}.`,
  offices_open: (f) => `Offices below not closed yet: ${names(f['offices'])}.`,
  recognition_unfit: (f) => UNFIT_EN[String(f['why'])] ?? 'This payment cannot be recognised.',
  recognition_short: (f) =>
    `The phone says that ${vnd(f['givenVnd'])} were handed over; ${vnd(f['dueVnd'])} are due. Too little is not recognised as the payment; choose another ruling.`,
  recognised_before: (f) =>
    `Another payment of this voucher has been recognised (receipt ${text(f['receiptNo'])}). To recognise this one, two people take that recognition back first; if this was the second payment, rule that it is claimed back.`,
  case_ruled: (f) => `This difference was ruled on at ${instant(f['at'])}.`,
  own_case: () => 'Whoever held the money or counted it does not rule on the difference. Ask somebody else.',
  case_open: () => 'This difference waits for a ruling; there is none to take back.',
  ruling_elsewhere: () =>
    'This ruling is taken back elsewhere: a recognition with the payment that it made, a claim by ruling on that claim.',
  ruling_gone_on: (f) =>
    f['balanceVnd'] === undefined
      ? `The voucher has gone on and is held by ${hand(f['holder'])}, so the ruling is not taken back.`
      : `The money has gone on: ${hand(f['holder'])} has only ${vnd(f['balanceVnd'])} left. Bring it back there first.`,
  ruling_unfit: () => 'This ruling does not fit the kind of difference.',
  already_settled: (f) => `Settled on ${instant(f['at'])}.`,
  settlement_blocked: (f) => `Cannot settle yet: ${names(f['blocks'], BLOCKS)}.`,
  not_settled: (f) => `${month(f['month'])} is not settled, so it cannot be locked.`,
  layout_unfit: (f) =>
    `The layout cannot be used, at “${text(f['at'])}”: ${text((f['fault'] as Fault | undefined)?.en)}.`,
  version_not_newer: (f) =>
    `A rule begins on ${day(f['validFrom'])} already; a new one must begin after that day. No row is overwritten.`,
  rule_in_use: (f) =>
    `The list of ${month(f['month'])} was taken in under the rule that stands. Choose a day after ${day(f['lastDay'])}.`,
  days_out_of_order: () =>
    'The days of the month are out of order: a last day comes after its first, settlement after all pay days.',
  rate_empty: () => 'A rate needs an amount or a coefficient.',
  day_past: (f) =>
    `The first day cannot be before today (${day(f['today'])}): what was done was judged by the old limit.`,
  layout_dated: (f) => `Another layout begins on ${day(f['validFrom'])} already. Choose another day.`,
  data_restricted: () => privacyEn.data_restricted,
  no_bank_account: (f) => `No account number: ${names(f['people'])}. Enter it first.`,
  image_unfit: () => 'The file must be a JPEG or PNG picture or a PDF.',
  paper_known: (f) => `This paper has been here since ${instant(f['at'])}.`,
  papers_full: (f) =>
    `A difference takes at most ${text(String(f['most']))} papers. Put the other pages into one PDF.`,
  image_known: () => 'This authority has its picture already.',
  form_unfit: (f) =>
    text(f['needs']) === 'root_office'
      ? 'This form is of the whole province: print it at the province office.'
      : `This form also needs: ${names(f['needs'], NEEDS) || 'fewer pages, print it office by office'}.`,
};

const NEEDS: Readonly<Record<string, string>> = {
  handoverId: 'the handover or day close to print',
  month: 'a month',
  programme: 'a programme',
};

const BLOCKS: Readonly<Record<string, string>> = {
  vouchers_open: 'vouchers neither paid nor returned',
  list_unmatched: 'the list does not match its vouchers',
  cash_unmatched: 'the cash book does not match the signed vouchers',
  not_funded: 'the funder has not sent enough',
};
