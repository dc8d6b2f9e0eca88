import type { Tx } from '#kernel/db/types.ts';
import { publish } from '#kernel/feed/feed.ts';
import { closeHandDays } from '#kernel/handover/close-hands.ts';
import { closeOfficeDay, type HandClosed } from '#kernel/handover/close.ts';
import {
  type HandRow,
  showHand,
  showHands,
  showOfficeHand,
  showOfficeHands,
} from '#kernel/handover/hands.ts';
import { post } from '#kernel/handover/post.ts';
import type { Day } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import type { Count } from '#kernel/words/money.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { showRootOffice } from '#places/offices/offices.ts';
import { readOfficeFigures } from '../store/close.ts';
import { mustPost, type Person } from './money.ts';

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
  const offices = [...new Set([...hands.values()].map((hand) => hand.officeId))];
  const suspenses = await showOfficeHands(tx, offices, 'suspense');
  const answers = await closeHandDays(
    tx,
    now,
    commands.map((command) => {
      const { officeId } = hands.get(command.handId) as HandRow;
      return { ...command, officeId, suspenseHand: (suspenses.get(officeId) as HandRow).id };
    }),
  );
  await publish(tx, 'custody', { offices });
  return answers;
}

/** Closes an office's day over its hands and the offices below it, with the day's figures written down. */
export async function closeOffice(
  tx: Tx,
  now: Date,
  command: { doer: Person; officeId: Id; day: Day },
): Promise<void> {
  const { doer, officeId, day } = command;
  const figures = await readOfficeFigures(tx, officeId, day);
  await closeOfficeDay(tx, now, { officeId, day, by: doer.id as Id, figures });
  await publish(tx, 'custody', { offices: [officeId] });
}

export type Ruling = 'found' | 'charged' | 'written_off' | 'kept' | 'returned';

/** What a holder or anyone concerned says about a difference; it stays in suspense meanwhile. */
export async function writeCaseEntry(
  tx: Tx,
  now: Date,
  command: { id: Id; caseId: Id; doer: Person; kind: 'disputed' | 'explained'; note: string },
): Promise<void> {
  await showOpenCase(tx, command.caseId);
  await tx
    .insertInto('custody_case_entry')
    .values({
      id: command.id,
      case_id: command.caseId,
      kind: command.kind,
      note: command.note,
      written_by: command.doer.id as Id,
      written_at: now,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/**
 * Rules on a difference: a shortage is found (cash comes into the vault), charged to the person, or written off; a
 * surplus is kept as income or returned to whom it belongs. Never by the person whose hand it was.
 */
export async function ruleCase(
  tx: Tx,
  now: Date,
  command: { caseId: Id; doer: Person; ruling: Ruling; note: string },
): Promise<void> {
  const { caseId, doer, ruling, note } = command;
  const open = await showOpenCase(tx, caseId);
  const hand = await showHand(tx, open.hand_id);
  const found = await tx
    .selectFrom('handover')
    .select('actor_id')
    .where('id', '=', open.handover_id)
    .executeTakeFirstOrThrow();
  // Neither whose hand it was nor who counted it rules on the difference.
  if (hand.staffId === doer.id || found.actor_id === doer.id) throw new Refusal('own_case', { case: caseId });
  const allowed: readonly Ruling[] = {
    shortage: ['found', 'charged', 'written_off'],
    surplus: ['kept', 'returned'],
    missing_thing: ['found'],
    conflict: ['charged', 'written_off', 'kept'],
  }[open.kind as 'shortage'] as readonly Ruling[];
  if (!allowed.includes(ruling)) throw new Refusal('ruling_unfit', { kind: open.kind, ruling });
  const suspense = (await showOfficeHand(tx, open.office_id, 'suspense')).id;
  const root = await showRootOffice(tx);
  const other = async () => {
    if (ruling === 'found' || ruling === 'returned')
      return (await showOfficeHand(tx, open.office_id, 'vault')).id;
    if (ruling === 'charged') return (await showOfficeHand(tx, open.office_id, 'party')).id;
    return (await showOfficeHand(tx, root.id, 'income')).id;
  };
  const things = (open.facts as { things?: Id[] }).things ?? [];
  const desk = (await showOfficeHand(tx, open.office_id, 'desk')).id;
  const id = newId();
  const outOfSuspense = open.kind === 'shortage' || (open.kind === 'conflict' && ruling !== 'kept');
  const amountVnd = open.amount_vnd;
  const counter = await other();
  const [answer] = await post(tx, now, [
    {
      id,
      kind: 'case-ruling',
      doer,
      officeId: open.office_id,
      occurredAt: now,
      input: { caseId, ruling },
      reason: note,
      money:
        amountVnd === 0n
          ? []
          : [
              outOfSuspense
                ? { from: suspense, to: counter, amountVnd }
                : { from: counter, to: suspense, amountVnd },
            ],
      things: things.map((thing) => ({ thing, from: suspense, to: desk })),
    },
  ]);
  mustPost(answer);
  await tx
    .insertInto('custody_case_entry')
    .values({
      id: newId(),
      case_id: caseId,
      kind: 'ruled',
      note,
      written_by: doer.id as Id,
      written_at: now,
      handover_id: id,
    })
    .execute();
  await publish(tx, 'custody', { offices: [open.office_id] });
}

async function showOpenCase(tx: Tx, id: Id) {
  const row = await tx.selectFrom('custody_case').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('not_found', { case: id });
  const ruled = await tx
    .selectFrom('custody_case_entry')
    .select('written_at')
    .where('case_id', '=', id)
    .where('kind', '=', 'ruled')
    .executeTakeFirst();
  if (ruled) throw new Refusal('case_ruled', { at: ruled.written_at.toISOString() });
  return row;
}
