import { takeTurn } from '#kernel/db/turn.ts';
import type { Tx } from '#kernel/db/types.ts';
import { tellRuling } from '#kernel/devices/rulings.ts';
import { publish } from '#kernel/feed/feed.ts';
import { showOfficeHand } from '#kernel/handover/hands.ts';
import { post } from '#kernel/handover/post.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { showRootOffice } from '#places/offices/offices.ts';
import { concernedIn, fitsCase, leavesSuspense, type Ruling } from '../rules.ts';
import { mustBeTwo } from '../../cash/actions/two-people.ts';
import { mustPost, type Person } from '../../posting.ts';
import { openClaim, recognise } from '../../at-door/actions/recognise.ts';
import { letGo } from '../store/aside.ts';
import type { CaseRow } from '../store/cases.ts';
import { insertEntry } from '../store/entries.ts';
import { showOpenCase } from './entries.ts';

export interface RuleCaseCommand {
  /** The handover's id: the proposal's, when it was asked for by one and granted by another. */
  readonly id: Id;
  readonly caseId: Id;
  readonly doer: Person;
  /** The second person; needed above the limit of two people. */
  readonly witnessId: Id | null;
  readonly ruling: Ruling;
  readonly note: string;
}

/**
 * Rules on a difference: a shortage is found (cash comes into the vault), charged to the person, or written off; a
 * surplus is kept as income or returned to whom it belongs; what a phone paid against the books is recognised as the
 * payment, or claimed back as a second one. Above the limit of two people it needs a second one. Refuses `own_case`,
 * `ruling_unfit`, `case_ruled`, `two_people_needed`, and for a recognition as `recognise` does.
 */
export async function ruleCase(tx: Tx, now: Date, command: RuleCaseCommand): Promise<void> {
  const { id, caseId, doer, witnessId, ruling, note } = command;
  const people = [doer.id, ...(witnessId === null ? [] : [witnessId])];
  await takeTurn(tx, `ruling of ${caseId}`);
  const open = await showRulable(tx, caseId, ruling, people);
  const amountVnd = open.amountVnd;
  await mustBeTwo(tx, now, amountVnd, doer.id, witnessId);
  // Written first: what it does names it, and the database lets go of nothing without it.
  const entry = { id: newId(), caseId, note, by: doer.id, ruling, handoverId: id };
  await insertEntry(tx, now, { ...entry, kind: 'ruled' });
  if (ruling === 'recognised') await recognise(tx, now, { id, doer, witnessId, note, found: open });
  else await settleCase(tx, now, command, open);
  if (ruling === 'claimed') await openClaim(tx, now, open, id, amountVnd);
  if (open.kind === 'conflict') {
    await tellRuling(tx, now, { about: { caseId }, ruling, note, by: doer.id });
    await publish(tx, 'devices', { offices: [open.officeId] });
  }
  await publish(tx, 'custody', { offices: [open.officeId] });
}

/**
 * Moves what stands aside to where the ruling says; a claim leaves the cash where it is, under its new name. Vouchers go back to
 * the desk of the office where they wait, those that another open difference names too only with the ruling on that one.
 */
async function settleCase(
  tx: Tx,
  now: Date,
  { id, caseId, doer, witnessId, ruling, note }: RuleCaseCommand,
  open: CaseRow,
): Promise<void> {
  const amountVnd = ruling === 'claimed' ? 0n : open.amountVnd;
  const suspense = (await showOfficeHand(tx, open.officeId, 'suspense')).id;
  const counter = await counterHand(tx, open.officeId, ruling);
  const free = await letGo(tx, caseId, { paid: false });
  const [from, to] = leavesSuspense(open.kind) ? [suspense, counter] : [counter, suspense];
  const [answer] = await post(tx, now, [
    {
      id,
      kind: 'case-ruling',
      doer,
      officeId: open.officeId,
      occurredAt: now,
      input: { caseId, ruling },
      reason: note,
      money: amountVnd === 0n ? [] : [{ from, to, amountVnd }],
      things: free.map(({ thing, suspense: from, desk: to }) => ({ thing, from, to })),
      ...(witnessId && { witnesses: [witnessId] }),
    },
  ]);
  mustPost(answer);
}

/**
 * An open difference that these people may rule on so. Neither whose hand it was nor who counted it rules on it, as the
 * first person or the second. Refuses `own_case`, `ruling_unfit`, `case_ruled`, `not_found`.
 */
export async function showRulable(
  tx: Tx,
  caseId: Id,
  ruling: Ruling,
  people: readonly Id[],
): Promise<CaseRow> {
  const open = await showOpenCase(tx, caseId);
  mustBeOthers(open, people);
  if (!fitsCase(open.kind, ruling)) throw new Refusal('ruling_unfit', { kind: open.kind, ruling });
  return open;
}

/** Refuses `own_case` when one of these people held the hand or made the count. */
export function mustBeOthers(found: CaseRow, people: readonly Id[]): void {
  if (concernedIn(found).some((id) => people.includes(id))) throw new Refusal('own_case', { case: found.id });
}

/** Where the amount of a difference goes to, or comes from, by its ruling. */
async function counterHand(tx: Tx, officeId: Id, ruling: Ruling): Promise<Id> {
  if (ruling === 'found' || ruling === 'returned' || ruling === 'claimed')
    return (await showOfficeHand(tx, officeId, 'vault')).id;
  if (ruling === 'charged') return (await showOfficeHand(tx, officeId, 'party')).id;
  return (await showOfficeHand(tx, (await showRootOffice(tx)).id, 'income')).id;
}
