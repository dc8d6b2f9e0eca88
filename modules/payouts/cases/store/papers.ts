import { sql } from 'kysely';
import { takeTurn } from '#kernel/db/turn.ts';
import type { Read, Tx } from '#kernel/db/types.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import type { AuthorityImage } from '../../people/store/authority-form.ts';

/** As many papers as one difference takes: more belong into one file. */
const PAPERS_MAX = 20;

export interface CasePaper {
  readonly id: Id;
  readonly title: string;
  readonly mediaType: AuthorityImage['mediaType'];
  readonly sha256: string;
  readonly bytes: number;
  readonly by: string;
  readonly at: Date;
}

/** The papers beside a difference, oldest first; their content comes by `findPaper`. */
export async function listPapers(read: Read, caseId: Id): Promise<CasePaper[]> {
  const { rows } = await sql<CasePaper>`
    select id, title, media_type as "mediaType", encode(sha256, 'hex') as sha256, bytes, added_by_name as by, added_at as at
    from case_paper where case_id = ${caseId} order by added_at, id limit ${PAPERS_MAX}`.execute(read);
  return rows;
}

/** One paper of a difference with its content; null when that difference has none of this id. */
export async function findPaper(read: Read, caseId: Id, paperId: Id) {
  const row = await read
    .selectFrom('case_paper')
    .select(['title', 'media_type', 'content'])
    .where('case_id', '=', caseId)
    .where('id', '=', paperId)
    .executeTakeFirst();
  return row ?? null;
}

export interface NewPaper {
  readonly id: Id;
  readonly caseId: Id;
  readonly title: string;
  readonly mediaType: AuthorityImage['mediaType'];
  readonly sha256: string;
  readonly content: Buffer;
  readonly by: { readonly id: Id; readonly name: string };
}

/**
 * Lays a paper beside a difference. The same id with the same content again changes nothing. Refuses `paper_known` for content
 * that lies there already, `papers_full`, `conflict` for an id that stands for another paper.
 */
export async function addPaper(tx: Tx, now: Date, paper: NewPaper): Promise<void> {
  const { id, caseId, title, mediaType, sha256, content, by } = paper;
  // Two papers at once would both see room for one.
  await takeTurn(tx, caseId);
  const { rows } = await sql<{ id: Id; case_id: Id; sha256: string; added_at: Date }>`
    select id, case_id, encode(sha256, 'hex') as sha256, added_at from case_paper where id = ${id} or case_id = ${caseId}`.execute(
    tx,
  );
  const again = rows.find((row) => row.id === id);
  if (again?.sha256 === sha256 && again.case_id === caseId) return;
  if (again) throw new Refusal('conflict', { id });
  const known = rows.find((row) => row.sha256 === sha256);
  if (known) throw new Refusal('paper_known', { at: known.added_at.toISOString() });
  if (rows.length >= PAPERS_MAX) throw new Refusal('papers_full', { most: PAPERS_MAX });
  await tx
    .insertInto('case_paper')
    .values({
      id,
      case_id: caseId,
      title,
      media_type: mediaType,
      sha256: Buffer.from(sha256, 'hex'),
      bytes: content.length,
      content,
      added_by: by.id,
      added_by_name: by.name,
      added_at: now,
    })
    .execute();
}
