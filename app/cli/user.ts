import type { Read, Tx } from '#kernel/db/types.ts';
import { dayAt } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { createStaff, endSessionsOf, grantRole, resetPassword, revokeGrant } from '#people/staff/actions.ts';
import { hashPassword, newOneTimePassword } from '#people/staff/passwords.ts';
import { isRole, kindsFor, type Role, ROLES } from '#people/staff/roles.ts';
import { endAllSessions, findStaff, listGrants } from '#people/staff/store.ts';
import { showRootOffice } from '#places/offices/offices.ts';
import { type Command, DONE, type Io, need, text, type Values, WrongCall } from './command.ts';
import { type Opened, withProvince } from './province.ts';

type Deed = (province: Opened, username: string, values: Values, io: Io) => Promise<void>;

const DEEDS: Readonly<Record<string, Deed>> = { create, reset, grant, revoke, 'sign-out': signOut };

export const command: Command = {
  usage:
    'user list | create|reset|grant|revoke|sign-out USERNAME [--name N] [--role R] [--office CODE] [--reason T] [--json]\n       tungnha user sign-out --all',
  help: `Tài khoản nhân viên: xem, tạo, cấp lại mật khẩu, giao và thu vai trò, kết thúc phiên. Mật khẩu cấp chỉ in một lần.
Staff accounts: list, create, give a new one-time password, grant and revoke roles, end sessions. A password is printed once.

  --name    họ tên / name (create)
  --role    vai trò, giao được ở loại đơn vị nào / a role, and the kinds of office where it is held:
${ROLES.map((role) => `            ${role.padEnd(20)} ${kindsFor(role).join(', ')}`).join('\n')}
  --office  mã đơn vị / office code; mặc định bưu điện tỉnh / the province office by default
  --reason  lý do thu vai trò / why a role is revoked
  --all     mọi người phải đăng nhập lại / everybody signs in anew (sign-out)`,
  options: {
    name: { type: 'string' },
    role: { type: 'string' },
    office: { type: 'string' },
    reason: { type: 'string' },
    all: { type: 'boolean' },
  },
  run: async (values, [deed, username], io) => {
    if (deed === 'list') return withProvince(io, (province) => list(province, io));
    if (deed === 'sign-out' && values['all'] === true)
      return withProvince(io, (province) => signOutAll(province, io));
    const work = DEEDS[deed ?? ''];
    if (!work || !username) throw new WrongCall('list | create|reset|grant|revoke|sign-out USERNAME');
    return withProvince(io, async (province) => {
      await work(province, username.toLowerCase(), values, io);
      return DONE;
    });
  },
};

const asRead = (tx: Tx) => tx;

async function list({ db }: Opened, io: Io): Promise<number> {
  const people = await db.read
    .selectFrom('staff')
    .select(['id', 'username', 'name', 'must_change_password'])
    .orderBy('username')
    .execute();
  const grants = await listGrants(
    db.read,
    people.map(({ id }) => id),
  );
  const rows = people.map(({ id, username, name, must_change_password }) => ({
    username,
    name,
    mustChangePassword: must_change_password,
    roles: (grants.get(id) ?? []).map(({ role, officeCode, officeName }) => ({
      role,
      officeCode,
      officeName,
    })),
  }));
  io.json({ outcome: 'done', staff: rows });
  for (const { username, name, roles } of rows)
    io.print(
      `${username.padEnd(24)} ${name.padEnd(28)} ${roles.map(({ role, officeCode }) => `${role}@${officeCode}`).join(', ')}`,
    );
  return DONE;
}

function roleOf(values: Values): Role {
  const role = need(values, 'role');
  if (!isRole(role)) throw new WrongCall(`--role: ${ROLES.join(' | ')}`);
  return role;
}

async function officeOf(read: Read, code: string | undefined): Promise<Id> {
  if (code === undefined) return (await showRootOffice(read)).id;
  const row = await read.selectFrom('office').select('id').where('code', '=', code).executeTakeFirst();
  if (!row) throw new Refusal('not_found', { office: code });
  return row.id;
}

async function personOf(read: Read, username: string): Promise<Id> {
  const person = await findStaff(read, { username });
  if (!person) throw new Refusal('not_found', { staff: username });
  return person.id;
}

async function create({ db, clock }: Opened, username: string, values: Values, io: Io): Promise<void> {
  if (!/^[a-z0-9][a-z0-9._-]{2,63}$/.test(username)) throw new WrongCall(`“${username}”: a-z 0-9 . _ -`);
  const password = newOneTimePassword();
  const person = {
    id: newId(),
    username,
    name: need(values, 'name'),
    passwordHash: await hashPassword(password),
    mustChangePassword: true,
  };
  const role = roleOf(values);
  const officeId = await officeOf(db.read, text(values, 'office'));
  const grants = [{ role, officeId, validFrom: dayAt(clock.now()) }];
  const [answer] = await db.write((tx) => createStaff(tx, [{ ...person, grants }], null));
  if (answer !== 'done') throw new Refusal('username_taken', { username });
  io.json({ outcome: 'done', username, password });
  io.print(`${username}   ${password}   (in một lần / shown once)`);
}

async function reset({ db }: Opened, username: string, _values: Values, io: Io): Promise<void> {
  const password = newOneTimePassword();
  const hash = await hashPassword(password);
  await db.write(async (tx) => resetPassword(tx, await personOf(asRead(tx), username), hash, null));
  io.json({ outcome: 'done', username, password });
  io.print(`${username}   ${password}   (in một lần / shown once)`);
}

async function signOut({ db }: Opened, username: string, _values: Values, io: Io): Promise<void> {
  await db.write(async (tx) => endSessionsOf(tx, await personOf(asRead(tx), username)));
  io.json({ outcome: 'done', username });
  io.print(`${username}: phiên đã kết thúc / sessions ended`);
}

async function signOutAll({ db }: Opened, io: Io): Promise<number> {
  const ended = await db.write((tx) => endAllSessions(tx));
  io.json({ outcome: 'done', ended });
  io.print(`${ended} phiên đã kết thúc / sessions ended`);
  return DONE;
}

async function grant({ db, clock }: Opened, username: string, values: Values, io: Io): Promise<void> {
  const role = roleOf(values);
  const id = newId();
  await db.write(async (tx) => {
    const officeId = await officeOf(asRead(tx), text(values, 'office'));
    const given = { id, role, officeId, validFrom: dayAt(clock.now()), validTo: null };
    await grantRole(tx, await personOf(asRead(tx), username), given, null);
  });
  io.json({ outcome: 'done', username, role, grantId: id });
  io.print(`${username}: + ${role}`);
}

/** Revokes the roles that the options name; without `--role` all of them. */
async function revoke({ db }: Opened, username: string, values: Values, io: Io): Promise<void> {
  const role = text(values, 'role');
  const office = text(values, 'office');
  const reason = text(values, 'reason') ?? 'thu hồi từ dòng lệnh';
  const revoked = await db.write(async (tx) => {
    const staffId = await personOf(asRead(tx), username);
    const held = (await listGrants(asRead(tx), [staffId])).get(staffId) ?? [];
    const named = held.filter(
      (each) =>
        (role === undefined || each.role === role) && (office === undefined || each.officeCode === office),
    );
    if (named.length === 0) throw new Refusal('not_found', { staff: username, role, office });
    for (const each of named) await revokeGrant(tx, each.id, reason, null);
    return named.map((each) => `${each.role}@${each.officeCode}`);
  });
  io.json({ outcome: 'done', username, revoked });
  io.print(`${username}: - ${revoked.join(', ')}`);
}
