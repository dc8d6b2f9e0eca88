import type { Looking } from '#kernel/access/reveals.ts';
import type { Database } from '#kernel/db/connect.ts';
import type { Read, Tx } from '#kernel/db/types.ts';
import type { SealedColumn } from '#kernel/keys/reseal.ts';
import { sealBytes, unsealBytes } from '#kernel/keys/seal.ts';
import { lookAtCollectors, lookAtPeople } from '#people/looks/numbers.ts';
import { showPapersSay } from '#places/offices/papers.ts';
import type { Id } from '#kernel/words/id.ts';
import { formatDay } from '#kernel/words/day.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { listProgrammeNames } from '../../programmes/store/programmes.ts';
import type { FormContent } from '../../forms/shapes.ts';

/** Whose authority it is. Refuses `authority_not_found`. */
export async function showAuthorityOwner(read: Read | Tx, id: Id): Promise<Id> {
  const row = await read.selectFrom('authority').select('citizen_id').where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('authority_not_found', { authority: id });
  return row.citizen_id;
}

export interface AuthorityImage {
  readonly mediaType: 'image/jpeg' | 'image/png' | 'application/pdf';
  readonly sha256: string;
  readonly content: Buffer;
}

/** What a file is by its first bytes; null when it is no picture an authority may have. */
export function mediaTypeOf(content: Buffer): AuthorityImage['mediaType'] | null {
  if (content.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg';
  if (content.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])))
    return 'image/png';
  return content.subarray(0, 5).toString('latin1') === '%PDF-' ? 'application/pdf' : null;
}

const imagePlace = (authorityId: string) => `authority_image.content/${authorityId}`;

/** Pictures of authorities show faces, signatures and cards: they lie sealed. */
export const AUTHORITY_IMAGES: SealedColumn = {
  table: 'authority_image',
  key: 'authority_id',
  owner: 'authority_id',
  kind: 'bytes',
  read: 'content',
  set: 'content = v.sealed',
  place: imagePlace,
};

/** Adds the paper's picture, once; the same picture again is fine. Refuses `image_known` for another one. */
export async function addImage(
  tx: Tx,
  now: Date,
  authorityId: Id,
  image: AuthorityImage,
  by: Id,
): Promise<void> {
  const sha256 = Buffer.from(image.sha256, 'hex');
  await tx
    .insertInto('authority_image')
    .values({
      authority_id: authorityId,
      media_type: image.mediaType,
      sha256,
      content: sealBytes(image.content, imagePlace(authorityId)),
      added_by: by,
      added_at: now,
    })
    .onConflict((row) => row.column('authority_id').doNothing())
    .execute();
  const kept = await tx
    .selectFrom('authority_image')
    .select('sha256')
    .where('authority_id', '=', authorityId)
    .executeTakeFirstOrThrow();
  if (!kept.sha256.equals(sha256)) throw new Refusal('image_known', { authority: authorityId });
}

export async function findImage(read: Read, authorityId: Id) {
  const image = await read
    .selectFrom('authority_image')
    .select(['media_type', 'content'])
    .where('authority_id', '=', authorityId)
    .executeTakeFirst();
  return image && { ...image, content: unsealBytes(image.content, imagePlace(authorityId)) };
}

/** An authority as 13-HSB prints it, to be signed and certified. */
export async function readAuthorityForm(
  db: Database,
  id: Id,
  madeAt: Date,
  looking: Looking,
): Promise<FormContent<'13-hsb'>> {
  const { read } = db;
  const row = await read
    .selectFrom('authority as a')
    .innerJoin('citizen as c', 'c.id', 'a.citizen_id')
    .leftJoin('unit as u', 'u.id', 'c.unit_id')
    .select(['a.proxy_name', 'a.relation', 'a.programmes', 'a.made_on', 'a.expires_on', 'a.certified_by'])
    .select([
      'c.id as citizen_id',
      'c.full_name',
      'c.born_on',
      'c.birth_year',
      'c.hamlet',
      'u.name as commune',
    ])
    .where('a.id', '=', id)
    .executeTakeFirst();
  if (!row) throw new Refusal('authority_not_found', { authority: id });
  const numbers = (await lookAtPeople(db, [row.citizen_id], looking)).get(row.citizen_id);
  const collectors = await lookAtCollectors(db, [row.citizen_id], looking);
  const names = await listProgrammeNames(read);
  const scope = row.programmes
    ?.map((code) => names.find((each) => each.code === code)?.nameVi ?? code)
    .join('; ');
  return {
    madeAt,
    facts: {
      giver: {
        name: row.full_name,
        bornText: row.born_on ? formatDay(row.born_on) : String(row.birth_year ?? ''),
        number: numbers?.insurance_no ?? null,
        idNumber: numbers?.cccd ?? null,
        address: [row.hamlet, row.commune].filter(Boolean).join(', '),
      },
      taker: {
        name: row.proxy_name,
        relation: row.relation ?? '',
        bornText: '',
        idNumber: collectors.get(id) ?? '',
        address: '',
      },
      scope: scope ?? 'Tất cả các chế độ chi trả qua bưu điện',
      validFrom: row.made_on,
      validTo: row.expires_on,
      place: row.commune ?? (await showPapersSay(read)).placeOfIssue,
      madeOn: row.made_on,
      certifiedBy: row.certified_by,
    },
    rows: {},
  };
}
