import { sql } from 'kysely';
import { PAGE, type PageAsked, pageOfPlaced, type Placed, readCursor } from '#kernel/contract/pages.ts';
import type { Read, Tx } from '#kernel/db/types.ts';
import { canonical } from '#kernel/handover/envelope.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { within } from '#kernel/access/office-tree.ts';
import type { Person } from '../posting.ts';
import type { Proposed } from './actions/propose.ts';
import type { ProposalKind } from './rules.ts';

interface Waiting {
  readonly id: Id;
  readonly kind: ProposalKind;
  readonly what: Proposed;
  readonly officeId: Id;
  readonly office: string;
  readonly path: string;
  readonly amountVnd: bigint;
  readonly madeBy: string;
  readonly madeById: Id;
  readonly madeAt: Date;
}

/** Proposals that wait for a second person at an office or below it, oldest first: the rows are read for the page alone. */
export async function pageOfProposals(read: Read, path: string, asked: PageAsked) {
  const limit = asked.limit ?? PAGE;
  const after = readCursor(asked.after, 'instant', 'id');
  const { rows } = await sql<Placed<Waiting>>`
    with page as (
      select p.made_at, p.id from office o join proposal p on p.office_id = o.id
      where ${within('o.path', path)} and not exists (select from proposal_ruling r where r.proposal_id = p.id)
        and ${after === null ? sql`true` : sql`(p.made_at, p.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`}
      order by p.made_at, p.id limit ${limit + 1})
    select p.id, p.kind, p.command as what, o.id as "officeId", o.name as office, o.path, p.amount_vnd as "amountVnd",
      p.made_by_name as "madeBy", p.made_by as "madeById", p.made_at as "madeAt", array[p.made_at::text, p.id::text] as place
    from page join proposal p on p.id = page.id join office o on o.id = p.office_id
    order by p.made_at, p.id`.execute(read);
  return pageOfPlaced(rows, limit);
}

/** What a proposal asks for. Refuses `not_found`. */
export async function showProposalKind(read: Read, id: Id): Promise<{ kind: ProposalKind }> {
  const row = await read.selectFrom('proposal').select('kind').where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('not_found', { proposal: id });
  return { kind: row.kind as ProposalKind };
}

export interface Proposal {
  readonly id: Id;
  readonly officeId: Id;
  readonly what: Proposed;
  readonly amountVnd: bigint;
  readonly maker: Person;
}

export async function findProposal(read: Read, id: Id): Promise<Proposal | null> {
  const row = await read.selectFrom('proposal').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    officeId: row.office_id,
    what: row.command as Proposed,
    amountVnd: row.amount_vnd,
    maker: { kind: 'person', id: row.made_by, name: row.made_by_name },
  };
}

export async function insertProposal(tx: Tx, now: Date, proposal: Proposal): Promise<void> {
  const { id, officeId, what, amountVnd, maker } = proposal;
  await tx
    .insertInto('proposal')
    .values({
      id,
      kind: what.kind,
      office_id: officeId,
      command: canonical(what),
      amount_vnd: amountVnd,
      made_by: maker.id,
      made_by_name: maker.name,
      made_at: now,
    })
    .execute();
}

export interface ProposalRuled {
  readonly by: Id;
  readonly granted: boolean;
  readonly at: Date;
  /** What a grant has done, as it was answered: amounts are kept as digits. */
  readonly outcome: unknown;
}

/** How a proposal was ruled on; null while it waits. */
export async function findProposalRuling(read: Read, proposalId: Id): Promise<ProposalRuled | null> {
  const row = await read
    .selectFrom('proposal_ruling')
    .select(['ruled_by as by', 'granted', 'ruled_at as at', 'outcome'])
    .where('proposal_id', '=', proposalId)
    .executeTakeFirst();
  return row ?? null;
}

export async function insertProposalRuling(
  tx: Tx,
  now: Date,
  { id, maker }: Proposal,
  ruling: Omit<ProposalRuled, 'at'> & { readonly note: string | null },
): Promise<void> {
  const { by, granted, note, outcome } = ruling;
  await tx
    .insertInto('proposal_ruling')
    .values({
      proposal_id: id,
      made_by: maker.id,
      ruled_by: by,
      granted,
      note,
      ruled_at: now,
      outcome: canonical(outcome),
    })
    .execute();
}
