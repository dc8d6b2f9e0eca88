import { sql } from 'kysely';
import type { Tx } from '../db/types.ts';
import { dayAt, type Day } from '../words/day.ts';
import type { Id } from '../words/id.ts';
import { type Count, type Vnd, countedVnd } from '../words/money.ts';
import { Refusal } from '../words/refusal.ts';
import { type Doer, type Envelope, inputHash } from './envelope.ts';
import { openCases } from './offer.ts';
import { holdOfficeDay } from './office-day.ts';
import { post, type PostAnswer } from './post.ts';

export interface CloseCommand {
  readonly id: Id;
  readonly doer: Doer;
  readonly officeId: Id;
  readonly handId: Id;
  readonly suspenseHand: Id;
  readonly day: Day;
  readonly count: Count;
  /** How many things of its book the hand found by scan. */
  readonly thingsCounted: number;
  readonly reason?: string;
}

export interface HandClosed {
  readonly bookVnd: Vnd;
  readonly countedVnd: Vnd;
  readonly differenceVnd: Vnd;
  readonly thingsBook: number;
  readonly caseIds: readonly Id[];
}

interface Book {
  readonly hand: Id;
  readonly balance_vnd: bigint;
  readonly closed_day: Day | null;
  readonly things: bigint;
}

/**
 * Closes the day of physical hands, in one call for any number: each is answered as `closeHandDay` would, and one that
 * is refused never fails its neighbours. A hand that is named twice is closed by the first and looked at again for the second.
 */
export async function closeHandDays(
  tx: Tx,
  now: Date,
  commands: readonly CloseCommand[],
): Promise<(HandClosed | Refusal)[]> {
  const answers = new Map<CloseCommand, HandClosed | Refusal>();
  await holdOfficeDay(tx, [...new Set(commands.map((command) => command.officeId))], 'shared');
  for (let waiting = [...commands]; waiting.length > 0;) {
    const round = firstOfEach(waiting);
    await closeRound(tx, now, round, answers);
    waiting = waiting.filter((command) => !answers.has(command));
  }
  return commands.map((command) => answers.get(command) as HandClosed | Refusal);
}

function firstOfEach(commands: readonly CloseCommand[]): CloseCommand[] {
  const hands = new Set<Id>();
  const ids = new Set<Id>();
  return commands.filter(({ id, handId }) => {
    if (hands.has(handId) || ids.has(id)) return false;
    hands.add(handId);
    ids.add(id);
    return true;
  });
}

async function closeRound(
  tx: Tx,
  now: Date,
  commands: readonly CloseCommand[],
  answers: Map<CloseCommand, HandClosed | Refusal>,
): Promise<void> {
  const books = await lockBooks(
    tx,
    commands.map((command) => command.handId),
  );
  const earlier = await findCloses(
    tx,
    commands.map((command) => envelopeOf(command, now)),
  );
  const ready: { command: CloseCommand; book: Book; envelope: Envelope }[] = [];
  for (const command of commands) {
    const book = books.get(command.handId);
    const refusal = whyNotClose(command, book, now);
    const done = earlier.get(command.id) ?? refusal;
    if (done) answers.set(command, done);
    else if (book) ready.push({ command, book, envelope: closing(command, book, now) });
  }
  const posted = await post(
    tx,
    now,
    ready.map(({ envelope }) => envelope),
  );
  const closed = ready.filter(({ command }, i) => {
    const refusal = refusalOf(posted[i] as PostAnswer);
    if (refusal) answers.set(command, refusal);
    return refusal === null;
  });
  await writeCloses(tx, closed);
  const caseIds = await openDifferences(tx, now, closed);
  for (const { command, book } of closed) {
    const counted = countedVnd(command.count);
    answers.set(command, {
      bookVnd: book.balance_vnd,
      countedVnd: counted,
      differenceVnd: counted - book.balance_vnd,
      thingsBook: Number(book.things),
      caseIds: caseIds.get(command.id) ?? [],
    });
  }
}

function whyNotClose({ handId, day }: CloseCommand, book: Book | undefined, now: Date): Refusal | null {
  if (day > dayAt(now)) return new Refusal('day_ahead', { day });
  if (!book) return new Refusal('hand_not_found', { id: handId });
  const closed = book.closed_day;
  return closed !== null && closed >= day ? new Refusal('day_closed', { day: closed }) : null;
}

function envelopeOf(command: CloseCommand, now: Date): Envelope {
  const { handId, day, count, thingsCounted } = command;
  return {
    id: command.id,
    kind: 'day-close',
    doer: command.doer,
    officeId: command.officeId,
    occurredAt: now,
    input: { handId, day, count, thingsCounted },
  };
}

