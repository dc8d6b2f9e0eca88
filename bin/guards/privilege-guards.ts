import type { Guard } from './guard.ts';

const PRIVILEGES = ['db/privileges.test.ts'];
const IDENTITY = ['db/identity-wall.test.ts'];

/** Guards that are a right the application's role does not have, or has by a function alone. */
export const PRIVILEGE_GUARDS: readonly Guard[] = [
  {
    name: 'a temporary table does not stand in for the ledger',
    removal: {
      by: 'sql',
      statement: 'alter function post_handovers set search_path = province',
    },
    tests: PRIVILEGES,
  },
  {
    name: 'the application cannot change a move',
    removal: { by: 'sql', statement: 'grant update on money_move to tungnha_app' },
    tests: PRIVILEGES,
  },
  {
    name: 'the application cannot remove a handover',
    removal: { by: 'sql', statement: 'grant delete on handover to tungnha_app' },
    tests: PRIVILEGES,
  },
  {
    name: 'the application cannot write the ledger but by its function',
    removal: { by: 'sql', statement: 'grant insert on thing_move to tungnha_app' },
    tests: PRIVILEGES,
  },
  {
    name: 'the application cannot edit the log of looks',
    removal: { by: 'sql', statement: 'grant update on access_log to tungnha_app' },
    tests: PRIVILEGES,
  },
  {
    name: 'identity numbers are read by no query of the application',
    removal: { by: 'sql', statement: 'grant select on citizen to tungnha_app' },
    tests: IDENTITY,
  },
  {
    name: 'corrections of identity numbers are read by no query of the application',
    removal: { by: 'sql', statement: 'grant select on citizen_change to tungnha_app' },
    tests: IDENTITY,
  },
  {
    name: 'a look at a number is written down as it is had',
    removal: {
      by: 'function',
      name: 'admit_look',
      find: 'from unnest(p_ids) id where p_subject is null) looked',
      put: 'from unnest(p_ids) id where p_subject is null) looked where false',
    },
    tests: IDENTITY,
  },
  {
    name: 'a look at a number needs a session or a phone',
    removal: {
      by: 'function',
      name: 'admit_look',
      find: 'id = p_session and staff_id = p_staff',
      put: 'staff_id = p_staff',
    },
    tests: IDENTITY,
  },
  {
    name: 'a look at a number ends at the reach of the roles',
    removal: {
      by: 'function',
      name: 'admit_look',
      find: "path not like '%/%'",
      put: "path <> ''",
    },
    tests: IDENTITY,
  },
  {
    name: "no query reads a proxy's or an heir's number",
    removal: { by: 'sql', statement: 'grant select on authority, heir to tungnha_app' },
    tests: IDENTITY,
  },
  {
    name: 'a role is granted where its work is',
    removal: { by: 'sql', statement: 'alter table role_grant disable row level security' },
    tests: ['people/staff/role-places.test.ts'],
  },
];
