import type { Database } from '../db/connect.ts';
import type { Tx } from '../db/types.ts';
import { publish } from '../feed/feed.ts';
import { dayAt } from '../words/day.ts';
import type { Id } from '../words/id.ts';
import type { Acts } from './acts.ts';
import { applyPending } from './apply.ts';
import { type Sending, SKEW_ALARM_MS, whenHappened } from './happened.ts';
import { NO_HASH, type Operation, readOperation, type SignedOperation } from './operation.ts';
import { isSigned, readPublicKey, sha256 } from './seal.ts';
import {
  type Device,
  findAnswers,
  findKept,
  hearDevice,
  holdDevice,
  keepOperations,
  type Kept,
  type NewAlarm,
  raiseAlarms,
  type StoredAnswer,
} from './store.ts';

export interface Inbox {
  readonly db: Database;
  readonly clock: { now(): Date };
  readonly acts: Acts;
}

/** What an operation is answered; `first` is how it was answered the first time, or is now. */
export interface Answer {
  readonly id: Id | null;
  readonly seq: number | null;
  readonly hash: string;
  readonly outcome: 'posted' | 'refused' | 'quarantined' | 'already';
  readonly first: 'posted' | 'refused' | 'quarantined';
  readonly code: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly receipt: Readonly<Record<string, unknown>> | null;
  readonly exceptionId: Id | null;
}

export interface Delivery {
  readonly operations: readonly SignedOperation[];
  readonly sending: Sending;
  /** The end of the phone's chain, as far as it has said. */
  readonly lastSeq: number;
  /** Who brought it, when it came in a file. */
  readonly carriedBy: Id | null;
}

/** One operation of a delivery, as far as it can be read and believed. */
interface Read {
  readonly text: string;
  readonly signature: string;
  readonly hash: string;
  readonly operation: Operation | null;
  readonly fault: 'unreadable' | 'forged' | null;
}

/**
 * Takes what a device has signed: keeps it, durably, and then applies what is kept. Each operation is answered by itself, in
 * the order of the delivery. `wholeSeq`: every number up to it is here.
 */
export async function takeDelivery(
  { db, clock, acts }: Inbox,
  device: Device,
  delivery: Delivery,
): Promise<{ answers: Answer[]; wholeSeq: number }> {
  const read = await readAll(device, delivery.operations);
  const kept = await db.write((tx) => keep(tx, device, delivery, read));
  if (kept.fresh) await applyPending({ db, clock, acts }, device);
  const ids = read.flatMap(({ operation }) => operation?.id ?? []);
  let stored = await findAnswers(db.kysely, ids);
  const unanswered = read.some(
    (each) => each.operation && !kept.refused.has(each) && !stored.has(each.operation.id),
  );
  // Kept by a delivery that broke off before it was applied.
  if (unanswered) {
    await applyPending({ db, clock, acts }, device);
    stored = await findAnswers(db.kysely, ids);
  }
  const told = new Set<Id>();
  const answers = read.map((each) => {
    const answer = answerOf(
      each,
      kept.refused.has(each),
      stored,
      kept.known.has(each.operation?.id ?? '') || told.has(each.operation?.id ?? ''),
    );
    if (each.operation) told.add(each.operation.id);
    return answer;
  });
  return { answers, wholeSeq: kept.wholeSeq };
}

async function readAll(device: Device, operations: readonly SignedOperation[]): Promise<Read[]> {
  const key = await readPublicKey(device.publicKey);
  return Promise.all(
    operations.map(async ({ text, signature }): Promise<Read> => {
      const hash = await sha256(text);
      const operation = readOperation(text);
      if (operation?.device !== device.id)
        return { text, signature, hash, operation: null, fault: 'unreadable' };
      const signed = key !== null && (await isSigned(key, text, signature));
      return signed
        ? { text, signature, hash, operation, fault: null }
        : { text, signature, hash, operation: null, fault: 'forged' };
    }),
  );
}

interface KeptNow {
  readonly wholeSeq: number;
  /** Whether anything was new. */
  readonly fresh: boolean;
  /** Ids that were here before. */
  readonly known: ReadonlySet<Id>;
  /** Those whose id stands for other bytes. */
  readonly refused: ReadonlySet<Read>;
}

