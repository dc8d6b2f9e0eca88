import type { Role } from '#people/staff/roles.ts';
import { offices, PROVINCE_OFFICE } from './people/offices.ts';
import { generateStaff } from './people/staff.ts';

/** The same invented staff on every machine. */
export const STAFF_SEED = 7;

/** Everybody of the demonstration signs in with this; it guards nothing but invented people. */
export const DEMO_PASSWORD = 'tung-nha-2020';

export interface DemoAccount {
  readonly role: Role;
  readonly username: string;
  readonly name: string;
  readonly office: string;
  readonly password: string;
}

/** Who has something to do on the morning the demonstration begins, one of each role. */
const SHOWN: readonly string[] = [
  'gd.tinh',
  'ks.tinh.1',
  'ktt.tinh',
  'tq.tinh',
  'ql.gio-linh',
  'gdv.gio-linh.1',
  'diem.trung-hai',
  'kt.tinh',
  'qt.tinh',
];

/** One account of each role with the shared password. */
export function demoAccounts(): DemoAccount[] {
  const names = new Map(offices.map((office) => [office.code, office.name]));
  const staff = new Map(generateStaff(STAFF_SEED).map((member) => [member.username, member]));
  return SHOWN.flatMap((username) => {
    const member = staff.get(username);
    if (!member) return [];
    const office = names.get(member.officeCode) ?? names.get(PROVINCE_OFFICE) ?? '';
    return [{ role: member.role, username, name: member.name, office, password: DEMO_PASSWORD }];
  });
}
