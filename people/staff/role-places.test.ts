import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeTestOffices } from '#kernel/access/testing/signed-in.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { dayAt } from '#kernel/words/day.ts';
import { newId } from '#kernel/words/id.ts';
import { createStaff, grantRole } from './actions.ts';
import { en, vi } from './grant-texts.ts';
import { kindsFor, ROLES, type Role } from './roles.ts';

const db = await cloneDatabase();
const { root: province, a: district, point } = await makeTestOffices(db.owner);
const OFFICES = { province, district, point };
const validFrom = dayAt(new Date());
const teller = newId();

const take = (id: string, username: string, role: Role, officeId: string) =>
  db.write((tx) =>
    createStaff(
      tx,
      [
        {
          id,
          username,
          name: 'Lê Thị Quầy',
          passwordHash: 'x',
          mustChangePassword: true,
          grants: [{ role, officeId }],
        },
      ],
      null,
    ),
  );

test('a role is granted where its work is, and otherwise says where it is held', async () => {
  assert.deepEqual(await take(teller, 'quay.a', 'teller', district), ['done']);
  await assert.rejects(take(newId(), 'quay.tinh', 'teller', province), { code: 'role_elsewhere' });
  const { rows } = await db.pool.query(`select from staff where username = 'quay.tinh'`);
  assert.equal(rows.length, 0);
  const facts = { role: 'provincial-director', office: 'Điểm A1', kind: 'point', kinds: ['province'] };
  const director = {
    id: newId(),
    role: 'provincial-director',
    officeId: point,
    validFrom,
    validTo: null,
  } as const;
  await assert.rejects(
    db.write((tx) => grantRole(tx, teller, director, null)),
    { code: 'role_elsewhere', facts },
  );
  assert.equal(
    vi.role_elsewhere(facts),
    'Vai trò Giám đốc bưu điện tỉnh không giao tại điểm bưu điện (Điểm A1). Vai trò này chỉ giao tại bưu điện tỉnh.',
  );
  assert.match(
    en.role_elsewhere({ ...facts, kinds: kindsFor('teller') }),
    /at a district office or a post point only/,
  );
});

test('the database lets the application grant by the same table', async () => {
  for (const role of ROLES)
    for (const kind of ['province', 'district', 'point'] as const) {
      const written = db.pool.query(
        `insert into role_grant (id, staff_id, role, office_id, valid_from) values ($1, $2, $3, $4, $5)`,
        [newId(), teller, role, OFFICES[kind], validFrom],
      );
      if (kindsFor(role).includes(kind)) await written;
      else await assert.rejects(written, /row-level security/, `${role} at a ${kind}`);
    }
});