async function keep(tx: Tx, device: Device, delivery: Delivery, read: readonly Read[]): Promise<KeptNow> {
  const { receivedAt } = delivery.sending;
  await holdDevice(tx, device.id);
  const good = read.flatMap((each) =>
    each.operation ? [{ ...each, operation: each.operation, of: each }] : [],
  );
  const seqs = good.flatMap(({ operation }) => [operation.seq, operation.seq - 1]);
  const here = await findKept(
    tx,
    device.id,
    good.map(({ operation }) => operation.id),
    seqs,
  );
  const byId = new Map(here.map((each) => [each.id, each]));
  const chain = new Map<number, { id: Id; hash: string }[]>();
  const link = (seq: number, id: Id, hash: string) =>
    chain.set(seq, [...(chain.get(seq) ?? []), { id, hash }]);
  for (const each of here) if (each.device === device.id) link(each.seq, each.id, each.hash);
  const known = new Set(byId.keys());
  const refused = new Set<Read>();
  const alarms: NewAlarm[] = read.flatMap(({ fault, hash, text, signature }) =>
    fault ? [{ kind: fault, about: hash, facts: { text, signature } }] : [],
  );
  const fresh: Kept[] = [];
  for (const { operation, hash, text, signature, of } of good) {
    const before = byId.get(operation.id);
    if (before?.hash === hash) continue;
    if (before) {
      refused.add(of);
      alarms.push({
        kind: 'other_bytes',
        about: `${operation.id} ${hash}`,
        facts: { id: operation.id, text, signature },
      });
      continue;
    }
    const marks: string[] = [];
    const { seq, prev, id } = operation;
    if (chain.get(seq)?.length) marks.push('fork');
    const earlier = seq === 1 ? [{ hash: NO_HASH }] : chain.get(seq - 1);
    if (!earlier) marks.push('gap');
    else if (!earlier.some((each) => each.hash === prev)) marks.push('broken_chain');
    const happened = whenHappened(operation, delivery.sending);
    for (const kind of marks) alarms.push(alarmOf(kind, operation));
    if (Math.abs(happened.skewMs) > SKEW_ALARM_MS)
      alarms.push({
        kind: 'clock_wrong',
        about: dayAt(new Date(receivedAt)),
        facts: {
          skewMs: happened.skewMs,
          occurredAt: operation.occurredAt,
          judged: happened.at.toISOString(),
          by: happened.by,
          id,
        },
      });
    fresh.push({ operation, hash, text, signature, happened, marks });
    byId.set(id, { id, device: device.id, seq, hash });
    link(seq, id, hash);
  }
  await keepOperations(tx, { deviceId: device.id, receivedAt, carriedBy: delivery.carriedBy }, fresh);
  await raiseAlarms(tx, receivedAt, device.id, alarms);
  if (fresh.length + alarms.length > 0) await publish(tx, 'devices', { offices: [device.officeId] });
  const wholeSeq = await hearDevice(tx, receivedAt, device.id, delivery.lastSeq);
  return { wholeSeq, fresh: fresh.length > 0, known, refused };
}

/** A gap is one alarm, named by the number before which something is missing. */
function alarmOf(kind: string, { id, seq, prev }: Operation): NewAlarm {
  return {
    kind,
    about: kind === 'gap' ? `${seq - 1}` : `${seq} ${id}`,
    facts: { id, seq, prev, missing: seq - 1 },
  };
}

function answerOf(
  { operation, hash, fault }: Read,
  refused: boolean,
  stored: ReadonlyMap<Id, StoredAnswer>,
  before: boolean,
): Answer {
  const none = { facts: {}, receipt: null, exceptionId: null };
  if (!operation)
    return { ...none, id: null, seq: null, hash, outcome: 'quarantined', first: 'quarantined', code: fault };
  const { id, seq } = operation;
  if (refused)
    return {
      ...none,
      id,
      seq,
      hash,
      outcome: 'refused',
      first: 'refused',
      code: 'other_bytes',
      facts: { id },
    };
  const answer = stored.get(id);
  if (!answer) throw new Error(`operation ${id} is kept and was not answered`);
  const { outcome, code, facts, receipt, exceptionId } = answer;
  return {
    id,
    seq,
    hash,
    outcome: before ? 'already' : outcome,
    first: outcome,
    code,
    facts,
    receipt,
    exceptionId,
  };
}
