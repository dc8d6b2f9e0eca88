import { sql } from 'kysely';
import type { Id } from '../words/id.ts';
import { applyPending } from './apply.ts';
import type { Inbox } from './inbox.ts';
import { findDevice } from './store.ts';

/** What is kept and not answered after so long was left behind; a delivery under way is given its time. */
const LEFT_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * Applies what was kept and not applied because the server died in between, of all phones, received within `days` or
 * ever. Answers of how many phones something was left.
 */
export async function sweepPending(inbox: Inbox, days: number | null): Promise<number> {
  const now = inbox.clock.now().valueOf();
  const since = new Date(days === null ? 0 : now - days * DAY_MS);
  const { rows } = await sql<{ device: Id }>`
    -- named: pending of all devices
    select distinct o.device_id as device from device_operation o
    where o.received_at >= ${since} and o.received_at < ${new Date(now - LEFT_MS)}
      and not exists (select from device_answer a where a.operation_id = o.id)`.execute(inbox.db.kysely);
  for (const row of rows) {
    const device = await findDevice(inbox.db.kysely, row.device);
    if (device) await applyPending(inbox, device);
  }
  return rows.length;
}

export interface SweepParts extends Inbox {
  readonly log: { info(facts: object, message: string): void };
}

/** Each minute what was left since yesterday, each night what was ever left. */
export function deviceTasks({ log, ...inbox }: SweepParts): Record<string, () => Promise<void>> {
  const sweep = async (days: number | null) => {
    const devices = await sweepPending(inbox, days);
    if (devices > 0) log.info({ devices }, 'operations that were kept and not applied are applied');
  };
  return { 'devices-sweep': () => sweep(1), 'devices-sweep-all': () => sweep(null) };
}

export const DEVICE_CRONTAB = ['* * * * * devices-sweep', '20 19 * * * devices-sweep-all'].join('\n');
