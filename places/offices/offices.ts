import { sql } from 'kysely';
import type { Read, Tx } from '#kernel/db/types.ts';
import { type HandKind, openHands, type NewHand } from '#kernel/handover/hands.ts';
import type { Day } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { searchKey } from '#kernel/words/text.ts';
import { calledHand } from './called.ts';

export type OfficeKind = 'province' | 'district' | 'point';

export interface OfficeRow {
  readonly id: Id;
  readonly code: string;
  readonly name: string;
  readonly kind: OfficeKind;
  readonly parentId: Id | null;
  /** Codes from the root: `QT/CL/CL-01`. An office's subtree is every path that begins with its own and a slash. */
  readonly path: string;
}

const COLUMNS = ['id', 'code', 'name', 'kind', 'parent_id', 'path'] as const;

type Row = { id: string; code: string; name: string; kind: string; parent_id: string | null; path: string };

function readOffice(row: Row): OfficeRow {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    kind: row.kind as OfficeKind,
    parentId: row.parent_id,
    path: row.path,
  };
}

/** The province office, the root of the tree. Refuses `no_province_office` before one is set up. */
export async function showRootOffice(read: Read): Promise<OfficeRow> {
  const row = await read
    .selectFrom('office')
    .select(COLUMNS)
    .where('parent_id', 'is', null)
    .executeTakeFirst();
  if (!row) throw new Refusal('no_province_office');
  return readOffice(row);
}

export async function showOffice(read: Read, id: Id): Promise<OfficeRow> {
  const row = await read.selectFrom('office').select(COLUMNS).where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('not_found', { office: id });
  return readOffice(row);
}

/** An office that is to get something: it cannot close before this transaction ends. Refuses `not_found`, `office_closed`. */
export async function assertOpen(tx: Tx, id: Id): Promise<void> {
  const row = await tx
    .selectFrom('office')
    .select(['name', 'closed_on'])
    .where('id', '=', id)
    .forShare()
    .executeTakeFirst();
  if (!row) throw new Refusal('not_found', { office: id });
  if (row.closed_on !== null)
    throw new Refusal('office_closed', { office: row.name, closedOn: row.closed_on });
}

/** Every office in tree order; a province has some hundreds. */
export async function listOffices(read: Read): Promise<OfficeRow[]> {
  const rows = await read
    .selectFrom('office')
    .select(COLUMNS)
    .where('closed_on', 'is', null)
    .orderBy('path')
    .execute();
  return rows.map(readOffice);
}

export interface NewOffice {
  readonly code: string;
  readonly name: string;
  readonly kind: OfficeKind;
  readonly parentCode: string | null;
  readonly communeCodes: readonly string[];
  readonly lat: number | null;
  readonly lon: number | null;
}

/** The hands every office has from its first day: where its cash, its papers and its open questions stand. */
const OFFICE_HANDS: readonly HandKind[] = ['vault', 'desk', 'transit', 'party', 'suspense'];

const PROVINCE_HANDS: readonly HandKind[] = ['bank', 'income'];

/** Opens offices with their hands and the communes they serve, parents before children. */
export async function openOffices(
  tx: Tx,
  now: Date,
  openedOn: Day,
  offices: readonly NewOffice[],
): Promise<OfficeRow[]> {
  const known = new Map((await listOffices(tx)).map((office) => [office.code, office]));
  const opened: OfficeRow[] = [];
  for (const office of offices) {
    const parent = office.parentCode === null ? null : known.get(office.parentCode);
    if (parent === undefined) throw new Refusal('not_found', { office: office.parentCode });
    const row: OfficeRow = {
      id: newId(),
      code: office.code,
      name: office.name,
      kind: office.kind,
      parentId: parent?.id ?? null,
      path: parent ? `${parent.path}/${office.code}` : office.code,
    };
    known.set(row.code, row);
    opened.push(row);
  }
  const places = new Map(offices.map((office) => [office.code, office]));
  await tx
    .insertInto('office')
    .values(
      opened.map((row) => ({
        id: row.id,
        code: row.code,
        name: row.name,
        name_key: searchKey(row.name),
        kind: row.kind,
        parent_id: row.parentId,
        path: row.path,
        lat: places.get(row.code)?.lat ?? null,
        lon: places.get(row.code)?.lon ?? null,
        opened_on: openedOn,
      })),
    )
    .execute();
  const served = opened.flatMap((row) =>
    (places.get(row.code)?.communeCodes ?? []).map((commune) => ({ office: row.id, commune })),
  );
  await sql`insert into office_unit (office_id, unit_id, valid_from, valid_to)
    select s.office, u.id, greatest(u.valid_from, ${openedOn}::date), u.valid_to
    from unnest(${served.map((s) => s.office)}::uuid[], ${served.map((s) => s.commune)}::text[]) as s(office, commune)
    join unit u on u.code = s.commune and u.level = 'commune' and (u.valid_to is null or u.valid_to >= ${openedOn})`.execute(
    tx,
  );
  await openHands(
    tx,
    now,
    opened.flatMap((row): NewHand[] =>
      [...OFFICE_HANDS, ...(row.kind === 'province' ? PROVINCE_HANDS : [])].map((kind) => ({
        kind,
        officeId: row.id,
        name: calledHand('vi', { kind, name: '', office: row.name }),
      })),
    ),
  );
  return opened;
}