function closing(command: CloseCommand, book: Book, now: Date): Envelope {
  const { handId, suspenseHand, count, reason } = command;
  const difference = countedVnd(count) - book.balance_vnd;
  const move =
    difference < 0n
      ? { from: handId, to: suspenseHand, amountVnd: -difference }
      : { from: suspenseHand, to: handId, amountVnd: difference };
  return {
    ...envelopeOf(command, now),
    money: difference === 0n ? [] : [move],
    counts: [{ side: 'counted', count }],
    ...(reason && { reason }),
  };
}

function refusalOf(answer: PostAnswer): Refusal | null {
  if (answer.answer === 'posted') return null;
  if (answer.answer === 'held') return new Refusal('hand_frozen', answer.facts);
  return new Refusal('conflict', { answer: answer.answer });
}

/** What the books say the hands hold, locked in id order. */
async function lockBooks(tx: Tx, hands: readonly Id[]): Promise<Map<Id, Book>> {
  const { rows } = await sql<Book>`
    select b.hand_id as hand, b.balance_vnd, b.closed_day, (select count(*) from thing t where t.holder = b.hand_id) as things
    from hand_balance b where b.hand_id = any (${[...hands]}::uuid[]) order by b.hand_id for update of b`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.hand, row]));
}

async function writeCloses(
  tx: Tx,
  closed: readonly { readonly command: CloseCommand; readonly book: Book }[],
): Promise<void> {
  if (closed.length === 0) return;
  await tx
    .insertInto('hand_close')
    .values(
      closed.map(({ command, book }) => ({
        handover_id: command.id,
        hand_id: command.handId,
        business_day: command.day,
        book_vnd: book.balance_vnd,
        counted_vnd: countedVnd(command.count),
        things_book: Number(book.things),
        things_counted: command.thingsCounted,
      })),
    )
    .execute();
  await sql`update hand_balance b set closed_day = c.day
    from unnest(${closed.map(({ command }) => command.handId)}::uuid[], ${closed.map(({ command }) => command.day)}::date[]) as c(hand, day)
    where b.hand_id = c.hand`.execute(tx);
}

/** One case a difference, by the close that found it. */
async function openDifferences(
  tx: Tx,
  now: Date,
  closed: readonly { readonly command: CloseCommand; readonly book: Book }[],
): Promise<Map<Id, Id[]>> {
  const found = closed.flatMap(({ command, book }) => {
    const seen = { handoverId: command.id, handId: command.handId, officeId: command.officeId, things: [] };
    const difference = countedVnd(command.count) - book.balance_vnd;
    const missing = Number(book.things) - command.thingsCounted;
    return [
      ...(difference < 0n ? [{ ...seen, kind: 'shortage' as const, amountVnd: -difference }] : []),
      ...(difference > 0n ? [{ ...seen, kind: 'surplus' as const, amountVnd: difference }] : []),
      ...(missing !== 0 ? [{ ...seen, kind: 'missing_thing' as const, amountVnd: 0n }] : []),
    ];
  });
  const ids = await openCases(tx, now, found);
  const cases = new Map<Id, Id[]>();
  found.forEach(({ handoverId }, i) => {
    cases.set(handoverId, [...(cases.get(handoverId) ?? []), ids[i] as Id]);
  });
  return cases;
}

/** The closes that these envelopes have made before, or `conflict` where an id belongs to another handover. */
async function findCloses(tx: Tx, envelopes: readonly Envelope[]): Promise<Map<Id, HandClosed | Refusal>> {
  const { rows } = await sql<{
    id: Id;
    input_hash: Buffer;
    book_vnd: bigint | null;
    counted_vnd: bigint;
    things_book: number;
    cases: Id[];
  }>`
    select h.id, h.input_hash, c.book_vnd, c.counted_vnd, c.things_book,
      array(select k.id::text from custody_case k where k.handover_id = h.id order by k.id) as cases
    from handover h left join hand_close c on c.handover_id = h.id
    where h.id = any (${envelopes.map((envelope) => envelope.id)}::uuid[])`.execute(tx);
  const hashes = new Map(envelopes.map((envelope) => [envelope.id, inputHash(envelope)]));
  return new Map(
    rows.map((row) => [
      row.id,
      row.book_vnd === null || !row.input_hash.equals(hashes.get(row.id) as Buffer)
        ? new Refusal('conflict', { id: row.id })
        : {
            bookVnd: row.book_vnd,
            countedVnd: row.counted_vnd,
            differenceVnd: row.counted_vnd - row.book_vnd,
            thingsBook: row.things_book,
            caseIds: row.cases,
          },
    ]),
  );
}
