import type { Guard } from './guard.ts';

const PLAIN = ['modules/payouts/pay/actions/pay-plain.test.ts'];

const inPlain = (name: string, find: string, put = '', tests: readonly string[] = PLAIN): Guard => ({
  name: `a plain payment: ${name}`,
  removal: { by: 'function', name: 'pay_plain', find, put },
  tests,
});

/** What the one statement that makes the commonest payment refuses or passes on. */
export const PLAIN_PAYMENT_GUARDS: readonly Guard[] = [
  inPlain('only what is due', "v.status = 'due' and v.channel", 'v.channel'),
  inPlain('not what the bank pays', "and v.channel <> 'bank' ", ''),
  inPlain('only at the office of the voucher', 'and v.office_id = p_till_office[a.till] ', ''),
  inPlain('only from the hand that holds it', 'and t.holder = v_desk[a.till] ', ''),
  inPlain('not for who has died', 'from citizen_death where', 'from citizen_death where false and'),
  inPlain('not what is stopped', 'from payout_stop where', 'from payout_stop where false and'),
  inPlain('not whose identity is in review', 'from match_review where', 'from match_review where false and'),
  inPlain('not before its day', 'v_today >= least(', 'v_today is not null or v_today >= least('),
  inPlain(
    'not in a locked period',
    'and not exists (select 1 from settlement s',
    'and true or not exists (select 1 from settlement s',
  ),
  inPlain('not at a drawer that is closed', 'and (b.closed_day is null or b.closed_day < v_today))\n', ')\n'),
  inPlain('not at an office that is closed', ' and a.office <> all (v_closed)'),
  inPlain('not what a freeze holds', ' and t.held_by is null', ''),
  inPlain(
    'not what an open difference names',
    'and t.held_by is null and not t.contested',
    'and t.held_by is null',
  ),
  inPlain('not from a drawer that a freeze holds', 'b.held_vnd is null and ', ''),
  inPlain(
    'not more than the drawer holds',
    'having sum(amount_vnd)::bigint > v_balance[till]',
    'having false',
  ),
  inPlain('one person an act', 'count(distinct citizen_id) > 1 or ', ''),
  inPlain('what was counted is what is due', ' or sum(amount_vnd) <> p_counted[act]', ''),
  inPlain(
    'waits for the close of its office',
    "perform pg_advisory_xact_lock_shared(hashtext('office-day'), hashtext(o::text))\n  from (select distinct o from unnest(p_till_office) u(o) order by 1) named;",
  ),
  inPlain('is told in the feed', 'having count(*) > 0', 'having false'),
  inPlain(
    'what was taken back is for the rules',
    'from payment_reversal where',
    'from payment_reversal where false and',
    ['modules/payouts/month.test.ts'],
  ),
];
