import type { Tx } from '#kernel/db/types.ts';
import { publish } from '#kernel/feed/feed.ts';
import { closeHandDays } from '#kernel/handover/close-hands.ts';
import { closeOfficeDay, type HandClosed } from '#kernel/handover/close.ts';
import { findFreezes, whyFrozen } from '#kernel/handover/freeze.ts';
import { type HandRow, showHands, showOfficeHands } from '#kernel/handover/hands.ts';
import type { Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import type { Count } from '#kernel/words/money.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { findPosted } from '#kernel/handover/post.ts';
import { readOfficeFigures } from './store/figures.ts';
import type { Person } from '../posting.ts';

export interface CloseHandCommand {
  readonly id: Id;
  readonly doer: Person;
  readonly handId: Id;
  readonly day: Day;
  readonly count: Count;
  readonly thingsCounted: number;
  readonly reason?: string;
}

/**
 * Closes the day of a drawer, bag or vault: counted by denomination, vouchers by scan. A difference goes to the
 * office's suspense with a case that its holder may dispute. The same close sent again gives its first answer; the same id
 * for another count is refused (`conflict`).
 */
export async function closeHand(tx: Tx, now: Date, command: CloseHandCommand): Promise<HandClosed> {
  const [answer] = await closeHands(tx, now, [command]);
  if (!answer || answer instanceof Refusal) throw answer ?? new Refusal('conflict', { id: command.id });
  return answer;
}

/** The hands of an office or of many, each answered; one that is refused never fails its neighbours. */
export async function closeHands(
  tx: Tx,
  now: Date,
  commands: readonly CloseHandCommand[],
): Promise<(HandClosed | Refusal)[]> {
  if (commands.length === 0) return [];
  const hands = await showHands(
    tx,
    commands.map((command) => command.handId),
  );
  const freezes = await findFreezes(tx, [...hands.keys()]);
  const offices = [...new Set([...hands.values()].map((hand) => hand.officeId))];
  const suspenses = await showOfficeHands(tx, offices, 'suspense');
  // A close made before the freeze and sent again has its answer.
  const earlier = await findPosted(
    tx,
    commands.map((command) => command.id),
  );
  const free = commands.filter(({ id, handId }) => earlier.has(id) || !whyFrozen(freezes, handId));
  const answers = await closeHandDays(
    tx,
    now,
    free.map((command) => {
      const { officeId } = hands.get(command.handId) as HandRow;
      return { ...command, officeId, suspenseHand: (suspenses.get(officeId) as HandRow).id };
    }),
  );
  await publish(tx, 'custody', { offices });
  return commands.map((command) => {
    const answer = answers[free.indexOf(command)];
    return answer ?? (whyFrozen(freezes, command.handId) as Refusal);
  });
}

/** Closes an office's day over its hands and the offices below it, with the day's figures written down. */
export async function closeOffice(
  tx: Tx,
  now: Date,
  command: { doer: Person; officeId: Id; day: Day },
): Promise<void> {
  const { doer, officeId, day } = command;
  const figures = await readOfficeFigures(tx, officeId, day);
  await closeOfficeDay(tx, now, { officeId, day, by: doer.id, figures });
  await publish(tx, 'custody', { offices: [officeId] });
}
