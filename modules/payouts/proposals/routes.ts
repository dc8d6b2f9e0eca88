import { type Actor, mayActAt } from '#kernel/access/actor.ts';
import { bind, type Bound } from '#kernel/http/bind.ts';
import { dayAt } from '#kernel/words/day.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { ruleProposal } from './actions/grant.ts';
import { openPerson } from '../people/actions/person.ts';
import { propose, type Proposed } from './actions/propose.ts';
import { proposalsContract } from './contract.ts';
import { ASKERS, RULERS } from './rules.ts';
import { assertCaseOf } from '../cases/store/cases.ts';
import { showPaymentAt } from '../cash/store/custody.ts';
import { pageOfProposals, showProposalKind } from './store.ts';
import { type OfficeAt, personOf, type RouteParts } from '../request.ts';
import { showHandOf } from '../cash/actions/hands.ts';

const DONE = { done: true };
const OF_THE_PROVINCE = new Set(['unpaid-return', 'list-withdrawal', 'list-restoration']);

export function proposalRoutes({
  db,
  clock,
  filesFolder,
}: RouteParts & { readonly filesFolder: string }): Bound {
  return bind(proposalsContract, {
    'GET /payouts/proposals': async ({ query, office, actor }) => {
      const { items, next } = await pageOfProposals(db.read, officeOf(office).path, query);
      const seen = items.map(({ madeById, path, ...row }) => ({
        ...row,
        mine: madeById === actor.staffId,
        mayRule: madeById !== actor.staffId && mayActAt(actor, RULERS[row.kind], path),
      }));
      return { items: seen, next };
    },
    'POST /payouts/proposals': async ({ body, office, actor }) => {
      const { id, officeId } = body;
      const what = body.what as Proposed;
      await mayPropose(what, officeOf(office), actor);
      await db.write((tx) => propose(tx, clock.now(), { id, officeId, doer: personOf(actor), what }));
      return DONE;
    },
    'POST /payouts/proposals/:proposalId/ruling': async ({ params, body, office, actor }) => {
      const { proposalId } = params;
      const { kind } = await showProposalKind(db.read, proposalId);
      if (!mayActAt(actor, RULERS[kind], officeOf(office).path))
        throw new Refusal('not_allowed', { proposal: proposalId });
      const command = { ...body, proposalId, doer: personOf(actor), filesFolder };
      return { ...DONE, ...(await db.write((tx) => ruleProposal(tx, clock.now(), command))) };
    },
  });

  /** Refuses what this person may not ask for: by role, by the hand, case, payment or person it is about. */
  async function mayPropose(what: Proposed, office: OfficeAt, actor: Actor): Promise<void> {
    const byRole = mayActAt(actor, ASKERS[what.kind], office.path);
    if (what.kind === 'pay-reverse') {
      const payment = await showPaymentAt(db.read, what.paymentHandoverId, office.id);
      if (!byRole && payment.payerId !== actor.staffId) throw new Refusal('not_payer', { by: payment.payer });
      return;
    }
    if (!byRole) throw new Refusal('not_allowed', { kind: what.kind });
    if (what.kind === 'offer') await showHandOf(db.read, what.fromHand, office, actor);
    if (what.kind === 'case-ruling' || what.kind === 'ruling-reversal')
      await assertCaseOf(db.read, what.caseId, office.id);
    // What the post owes the funder is the province's to answer for.
    if (OF_THE_PROVINCE.has(what.kind) && office.path.includes('/'))
      throw new Refusal('not_allowed', { kind: what.kind });
    if (what.kind === 'death-correction') {
      const at = { officeId: office.id, path: office.path, today: dayAt(clock.now()) };
      await openPerson(db.read, what.citizenId, at);
    }
  }
}

function officeOf(office: OfficeAt | null): OfficeAt {
  if (!office) throw new Error('an office scope names its office');
  return office;
}
