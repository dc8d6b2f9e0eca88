import { sql } from 'kysely';
import { loadReference } from '#app/reference/load.ts';
import type { Tx } from '#kernel/db/types.ts';
import { openHands } from '#kernel/handover/hands.ts';
import { newId } from '#kernel/words/id.ts';
import type { Vnd } from '#kernel/words/money.ts';
import { createStaff } from '#people/staff/actions.ts';
import { namedAfter } from '#places/offices/called.ts';
import { openOffices, showRootOffice } from '#places/offices/offices.ts';
import { STAFF_SEED } from './accounts.ts';
import { offices, PROVINCE_OFFICE } from './people/offices.ts';
import { generateStaff } from './people/staff.ts';

const OPENED_ON = '2019-01-01';

/** What a hand may hold, by the kind of its office: policy of the invented province. */
const DRAWER_LIMIT_VND: Record<string, Vnd> = { district: 2_000_000_000n, point: 1_000_000_000n };
const VAULT_LIMIT_VND: Record<string, Vnd> = {
  province: 90_000_000_000n,
  district: 20_000_000_000n,
  point: 2_000_000_000n,
};

/** Reference data, and on it the offices, staff, drawers and limits of the invented province. All staff share one password. */
export async function openDemoProvince(tx: Tx, now: Date, passwordHash: string): Promise<void> {
  await loadReference(tx, now);
  const root = await showRootOffice(tx);
  const below = offices.filter((office) => office.code !== PROVINCE_OFFICE);
  const opened = await openOffices(
    tx,
    now,
    OPENED_ON,
    below.map(({ code, name, kind, parentCode, communeCodes, lat, lon }) => ({
      code,
      name,
      kind,
      communeCodes,
      lat,
      lon,
      parentCode: parentCode === PROVINCE_OFFICE ? root.code : parentCode,
    })),
  );
  const known = new Map([root, ...opened].map((office) => [office.code, office]));
  const people = generateStaff(STAFF_SEED).map((member) => {
    const office = known.get(member.officeCode === PROVINCE_OFFICE ? root.code : member.officeCode);
    if (!office) throw new RangeError(`no office ${member.officeCode}`);
    return { ...member, id: newId(), office };
  });
  await createStaff(
    tx,
    people.map(({ id, username, name, role, office }) => ({
      id,
      username,
      name,
      passwordHash,
      mustChangePassword: false,
      grants: [{ role, officeId: office.id, validFrom: OPENED_ON }],
    })),
    null,
  );
  const payers = people.filter(({ role }) => role === 'teller' || role === 'point-keeper');
  await openHands(
    tx,
    now,
    payers.map(({ id, name, office }) => ({
      kind: 'drawer' as const,
      officeId: office.id,
      staffId: id,
      name: namedAfter('drawer', name),
      limitVnd: DRAWER_LIMIT_VND[office.kind] as Vnd,
    })),
  );
  for (const [kind, limitVnd] of Object.entries(VAULT_LIMIT_VND)) {
    await sql`update hand_balance b set limit_vnd = ${limitVnd.toString()}::bigint
      from hand h join office o on o.id = h.office_id
      where h.id = b.hand_id and h.kind = 'vault' and o.kind = ${kind}`.execute(tx);
  }
}
