import { takeTurn } from '#kernel/db/turn.ts';
import type { Tx } from '#kernel/db/types.ts';
import { publish } from '#kernel/feed/feed.ts';
import { showHand } from '#kernel/handover/hands.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { ruleCase } from '../../cases/actions/rule.ts';
import { takeRulingBack } from '../../cases/actions/take-back.ts';
import { correctDeath, type DeathCorrected } from '../../people/actions/death-correction.ts';
import { moveBankCash } from '../../cash/actions/money.ts';
import type { Person } from '../../posting.ts';
import { offer } from '../../cash/actions/offers.ts';
import { findProposal, findProposalRuling, insertProposalRuling, type Proposal } from '../store.ts';
import { reissueBag } from '../../at-door/actions/reissue.ts';
import { reversePayment } from '../../pay/actions/reverse.ts';
import { restoreList } from '../../lists/actions/restore-list.ts';
import { returnUnpaid } from '../../pay/actions/unpaid.ts';
import { withdrawWhole } from '../../lists/actions/withdraw-whole.ts';

/** What a granted proposal has done, when its answer says more than that it is done. */
export interface Granted {
  readonly deathCorrected: DeathCorrected | null;
}

const NOTHING_MORE: Granted = { deathCorrected: null };

/**
 * The second person grants or denies. Granted, it is carried out at once, in the maker's name with the granter as
 * witness; what cannot be carried out is refused and stays open. The same ruling by the same person again is answered
 * as the first. Refuses `own_proposal`, `proposal_ruled`, `not_found`.
 */
export async function ruleProposal(
  tx: Tx,
  now: Date,
  command: {
    readonly proposalId: Id;
    readonly doer: Person;
    readonly officeId: Id;
    readonly granted: boolean;
    readonly note: string | null;
    /** Where a list that the grant makes is kept. */
    readonly filesFolder: string;
  },
): Promise<Granted> {
  const { proposalId, doer, granted, note, filesFolder } = command;
  const proposal = await findProposal(tx, proposalId);
  if (proposal?.officeId !== command.officeId) throw new Refusal('not_found', { proposal: proposalId });
  if (proposal.maker.id === doer.id) throw new Refusal('own_proposal', { proposal: proposalId });
  await takeTurn(tx, proposalId);
  const before = await findProposalRuling(tx, proposalId);
  if (before) {
    if (before.by === doer.id && before.granted === granted)
      return readOutcome(before.outcome) ?? NOTHING_MORE;
    throw new Refusal('proposal_ruled', { at: before.at.toISOString(), granted: before.granted });
  }
  const outcome = granted
    ? await carryOut(tx, now, proposal, { doer: proposal.maker, witnessId: doer.id }, filesFolder)
    : NOTHING_MORE;
  await insertProposalRuling(tx, now, proposal, { by: doer.id, granted, note, outcome });
  await publish(tx, 'custody', { offices: [proposal.officeId] });
  return outcome;
}

async function carryOut(
  tx: Tx,
  now: Date,
  { id, officeId, amountVnd, what }: Proposal,
  people: { readonly doer: Person; readonly witnessId: Id },
  filesFolder: string,
): Promise<Granted> {
  switch (what.kind) {
    case 'bank-cash':
      await moveBankCash(tx, now, { id, officeId, ...people, ...what });
      return NOTHING_MORE;
    case 'offer': {
      const { towardHand, count } = what;
      await offer(tx, now, { id, ...people, from: await showHand(tx, what.fromHand), towardHand, count });
      return NOTHING_MORE;
    }
    case 'pay-reverse':
      await reversePayment(tx, now, { id, ...people, ...what });
      return NOTHING_MORE;
    case 'case-ruling':
      await ruleCase(tx, now, { id, ...people, ...what });
      return NOTHING_MORE;
    case 'ruling-reversal':
      await takeRulingBack(tx, now, { id, ...people, ...what });
      return NOTHING_MORE;
    case 'unpaid-return':
      await returnUnpaid(tx, now, { ...people, ...what, atMostVnd: amountVnd });
      return NOTHING_MORE;
    case 'bag-reissue':
      await reissueBag(tx, now, { id, officeId, ...people, ...what });
      return NOTHING_MORE;
    case 'list-withdrawal':
      await withdrawWhole(tx, now, { id, ...people, ...what, totalVnd: amountVnd }, filesFolder);
      return NOTHING_MORE;
    case 'list-restoration':
      await restoreList(tx, now, { id, ...people, ...what, totalVnd: amountVnd });
      return NOTHING_MORE;
    case 'death-correction':
      return { deathCorrected: await correctDeath(tx, now, { id, ...people, ...what }) };
  }
}

/** The outcome as it was answered: its amounts are kept as digits. */
function readOutcome(kept: unknown): Granted | null {
  const corrected = (kept as { deathCorrected?: DeathCorrected | null } | null)?.deathCorrected;
  if (!corrected) return null;
  const amount = <T extends { readonly amountVnd: bigint | string }>(row: T) => ({
    ...row,
    amountVnd: BigInt(row.amountVnd),
  });
  return {
    deathCorrected: {
      ...corrected,
      reissue: corrected.reissue.map(amount),
      paidToHeirs: corrected.paidToHeirs.map(amount),
    },
  };
}
