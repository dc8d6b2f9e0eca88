import { type Facts, factReader, type RoundTexts } from './facts.ts';

const { text, day, vnd, hand } = factReader('en');

const BROKEN: Readonly<Record<string, (facts: Facts) => string>> = {
  bag: (f) => `the money is ${vnd(f['overVnd'])} VND above the bag’s limit of ${vnd(f['limitVnd'])} VND`,
  'two-people': (f) =>
    `the money is ${vnd(f['overVnd'])} VND above what one person may carry (${vnd(f['limitVnd'])} VND); a second person is needed`,
  hours: (f) => `it is back ${text(f['overMinutes'])} minutes too late`,
  window: () => 'somebody is not at home when the payer comes',
  closed: () => 'a stop or a road is closed',
  held: () => 'a voucher is in another payer’s bag',
  twice: () => 'one person goes on two rounds',
};

export const en: RoundTexts = {
  too_many_stops: (f) =>
    `The office has ${text(f['stops'])} people to visit that day, more than the ${text(f['most'])} that are planned at once. Move some to another day in the payment plan.`,
  setting_missing: (f) =>
    `The figure “${text(f['name'])}” is not set for this day, so no rounds are planned. Choose another day, or set it.`,
  closure_unfit: () =>
    'This is no place to close: choose a commune (and hamlet), or the road between two different communes; it opens no earlier than it closes.',
  window_unfit: () => 'The time at home is wrong: the end must be after the beginning.',
  not_visited_here: () => 'This person has no voucher at this office.',
  setting_unknown: (f) => `There is no figure “${text(f['name'])}”.`,
  setting_unfit: (f) => `This figure must lie between ${vnd(f['from'])} and ${vnd(f['to'])}.`,
  setting_dated: (f) => `This figure was already set from ${day(f['validFrom'])}. Choose another first day.`,
  outing_unfit: (f) =>
    f['why'] === 'twice'
      ? 'One person stands on two rounds. Everybody goes on one round a day.'
      : 'Somebody cannot go out for this office any more. Reload and choose again.',
  searching_already: () => 'Another search for rounds is running. Wait for it, or stop it.',
  search_gone: () => 'This search is no longer on the server. Search again.',
  plan_moved_on: (f) =>
    `${text(f['by'])} has just accepted version ${text(f['version'])} of this day. Reload and look at it before you accept yours.`,
  reason_missing: () => 'Accepted rounds are replaced only for a reason. Please give it.',
  stops_changed: () =>
    'Who is to be visited has changed (paid, stopped or moved). Reload the day, then accept.',
  limits_broken: (f) =>
    `The round of ${text(f['payer'])}: ${(BROKEN[text(f['limit'])] ?? (() => 'a limit is broken'))(f)}${f['more'] === 0 ? '' : `, and ${text(f['more'])} more`}. Change the round, then accept.`,
  day_past: (f) => `${day(f['day'])} is over. Rounds are accepted for today and later days.`,
  round_replaced: () =>
    'This round was replaced by a newer version. Reload and fill the bag by the newer one.',
  bag_elsewhere: (f) => `${hand(f['bag'])} is open at another office. Close it first.`,
};
