import { sql } from 'kysely';
import { type Validator, Compile } from 'typebox/compile';
import type { Tx } from '../db/types.ts';
import { publish } from '../feed/feed.ts';
import { type Id, newId } from '../words/id.ts';
import { Refusal } from '../words/refusal.ts';
import type { Act, Acts, Effect, Taken } from './acts.ts';
import type { Inbox } from './inbox.ts';
import { type Operation, readOperation } from './operation.ts';
import { readRightsOf, type Rights } from './rights.ts';
import { type Device, findDevice, holdDevice, type NewAlarm, openText, raiseAlarms } from './store.ts';

/** Answered in one transaction: more than a batch, and less than a lock is held for. */
const MOST = 200;

interface Pending {
  readonly id: Id;
  readonly content: string;
  readonly hash: string;
  readonly happened_at: Date;
}

/** Applies what is kept of a device and not answered, in the order of its numbers. */
export async function applyPending({ db, clock, acts }: Inbox, device: Device): Promise<void> {
  for (let more = true; more;)
    more = await db.write(async (tx) => {
      await holdDevice(tx, device.id);
      const { rows } = await sql<Pending>`
        -- named: pending operations
        select o.id, o.content, encode(o.hash, 'hex') as hash, o.happened_at from device_operation o
        where o.device_id = ${device.id} and not exists (select from device_answer a where a.operation_id = o.id)
        order by o.seq, o.received_at, o.id limit ${MOST}`.execute(tx);
      // Looked at again behind the lock: the phone may have been ended since it was admitted.
      if (rows.length > 0)
        await applyTo(tx, clock.now(), acts, (await findDevice(tx, device.id)) ?? device, rows);
      return rows.length === MOST;
    });
}

interface Judged {
  readonly taken: Taken;
  readonly act: Act | null;
  /** Why it is kept aside before any module sees it. */
  readonly aside: { readonly code: string; readonly facts: Readonly<Record<string, unknown>> } | null;
}

async function applyTo(
  tx: Tx,
  now: Date,
  acts: Acts,
  device: Device,
  pending: readonly Pending[],
): Promise<void> {
  const rights = await readRightsOf(tx, device.staffId);
  const alarms: NewAlarm[] = [];
  const judged = pending.map((row) => judge(row, device, acts, rights, now, alarms));
  const effects: Effect[] = [];
  for (let at = 0; at < judged.length;) {
    const first = judged[at] as Judged;
    if (first.aside || !first.act) {
      effects.push({ outcome: 'quarantined', ...(first.aside ?? { code: 'unknown_kind', facts: {} }) });
      at++;
      continue;
    }
    const until = judged.findIndex((each, i) => i > at && (each.aside !== null || each.act !== first.act));
    const run = judged.slice(at, until < 0 ? undefined : until).map(({ taken }) => taken);
    effects.push(...(await applyRun(tx, now, first.act, run, alarms)));
    at += run.length;
  }
  await raiseAlarms(tx, now, device.id, alarms);
  await writeAnswers(
    tx,
    now,
    device,
    judged.map(({ taken, act }, i) => ({ taken, act, effect: effects[i] as Effect })),
  );
}

function judge(
  row: Pending,
  device: Device,
  acts: Acts,
  rights: Rights,
  now: Date,
  alarms: NewAlarm[],
): Judged {
  const taken = takenOf(row, device, false);
  const { operation, happenedAt } = taken;
  const act = acts[operation.kind] ?? null;
  const about = { happenedAt: happenedAt.toISOString() };
  const aside = (code: string, facts: object = {}): Judged => ({
    taken,
    act,
    aside: { code, facts: { ...about, ...facts } },
  });
  if (!act) return aside('unknown_kind', { kind: operation.kind });
  if (!fitsBody(act, operation)) return aside('wrong_body', { kind: operation.kind });
  if (device.ended) {
    const { how, at } = device.ended;
    const facts = { how, endedAt: at.toISOString(), before: happenedAt < at };
    alarms.push({
      kind: 'device_gone',
      about: at.toISOString(),
      facts: { ...about, ...facts, id: operation.id },
    });
    return aside('device_gone', facts);
  }
  const had = rights.mayAt(act.may, device.officePath, happenedAt);
  if (!had || !rights.mayAt(act.may, device.officePath, now))
    alarms.push({
      kind: 'rights_ended',
      about: operation.id,
      facts: { ...about, had, person: device.person },
    });
  return had ? { taken, act, aside: null } : aside('no_right_then', { person: device.person });
}

