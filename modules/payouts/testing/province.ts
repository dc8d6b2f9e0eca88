import type { TestDatabase } from '#kernel/testing/database.ts';
import { openHands } from '#kernel/handover/hands.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { openOffices } from '#places/offices/offices.ts';
import { openRootOffice } from '#places/offices/root.ts';
import { loadPlaces } from '#places/units/load.ts';
import { loadPayouts } from '../programmes/store/load.ts';
import type { Person } from '../posting.ts';

export interface SmallProvince {
  readonly rootId: Id;
  /** Cam Lộ, a district office that serves all eight communes of its district. */
  readonly camLoId: Id;
  readonly tellers: readonly Person[];
  readonly treasurer: Person;
  readonly controller: Person;
  readonly accountant: Person;
}

const CAM_LO = ['19597', '19600', '19603', '19606', '19609', '19612', '19615', '19618', '19621'];

/** Reference data, one district office with two open drawers, and the people of a month; staff are invented. */
export async function smallProvince(db: TestDatabase, now: Date): Promise<SmallProvince> {
  return await db.owner.write(async (tx) => {
    await loadPlaces(tx);
    await openRootOffice(tx, now);
    await loadPayouts(tx, now);
    const [camLo] = await openOffices(tx, now, '2019-01-01', [
      {
        code: 'CL',
        name: 'Bưu điện huyện Cam Lộ',
        kind: 'district',
        parentCode: 'QT',
        communeCodes: CAM_LO,
        lat: null,
        lon: null,
      },
    ]);
    const root = await tx
      .selectFrom('office')
      .select('id')
      .where('code', '=', 'QT')
      .executeTakeFirstOrThrow();
    const camLoId = (camLo as { id: Id }).id;
    const person = async (username: string, name: string, role: string, officeId: Id): Promise<Person> => {
      const id = newId();
      await tx
        .insertInto('staff')
        .values({ id, username, name, email: `${username}@example.invalid` })
        .execute();
      await tx
        .insertInto('role_grant')
        .values({ id: newId(), staff_id: id, role, office_id: officeId, valid_from: '2019-01-01' })
        .execute();
      return { kind: 'person', id, name };
    };
    const tellers = [
      await person('gdv.1', 'Lê Thị Giao Dịch', 'teller', camLoId),
      await person('gdv.2', 'Trần Văn Giao Dịch', 'teller', camLoId),
    ];
    await openHands(
      tx,
      now,
      tellers.map((teller, i) => ({
        kind: 'drawer' as const,
        officeId: camLoId,
        staffId: teller.id,
        name: `Ngăn kéo ${i + 1}`,
        limitVnd: 2_000_000_000n,
      })),
    );
    return {
      rootId: root.id,
      camLoId,
      tellers,
      treasurer: await person('thuquy', 'Hoàng Thị Thủ Quỹ', 'treasurer', root.id),
      controller: await person('chitra', 'Ngô Văn Chi Trả', 'payout-controller', root.id),
      accountant: await person('ketoan', 'Đỗ Thị Kế Toán', 'chief-accountant', root.id),
    };
  });
}
