import type { Guard } from './guard.ts';

/** Guards of what lies sealed, in the database and on the disk. */
export const SEALING_GUARDS: readonly Guard[] = [
  {
    name: 'where a home lies is written sealed',
    removal: {
      by: 'sql',
      statement: 'alter table home_visit_fact drop constraint home_visit_fact_place_sealed',
    },
    tests: ['modules/rounds/routes/rounds.test.ts'],
  },
  {
    name: 'where a home lies is not written in the clear',
    removal: { by: 'sql', statement: 'grant insert (lat, lon) on home_visit_fact to tungnha_app' },
    tests: ['modules/rounds/routes/rounds.test.ts'],
  },
  {
    name: 'a kept file lies sealed',
    removal: {
      by: 'source',
      file: 'kernel/files/keep.ts',
      find: '      (plain) => sealFile(plain, sha256),\n',
      put: '',
    },
    tests: ['kernel/files/keep.test.ts'],
  },
  {
    name: 'a sealed stream that was cut off does not open',
    removal: { by: 'source', file: 'kernel/keys/stream.ts', find: 'last ? 1 : 0', put: '0' },
    tests: ['kernel/keys/stream.test.ts'],
  },
  {
    name: 'what a phone signs at a door is sealed',
    removal: {
      by: 'source',
      file: 'kernel/devices/store.ts',
      find: 'seal(k.text, textPlace(k.operation.id))',
      put: 'k.text',
    },
    tests: ['modules/payouts/at-door/routes/door.test.ts'],
  },
  {
    name: 'a code of the second factor counts once',
    removal: {
      by: 'source',
      file: 'kernel/access/second-factor.ts',
      find: '(last_step is null or last_step < $2) and ',
      put: '',
    },
    tests: ['people/staff/second-factor.test.ts'],
  },
  {
    name: 'a second factor rests after ten wrong codes',
    removal: {
      by: 'source',
      file: 'kernel/access/second-factor.ts',
      find: 'where staff_id = $1 and ${AWAKE}`,\n      [staffId],',
      put: 'where staff_id = $1`,\n      [staffId],',
    },
    tests: ['people/staff/second-factor.test.ts'],
  },
  {
    name: 'a backup code is used once',
    removal: {
      by: 'source',
      file: 'kernel/access/second-factor.ts',
      find: 'array_remove(backup_hashes, $2)',
      put: 'backup_hashes',
    },
    tests: ['people/staff/second-factor.test.ts'],
  },
  {
    name: 'a half sign-in ends with the password it was given for',
    removal: { by: 'source', file: 'kernel/access/halfway.ts', find: ' ${password}`', put: '`' },
    tests: ['people/staff/second-factor.test.ts'],
  },
  {
    name: 'what a bank paid into is written sealed',
    removal: {
      by: 'source',
      file: 'modules/payouts/pay/store/paid-account.ts',
      find: 'seal(account, placeOf(voucherId))',
      put: 'account',
    },
    tests: ['modules/payouts/settle/routes/papers.test.ts'],
  },
];