/** An operation that is kept, as its act receives it. */
export function takenOf(row: Pending, device: Device, ruled: boolean): Taken {
  const operation = readOperation(openText(row.id, row.content));
  if (!operation) throw new Error(`operation ${row.id} is kept and cannot be read`);
  return {
    operation,
    body: operation.body,
    hash: row.hash,
    happenedAt: row.happened_at,
    deviceId: device.id,
    doer: { kind: 'person', id: device.staffId, name: device.person },
    officeId: device.officeId,
    ruled,
  };
}

const forms = new WeakMap<Act, Validator>();

export function fitsBody(act: Act, operation: Operation): boolean {
  const form = forms.get(act) ?? Compile(act.body);
  forms.set(act, form);
  return form.Check(operation.body);
}

/** A race, a lock waited for too long, a broken connection: no fault of the operation, so everything is run or sent again. */
function isOurs(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // Its hand was frozen between the look and the posting: looked at again, it is kept aside for that.
  const constraint = error instanceof Error && 'constraint' in error ? error.constraint : null;
  return /^(08|40|53|55|57)/.test(code) || constraint === 'hand_balance_held' || constraint === 'thing_held';
}

/** Applies a run of one kind; when it fails, each by itself, so that one bad operation never blocks the rest. */
async function applyRun(
  tx: Tx,
  now: Date,
  act: Act,
  run: readonly Taken[],
  alarms: NewAlarm[],
): Promise<readonly Effect[]> {
  await sql`savepoint one_run`.execute(tx);
  try {
    const effects = await act.apply(tx, now, run);
    if (effects.length !== run.length)
      throw new Error(`${effects.length} effects of ${run.length} operations`);
    await sql`release savepoint one_run`.execute(tx);
    return effects;
  } catch (error) {
    if (isOurs(error)) throw error;
    await sql`rollback to savepoint one_run`.execute(tx);
    await sql`release savepoint one_run`.execute(tx);
    if (run.length > 1) {
      const effects: Effect[] = [];
      for (const one of run) effects.push(...(await applyRun(tx, now, act, [one], alarms)));
      return effects;
    }
    if (error instanceof Refusal) return [{ outcome: 'refused', code: error.code, facts: error.facts }];
    const facts = { message: error instanceof Error ? error.message : String(error) };
    alarms.push({ kind: 'failed', about: (run[0] as Taken).operation.id, facts });
    return [{ outcome: 'quarantined', code: 'failed', facts: {} }];
  }
}

interface Answered {
  readonly taken: Taken;
  readonly act: Act | null;
  readonly effect: Effect;
}

async function writeAnswers(tx: Tx, now: Date, device: Device, answered: readonly Answered[]): Promise<void> {
  const rows = answered.map(({ taken, effect }) => {
    const said = saidOf(effect);
    return {
      operation_id: taken.operation.id,
      outcome: effect.outcome,
      code: said.code,
      facts: jsonText(said.facts),
      receipt: effect.outcome === 'posted' && effect.receipt ? jsonText(effect.receipt) : null,
      answered_at: now,
    };
  });
  await tx.insertInto('device_answer').values(rows).execute();
  const exceptions = answered.flatMap(({ taken, act, effect }) => {
    const conflict = effect.outcome === 'posted' ? effect.conflict : undefined;
    if (effect.outcome === 'refused' || (effect.outcome === 'posted' && !conflict)) return [];
    const said = saidOf(effect);
    return [
      {
        id: newId(),
        operation_id: taken.operation.id,
        office_id: device.officeId,
        state: conflict ? 'conflict' : 'quarantined',
        code: said.code as string,
        facts: jsonText(said.facts),
        case_id: conflict?.caseId ?? null,
        needs: conflict || act?.touchesMoney === false ? 1 : 2,
        opened_at: now,
      },
    ];
  });
  if (exceptions.length === 0) return;
  await tx.insertInto('device_exception').values(exceptions).execute();
  await publish(tx, 'devices', { offices: [device.officeId] });
}

/** Why, and with which facts; a posted operation has a code only when it contradicts something. */
export function saidOf(effect: Effect): { code: string | null; facts: Readonly<Record<string, unknown>> } {
  if (effect.outcome !== 'posted') return effect;
  return effect.conflict ?? { code: null, facts: {} };
}

export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) => (typeof part === 'bigint' ? part.toString() : part));
}
