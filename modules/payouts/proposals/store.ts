import type { Read } from '#kernel/db/types.ts';
import type { Id } from '#kernel/words/id.ts';
import type { Vnd } from '#kernel/words/money.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { within } from '#kernel/access/office-tree.ts';
import type { Proposed } from './actions/propose.ts';
import type { ProposalKind } from './rules.ts';

/** Proposals that wait for a second person at an office or below it, oldest first. */
export async function listProposals(read: Read, path: string) {
  const rows = await read
    .selectFrom('proposal as p')
    .innerJoin('office as o', 'o.id', 'p.office_id')
    .leftJoin('proposal_ruling as r', 'r.proposal_id', 'p.id')
    .select([
      'p.id',
      'p.kind',
      'p.command',
      'o.id as office_id',
      'o.name as office',
      'o.path',
      'p.amount_vnd',
      'p.made_by',
      'p.made_by_name',
      'p.made_at',
    ])
    .where(within('o.path', path))
    .where('r.proposal_id', 'is', null)
    .orderBy('p.made_at')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as ProposalKind,
    what: row.command as Proposed,
    officeId: row.office_id,
    office: row.office,
    path: row.path,
    amountVnd: row.amount_vnd as Vnd,
    madeBy: row.made_by_name,
    madeById: row.made_by,
    madeAt: row.made_at,
  }));
}

/** What a proposal asks for. Refuses `not_found`. */
export async function showProposalKind(read: Read, id: Id): Promise<{ kind: ProposalKind }> {
  const row = await read.selectFrom('proposal').select('kind').where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('not_found', { proposal: id });
  return { kind: row.kind as ProposalKind };
}
