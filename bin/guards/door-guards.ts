import { dropConstraint, type Guard, inPosting } from './guard.ts';

const FROZEN = ['modules/payouts/at-door/routes/frozen.test.ts'];
const DOORS = ['modules/payouts/at-door/routes/recognise.test.ts'];
const CONTESTED = ['modules/payouts/at-door/routes/contested.test.ts'];
const TAKEN_BACK = ['modules/payouts/cases/take-back.test.ts'];
const TWO_CONFLICTS = ['modules/payouts/at-door/routes/two-conflicts.test.ts'];

/** Guards around frozen bags, and around what phones paid against the books. */
export const DOOR_GUARDS: readonly Guard[] = [
  {
    name: 'a frozen hand keeps its balance',
    removal: dropConstraint('hand_balance', 'hand_balance_held'),
    tests: FROZEN,
  },
  { name: 'a frozen hand keeps its things', removal: dropConstraint('thing', 'thing_held'), tests: FROZEN },
  {
    name: 'nothing enters or leaves a frozen hand, and its neighbours go on',
    removal: inPosting('any (v_touched) and held_vnd is not null', 'any (v_touched) and false'),
    tests: FROZEN,
  },
  {
    name: 'what an open conflict names is held where it stands aside',
    removal: {
      by: 'function',
      name: 'hold_aside',
      find: "case when h.kind = 'suspense' then t.holder else t.held_by end",
      put: 't.held_by',
    },
    tests: TWO_CONFLICTS,
  },
  {
    name: 'what an open conflict names bears it, whatever hand it is in',
    removal: { by: 'function', name: 'hold_aside', find: 'set contested = true,', put: 'set' },
    tests: CONTESTED,
  },
  {
    name: 'nobody pays what an open conflict names',
    removal: {
      by: 'function',
      name: 'record_payments',
      find: 'where t.contested and',
      put: 'where false and',
    },
    tests: CONTESTED,
  },
  {
    name: 'what an open conflict names stands aside as soon as it is brought to a desk',
    removal: {
      by: 'source',
      file: 'modules/payouts/cases/actions/set-aside.ts',
      find: 'if (contested.length === 0) return;',
      put: 'if (contested.length >= 0) return;',
    },
    tests: CONTESTED,
  },
  {
    name: 'only a ruling lets go of what stands aside',
    removal: {
      by: 'function',
      name: 'let_go',
      find: "if not exists (select from custody_case_entry e where e.case_id = p_case and e.kind = 'ruled'",
      put: 'if false and not exists (select from custody_case_entry e where e.case_id = p_case',
    },
    tests: TWO_CONFLICTS,
  },
  {
    name: 'a ruling lets nothing go that another open conflict names',
    removal: {
      by: 'function',
      name: 'let_go',
      find: 'and (p_paid or not open_difference_names(t.id, p_case))',
      put: '',
    },
    tests: TWO_CONFLICTS,
  },
  {
    name: 'a ruling looks at other conflicts once the things are locked',
    removal: { by: 'function', name: 'let_go', find: 'perform lock_things(v_things);', put: '' },
    tests: TWO_CONFLICTS,
  },
  {
    name: 'a ruling is carried out by the handover that it names',
    removal: dropConstraint('custody_case_entry', 'custody_case_entry_handover_id_fkey'),
    tests: TWO_CONFLICTS,
  },
  {
    name: 'a difference is opened again only by what reverses its ruling',
    removal: {
      by: 'function',
      name: 'take_case_ruling_back',
      find: "if not exists (select from handover r join handover h on h.reverses = r.id where r.id = v_ruling and r.kind = 'case-ruling' and h.id = p_handover) then",
      put: 'if false then',
    },
    tests: TAKEN_BACK,
  },
  {
    name: 'a ruling that opened another difference is not taken back beside it',
    removal: {
      by: 'function',
      name: 'take_case_ruling_back',
      find: 'from custody_case c where c.handover_id = v_ruling',
      put: 'from custody_case c where false',
    },
    tests: TAKEN_BACK,
  },
  {
    name: 'what a ruling moved comes back when it is taken back',
    removal: {
      by: 'function',
      name: 'take_case_ruling_back',
      find: 'from money_move where handover_id = v_ruling except',
      put: 'from money_move where false except',
    },
    tests: TAKEN_BACK,
  },
  {
    name: 'a door payment is recognised by the one ruling on its conflict',
    removal: {
      by: 'function',
      name: 'recognise_payments',
      find: "if not exists (select from custody_case_entry e where e.case_id = p_case and e.kind = 'ruled' and e.handover_id = p_handover) then",
      put: 'if false then',
    },
    tests: DOORS,
  },
  {
    name: 'a door payment is recognised out of a conflict of its own operation',
    removal: {
      by: 'function',
      name: 'recognise_payments',
      find: 'if not found or operation_of_case(p_case) is distinct from p_operation then',
      put: 'if false then',
    },
    tests: DOORS,
  },
  {
    name: 'a door payment is recognised of what the phone named',
    removal: {
      by: 'function',
      name: 'recognise_payments',
      find: 'not p_voucher <@ o.named',
      put: 'false',
    },
    tests: DOORS,
  },
  {
    name: 'no more is recognised than stands aside',
    removal: {
      by: 'function',
      name: 'recognise_payments',
      find: '> v_aside then',
      put: '> v_aside and false then',
    },
    tests: DOORS,
  },
  {
    name: 'two codes for one person end in one phone',
    removal: {
      by: 'source',
      file: 'kernel/devices/enrol.ts',
      find: '    await takeTurn(tx, `phone of ${found.staff_id}`);\n',
      put: '',
    },
    tests: ['kernel/devices/devices.test.ts'],
  },
  {
    name: 'a phone goes to nobody whose role does not work with one',
    removal: {
      by: 'source',
      file: 'kernel/devices/enrol.ts',
      find: 'worksAt(tx, staffId, officeId, roles)',
      put: 'worksAt(tx, staffId, officeId)',
    },
    tests: ['kernel/devices/devices.test.ts'],
  },
  {
    name: 'an office replaces no phone of another one',
    removal: {
      by: 'source',
      file: 'kernel/http/device-routes.ts',
      find: 'if (replaces && !(await',
      put: 'if (replaces && !replaces && !(await',
    },
    tests: ['kernel/devices/devices.test.ts'],
  },
  {
    name: 'who only explains what a phone did does not rule on it',
    removal: {
      by: 'source',
      file: 'kernel/http/exception-routes.ts',
      find: '!mayActAt(actor, RULERS, pathOf(office))',
      put: '!mayActAt(actor, RULERS.concat("point-keeper"), pathOf(office))',
    },
    tests: ['app/attacks-two-people.test.ts'],
  },
];
