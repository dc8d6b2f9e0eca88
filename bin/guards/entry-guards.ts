import { dropConstraint, dropIndex, type Guard } from './guard.ts';

const ENTRY = ['people/entry/entry.test.ts'];

const inFile = (file: string, find: string, put = '') => ({ by: 'source', file, find, put }) as const;

/** Guards of coming in and staying: how sessions end, who owes a second factor, what is kept of it. */
export const ENTRY_GUARDS: readonly Guard[] = [
  {
    name: 'a session left alone ends',
    removal: inFile(
      'kernel/access/gate.ts',
      "and s.last_used_at > now() - make_interval(mins => (select access_setting_today('idle-minutes')))",
    ),
    tests: ENTRY,
  },
  {
    name: 'what a page asks by itself keeps no session alive',
    removal: inFile('kernel/access/gate.ts', 'if (attended && session.rested)', 'if (session.rested)'),
    tests: ENTRY,
  },
  {
    name: 'the application cannot prolong a session',
    removal: { by: 'sql', statement: 'grant update on session to tungnha_app' },
    tests: [...ENTRY, 'db/privileges.test.ts'],
  },
  {
    name: 'no session outlives a day',
    removal: dropConstraint('session', 'session_life'),
    tests: ENTRY,
  },
  {
    name: 'limits of sessions have bounds',
    removal: dropConstraint('access_setting', 'access_setting_check'),
    tests: ENTRY,
  },
  {
    name: 'who owes a second factor does nothing before',
    removal: inFile(
      'kernel/http/admission.ts',
      "if (actor.owesSecondFactor && route.before === undefined) throw new Refusal('second_factor_required');",
    ),
    tests: ENTRY,
  },
  {
    name: 'nobody ends the session of somebody else',
    removal: inFile(
      'kernel/access/sessions.ts',
      "'delete from session where id = $1 and staff_id = $2'",
      "'delete from session where id = $1 and $2::uuid is not null'",
    ),
    tests: ENTRY,
  },
  {
    name: 'a refused right is written down',
    removal: inFile('kernel/http/mount.ts', 'await noteRefusedRight(error, key, request, settings);'),
    tests: ENTRY,
  },
  {
    name: 'knocking does not fill the disk',
    removal: dropIndex('access_event_minute'),
    tests: ENTRY,
  },
  {
    name: 'the application cannot edit what happened at the door',
    removal: { by: 'sql', statement: 'grant update on access_event to tungnha_app' },
    tests: [...ENTRY, 'db/privileges.test.ts'],
  },
  {
    name: 'a file that comes is looked through',
    removal: inFile(
      'kernel/http/mount.ts',
      'if (form) await settings.scan(createReadStream(form.upload.path));',
    ),
    tests: ['kernel/http/files-and-streams.test.ts'],
  },
];
