import { dropConstraint, dropIndex, type Guard } from './guard.ts';

const TESTS = ['db/identity-once.test.ts'];

/** What stands once because an index says so: who a number names, what was said, what was laid beside. */
export const IDENTITY_GUARDS: readonly Guard[] = [
  { name: 'a citizen number names one person', removal: dropIndex('citizen_cccd'), tests: TESTS },
  { name: 'an insurance number names one person', removal: dropIndex('citizen_insurance_no'), tests: TESTS },
  { name: 'a paper lies beside a difference once', removal: dropIndex('case_paper_once'), tests: TESTS },
  { name: 'a person rules on an exception once', removal: dropIndex('device_exception_said'), tests: TESTS },
  {
    name: 'a programme and month settles once',
    removal: dropConstraint('settlement', 'settlement_programme_month_key'),
    tests: ['db/walls.test.ts'],
  },
  { name: 'a breach of data is closed once', removal: dropIndex('data_breach_closed'), tests: TESTS },
];
