import type { Tx } from '#kernel/db/types.ts';
import { canonical } from '#kernel/handover/envelope.ts';
import { showHand } from '#kernel/handover/hands.ts';
import type { Id } from '#kernel/words/id.ts';
import { type Count, countedVnd } from '#kernel/words/money.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { whyNotOffer } from '../rules/custody.ts';
import { assertPaymentAt } from '../store/custody.ts';
import { moveBankCash, type Person } from './money.ts';
import { offer } from './offers.ts';
import { reversePayment } from './reverse.ts';

/** What needs two people: cash above the limit, and taking back a payment. */
export type Proposed =
  | {
      readonly kind: 'bank-cash';
      readonly direction: 'draw' | 'deposit';
      readonly count: Count;
      readonly document: string;
    }
  | { readonly kind: 'offer'; readonly fromHand: Id; readonly towardHand: Id; readonly count: Count }
  | { readonly kind: 'pay-reverse'; readonly paymentHandoverId: Id; readonly reason: string };

/**
 * One person asks. Nothing moves until another grants it; the proposal's id becomes the handover's. Refuses `hand_unfit`,
 * `count_missing`, `not_found` for a payment of another office, and `conflict` when the id stands for another proposal.
 */
export async function propose(
  tx: Tx,
  now: Date,
  command: { id: Id; doer: Person; officeId: Id; what: Proposed },
): Promise<void> {
  const { id, doer, officeId, what } = command;
  const amountVnd = 'count' in what ? countedVnd(what.count) : 0n;
  if ('count' in what && amountVnd === 0n) throw new Refusal('count_missing', { writtenVnd: '0' });
  if (what.kind === 'offer') {
    const [from, toward] = [await showHand(tx, what.fromHand), await showHand(tx, what.towardHand)];
    const unfit = whyNotOffer(from, toward, { cash: true, things: false });
    if (unfit) throw unfit;
  }
  if (what.kind === 'pay-reverse') await assertPaymentAt(tx, what.paymentHandoverId, officeId);
  const written = await tx
    .insertInto('proposal')
    .values({
      id,
      kind: what.kind,
      office_id: officeId,
      command: canonical(what),
      amount_vnd: amountVnd,
      made_by: doer.id as Id,
      made_by_name: doer.name,
      made_at: now,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (written) return;
  const known = await tx.selectFrom('proposal').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const before = { what: known.command, officeId: known.office_id, by: known.made_by };
  if (canonical(before) !== canonical({ what, officeId, by: doer.id })) throw new Refusal('conflict', { id });
}

/**
 * The second person grants or denies. Granted, it is carried out at once, in the maker's name with the granter as
 * witness; what cannot be carried out is refused and stays open. Refuses `own_proposal`, `proposal_ruled`, `not_found`.
 */
export async function ruleProposal(
  tx: Tx,
  now: Date,
  command: { proposalId: Id; doer: Person; officeId: Id; granted: boolean; note: string | null },
): Promise<void> {
  const { proposalId, doer, granted, note } = command;
  const row = await tx.selectFrom('proposal').selectAll().where('id', '=', proposalId).executeTakeFirst();
  if (!row || row.office_id !== command.officeId) throw new Refusal('not_found', { proposal: proposalId });
  if (row.made_by === doer.id) throw new Refusal('own_proposal', { proposal: proposalId });
  const before = await tx
    .selectFrom('proposal_ruling')
    .selectAll()
    .where('proposal_id', '=', proposalId)
    .executeTakeFirst();
  if (before) {
    if (before.ruled_by === doer.id && before.granted === granted) return;
    throw new Refusal('proposal_ruled', { at: before.ruled_at.toISOString(), granted: before.granted });
  }
  await tx
    .insertInto('proposal_ruling')
    .values({
      proposal_id: proposalId,
      made_by: row.made_by,
      ruled_by: doer.id as Id,
      granted,
      note,
      ruled_at: now,
    })
    .execute();
  if (!granted) return;
  const maker: Person = { kind: 'person', id: row.made_by, name: row.made_by_name };
  const witnessId = doer.id as Id;
  const what = row.command as Proposed;
  if (what.kind === 'bank-cash') {
    await moveBankCash(tx, now, { id: row.id, doer: maker, officeId: row.office_id, witnessId, ...what });
  } else if (what.kind === 'offer') {
    const from = await showHand(tx, what.fromHand);
    await offer(tx, now, {
      id: row.id,
      doer: maker,
      from,
      towardHand: what.towardHand,
      count: what.count,
      witnessId,
    });
  } else {
    await reversePayment(tx, now, {
      id: row.id,
      doer: maker,
      paymentHandoverId: what.paymentHandoverId,
      reason: what.reason,
      witnessId,
    });
  }
}
