import { DOOR_GUARDS } from './door-guards.ts';
import { dropConstraint, dropIndex, type Guard, inPosting } from './guard.ts';
import { PLAIN_PAYMENT_GUARDS } from './plain-payment-guards.ts';

const WALLS = ['db/walls.test.ts', 'db/voucher-walls.test.ts', 'db/once-walls.test.ts'];
const POSTING = ['kernel/handover/post.test.ts', 'kernel/handover/offer.test.ts'];

const rightBy = (last: string) => {
  const index = `voucher_right on voucher (citizen_id, programme, benefit_month, kind, ${last})`;
  return { by: 'sql', statement: `drop index voucher_right; create unique index ${index}` } as const;
};
/** Guards that the database itself keeps. */
export const DATABASE_GUARDS: readonly Guard[] = [
  { name: 'a right becomes a voucher once', removal: dropIndex('voucher_right'), tests: WALLS },
  {
    name: 'two vouchers of one right never stand beside each other',
    removal: rightBy('regime, withdrawn_by'),
    tests: WALLS,
  },
  { name: 'what was withdrawn gives its right free', removal: rightBy('regime'), tests: WALLS },
  {
    name: 'what was withdrawn names what withdrew it',
    removal: dropConstraint('voucher', 'voucher_withdrawn_by'),
    tests: WALLS,
  },
  {
    name: 'a ruling is not taken back after a payment upon it',
    removal: {
      by: 'function',
      name: 'take_ruling_back',
      find: 'p.voucher_id = any (v_moved) and p.paid_at >= g.ruled_at',
      put: 'false',
    },
    tests: ['modules/payouts/reviews/routes.test.ts'],
  },
  {
    name: "a list's trial holds no figures that payments add to",
    removal: {
      by: 'function',
      name: 'enter_staged',
      find: 'begin select * into l from payout_list',
      put: 'begin perform from payout_rollup for update; select * into l from payout_list',
    },
    tests: ['modules/payouts/lists/actions/import-list.test.ts'],
  },
  { name: 'an offer is answered once', removal: dropIndex('handover_answers'), tests: WALLS },
  { name: 'a handover is compensated once', removal: dropIndex('handover_reverses'), tests: WALLS },
  { name: 'a difference is ruled once', removal: dropIndex('custody_case_ruled'), tests: WALLS },
  { name: 'a person has one drawer at a time', removal: dropIndex('hand_personal'), tests: WALLS },
  { name: 'a list is entered once', removal: dropIndex('payout_list_file'), tests: WALLS },
  {
    name: 'a voucher has one payment at a time',
    removal: { by: 'sql', statement: 'alter table payment drop constraint payment_pkey cascade' },
    tests: WALLS,
  },
  {
    name: 'a physical hand never holds less than nothing',
    removal: dropConstraint('hand_balance', 'hand_balance_balance_vnd_check'),
    tests: WALLS,
  },
  {
    name: 'a hand closes a day once',
    removal: dropConstraint('hand_close', 'hand_close_hand_id_business_day_key'),
    tests: WALLS,
  },
  {
    name: 'nobody approves their own cash order',
    removal: dropConstraint('cash_order_approval', 'cash_order_approval_check'),
    tests: WALLS,
  },
  {
    name: 'nobody grants their own proposal',
    removal: dropConstraint('proposal_ruling', 'proposal_ruling_check'),
    tests: WALLS,
  },
  {
    name: 'nobody locks their own settlement',
    removal: dropConstraint('settlement_lock', 'settlement_lock_check'),
    tests: WALLS,
  },
  {
    name: 'a proxy collects with an authority',
    removal: dropConstraint('payment', 'payment_check'),
    tests: WALLS,
  },
  {
    name: 'compare-and-swap on the holder',
    removal: inPosting('or t.holder <> m.from_hand', ''),
    tests: POSTING,
  },
  {
    name: 'lock on the things of a handover',
    removal: inPosting(
      'select holder from thing where id = any (p_thing) order by id for update',
      'select holder from thing where id = any (p_thing) order by id',
    ),
    tests: ['kernel/handover/storm.test.ts', 'kernel/handover/offer.test.ts'],
  },
  {
    name: 'lock on balances',
    removal: inPosting(
      'perform 1 from hand_balance where hand_id = any (v_touched) order by hand_id for update;',
      '',
    ),
    tests: ['kernel/handover/storm.test.ts', 'kernel/handover/post.test.ts'],
  },
  {
    name: 'locks are taken in the order of ids',
    removal: inPosting(
      'where id = any (p_thing) order by id for update',
      'where id = any (p_thing) order by array_position(p_thing, id) for update',
    ),
    tests: ['kernel/handover/storm.test.ts'],
  },
  {
    name: 'the same id with another input is refused',
    removal: inPosting('h.input_hash = p_input_hash[e.n::int]', 'true'),
    tests: POSTING,
  },
  {
    name: 'cash that is not there is not given',
    removal: inPosting('exit when not found;', 'exit;'),
    tests: POSTING,
  },
  {
    name: 'an answered offer is refused by name',
    removal: inPosting("v_answer[v.n] := 'answered';", ''),
    tests: POSTING,
  },
  {
    name: 'a closed day takes no more entries',
    removal: inPosting('greatest(v_today, max(c.day) + 1)', 'v_today'),
    tests: ['kernel/handover/close.test.ts'],
  },
  {
    name: 'posting waits for the close of its office',
    removal: inPosting(
      "perform pg_advisory_xact_lock_shared(hashtext('office-day'), hashtext(o::text)) from (select unnest(v_offices) as o order by 1) named;",
      '',
    ),
    tests: ['kernel/handover/close.test.ts', 'kernel/handover/storm.test.ts'],
  },
  {
    name: 'an office closes each day once',
    removal: {
      by: 'function',
      name: 'close_office_day',
      find: 'or exists (select 1 from office_close where office_id = p_office and business_day >= p_day)',
      put: '',
    },
    tests: ['kernel/handover/close.test.ts'],
  },
  {
    name: 'a payment is of a voucher that moved in its handover',
    removal: {
      by: 'function',
      name: 'record_payments',
      find: 'and exists (select 1 from thing_move m where m.thing_id = u.voucher_id and m.handover_id = p_handover[p_at[u.n::int]])',
      put: '',
    },
    tests: WALLS,
  },
  ...PLAIN_PAYMENT_GUARDS,
  ...DOOR_GUARDS,
  {
    name: 'evidence is appended in the order of commits',
    removal: {
      by: 'function',
      name: 'append_evidence',
      find: '(p_first_xid, v_first_ref) <= (v_last.last_xid, v_last.last_ref) or',
      put: '',
    },
    tests: ['kernel/evidence/follow.test.ts'],
  },
  {
    name: 'evidence waits for transactions that are still open',
    removal: {
      by: 'function',
      name: 'append_evidence',
      find: 'or p_last_xid >= pg_snapshot_xmin(pg_current_snapshot())',
      put: '',
    },
    tests: ['kernel/evidence/follow.test.ts'],
  },
];
