import { Client } from 'pg';
import type { Database } from '#kernel/db/connect.ts';
import { findBreaches } from '#kernel/handover/breaches.ts';
import { until } from './processes.ts';
import type { Payment } from './tellers.ts';

/** What the ledger says in the end of everything that tellers were told. */
export interface Verdict {
  readonly acknowledged: number;
  readonly lost: number;
  readonly doubled: number;
  /** Payments whose first answer was "unknown"; each was asked again until it was known. */
  readonly unknown: number;
  readonly unresolved: number;
  readonly breaches: number;
  /** Nodes that hold the same payments as the leader in the end. */
  readonly nodesAlike: number;
}

const DIGEST = `select count(*) || ' ' || md5(string_agg(handover_id::text, ' ' order by handover_id)) as digest
  from province.payment`;

export async function judge(
  db: Database,
  payments: readonly Payment[],
  nodeUrls: readonly string[],
): Promise<Verdict> {
  const { rows } = await db.pool.query<{ handover_id: string; voucher_id: string }>(
    'select handover_id, voucher_id from payment',
  );
  const times = Map.groupBy(rows, (row) => `${row.handover_id} ${row.voucher_id}`);
  const vouchers = Map.groupBy(rows, (row) => row.voucher_id);
  const timesOf = ({ id, voucherId }: Payment) => times.get(`${id} ${voucherId}`)?.length ?? 0;
  const acknowledged = payments.filter(({ acknowledgedAt }) => acknowledgedAt !== null);
  const digest = (await db.pool.query<{ digest: string }>(DIGEST)).rows[0]?.digest;
  const alike = await Promise.all(nodeUrls.map((url) => comesTo(url, digest)));
  return {
    acknowledged: acknowledged.length,
    lost: acknowledged.filter((payment) => timesOf(payment) === 0).length,
    doubled: [...vouchers.values()].filter((each) => each.length > 1).length,
    unknown: payments.filter(({ first }) => first === 'unknown').length,
    unresolved: payments.length - acknowledged.length,
    breaches: (await findBreaches(db.read)).length,
    nodesAlike: alike.filter(Boolean).length,
  };
}

export function isGood(verdict: Verdict, nodes: number): boolean {
  const { lost, doubled, unresolved, breaches, nodesAlike } = verdict;
  return lost + doubled + unresolved + breaches === 0 && nodesAlike === nodes;
}

/** Whether a node holds the leader's payments soon; a standby that is not synchronous may be a moment behind. */
async function comesTo(url: string, digest: string | undefined): Promise<boolean> {
  const asked = until('the same payments on a node', 30, async () => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<{ digest: string }>(DIGEST)).rows[0]?.digest === digest;
    } finally {
      await client.end();
    }
  });
  return asked.catch(() => false);
}
