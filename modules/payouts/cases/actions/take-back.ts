import { takeTurn } from '#kernel/db/turn.ts';
import type { Tx } from '#kernel/db/types.ts';
import { tellRuling } from '#kernel/devices/rulings.ts';
import { publish } from '#kernel/feed/feed.ts';
import { asNamed, showHand } from '#kernel/handover/hands.ts';
import { post } from '#kernel/handover/post.ts';
import { lockThings } from '#kernel/handover/things.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { mustBeTwo } from '../../cash/actions/two-people.ts';
import { mustPost, type Person } from '../../posting.ts';
import { holdAside } from '../store/aside.ts';
import { showCase } from '../store/cases.ts';
import { findRuling } from '../store/entries.ts';
import { findOffDesk, isReversible, listMoney, reopenCase } from '../store/take-back.ts';
import { mustBeOthers } from './rule.ts';
import { setAside } from './set-aside.ts';

export interface TakeRulingBackCommand {
  /** The handover's id: the proposal's, when it was asked for by one and granted by another. */
  readonly id: Id;
  readonly caseId: Id;
  readonly doer: Person;
  /** The second person; needed above the limit of two people, as for the ruling. */
  readonly witnessId: Id | null;
  readonly reason: string;
}

/**
 * Takes back a ruling of found, charged, written off, kept or returned: what it moved goes back to where it came from, and the
 * difference is open again with all that was said. What it had freed stands aside again, wherever it lies. Refuses `case_open`,
 * `own_case`, `ruling_elsewhere` for what is taken back as a payment or by ruling on the claim that it opened, `two_people_needed`, and
 * `ruling_gone_on` when the money or a thing that was found has been handed on, with who holds it.
 */
export async function takeRulingBack(tx: Tx, now: Date, command: TakeRulingBackCommand): Promise<void> {
  const { id, caseId, doer, witnessId, reason } = command;
  const people = [doer.id, ...(witnessId === null ? [] : [witnessId])];
  await takeTurn(tx, `ruling of ${caseId}`);
  const { found, rulingId } = await showReversible(tx, caseId, people);
  await mustBeTwo(tx, now, found.amountVnd, doer.id, witnessId);
  const { things } = found;
  await lockThings(tx, things);
  if (found.kind === 'missing_thing') await mustBeOnDesks(tx, things);
  const moved = await listMoney(tx, rulingId);
  const [answer] = await post(tx, now, [
    {
      id,
      kind: 'ruling-reversal',
      doer,
      officeId: found.officeId,
      occurredAt: now,
      input: { caseId, reason },
      reason,
      reverses: rulingId,
      money: moved.map(({ from, to, amountVnd }) => ({ from: to, to: from, amountVnd })),
      ...(witnessId && { witnesses: [witnessId] }),
    },
  ]);
  if (answer?.answer === 'short') {
    const { hand, balanceVnd } = answer.facts as { readonly hand: Id; readonly balanceVnd: string };
    throw new Refusal('ruling_gone_on', { holder: asNamed(await showHand(tx, hand)), balanceVnd });
  }
  mustPost(answer);
  await reopenCase(tx, now, { caseId, handoverId: id, by: doer.id, note: reason });
  await holdAside(tx, things);
  await setAside(tx, now, things);
  if (found.kind === 'conflict') {
    await tellRuling(tx, now, { about: { caseId }, ruling: 'taken_back', note: reason, by: doer.id });
    await publish(tx, 'devices', { offices: [found.officeId] });
  }
  await publish(tx, 'custody', { offices: [found.officeId] });
}

/** A difference whose ruling these people may take back, and the ruling's handover. Refuses as `takeRulingBack` does. */
export async function showReversible(tx: Tx, caseId: Id, people: readonly Id[]) {
  const found = await showCase(tx, caseId);
  const rulingId = (await findRuling(tx, caseId))?.handoverId;
  if (!rulingId) throw new Refusal('case_open', { case: caseId });
  mustBeOthers(found, people);
  if (!(await isReversible(tx, caseId))) throw new Refusal('ruling_elsewhere', { case: caseId });
  return { found, rulingId };
}

async function mustBeOnDesks(tx: Tx, things: readonly Id[]): Promise<void> {
  const holder = await findOffDesk(tx, things);
  if (holder) throw new Refusal('ruling_gone_on', { holder });
}
