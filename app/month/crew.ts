import { sql } from 'kysely';
import type { Read } from '#kernel/db/types.ts';
import type { HandRow } from '#kernel/handover/hands.ts';
import type { Id } from '#kernel/words/id.ts';
import type { Person } from '#modules/payouts/posting.ts';
import { listOffices, type OfficeRow } from '#places/offices/offices.ts';

/** A place of payment: a person with an open drawer. */
export interface Till {
  readonly person: Person;
  readonly drawer: HandRow;
  readonly limitVnd: bigint | null;
}

/** An office at work: its hands, who answers for its vault, who stands by as the second person, and its tills. */
export interface Post {
  readonly office: OfficeRow;
  readonly vault: HandRow;
  readonly desk: HandRow;
  readonly party: Id;
  readonly keeper: Person;
  readonly witness: Person;
  readonly tills: readonly Till[];
}

export interface Crew {
  readonly root: Post;
  readonly districts: readonly Post[];
  readonly points: readonly Post[];
  /** Every office by its id. */
  readonly posts: ReadonlyMap<Id, Post>;
  readonly controller: Person;
  readonly accountant: Person;
  readonly treasurer: Person;
}

interface Duty {
  readonly person: Person;
  readonly role: string;
  readonly officeId: Id;
}

/** Who does what where, read from the offices, their hands and the roles people hold. */
export async function readCrew(read: Read): Promise<Crew> {
  const offices = await listOffices(read);
  const duties = await readDuties(read);
  const { rows: hands } = await sql<HandRow & { limitVnd: bigint | null }>`
    select h.id, h.kind, h.office_id as "officeId", h.staff_id as "staffId", h.name, o.name as office, b.limit_vnd as "limitVnd"
    from hand h join office o on o.id = h.office_id left join hand_balance b on b.hand_id = h.id
    where h.closed_at is null and h.kind in ('vault', 'desk', 'party', 'drawer') order by h.id`.execute(read);
  const byOffice = Map.groupBy(hands, (hand) => hand.officeId);
  const at = (officeId: Id, role: string) =>
    duties.find((duty) => duty.officeId === officeId && duty.role === role)?.person;
  const rootOffice = need(
    offices.find((office) => office.parentId === null),
    'root office',
  );
  const treasurer = need(at(rootOffice.id, 'treasurer'), 'treasurer');
  const accountant = need(at(rootOffice.id, 'chief-accountant'), 'chief accountant');
  const posts = new Map<Id, Post>();
  for (const office of offices) {
    const own = byOffice.get(office.id) ?? [];
    const hand = (kind: string) =>
      need(
        own.find((each) => each.kind === kind && each.staffId === null),
        `${kind} at ${office.name}`,
      );
    const tills = own.flatMap((drawer): Till[] => {
      const person = duties.find((duty) => duty.person.id === drawer.staffId)?.person;
      return drawer.kind === 'drawer' && person ? [{ person, drawer, limitVnd: drawer.limitVnd }] : [];
    });
    const parent = office.parentId === null ? null : posts.get(office.parentId);
    const manager = at(office.id, 'district-manager') ?? parent?.witness ?? accountant;
    posts.set(office.id, {
      office,
      vault: hand('vault'),
      desk: hand('desk'),
      party: hand('party').id,
      keeper: at(office.id, 'treasurer') ?? at(office.id, 'point-keeper') ?? manager,
      witness: manager,
      tills,
    });
  }
  const all = [...posts.values()];
  return {
    root: need(posts.get(rootOffice.id), 'root office'),
    districts: all.filter((post) => post.office.parentId === rootOffice.id),
    points: all.filter((post) => post.office.parentId !== null && post.office.parentId !== rootOffice.id),
    posts,
    controller: need(at(rootOffice.id, 'payout-controller'), 'payout controller'),
    accountant,
    treasurer,
  };
}

function need<T>(what: T | undefined, name: string): T {
  if (what === undefined) throw new Error(`The province has no ${name}.`);
  return what;
}

async function readDuties(read: Read): Promise<Duty[]> {
  const rows = await read
    .selectFrom('role_grant as g')
    .innerJoin('staff as s', 's.id', 'g.staff_id')
    .leftJoin('role_revocation as r', 'r.grant_id', 'g.id')
    .select(['s.id', 's.name', 'g.role', 'g.office_id'])
    .where('r.grant_id', 'is', null)
    .orderBy('s.username')
    .execute();
  return rows.map((row) => ({
    person: { kind: 'person', id: row.id, name: row.name },
    role: row.role,
    officeId: row.office_id,
  }));
}
