import assert from 'node:assert/strict';
import { expect, type Page } from '@playwright/test';
import { sumHands } from '#kernel/handover/hands.ts';
import type { TestDatabase } from '#kernel/testing/database.ts';
import { formatVnd } from '#kernel/words/money.ts';
import { figure, SLOW } from './month-acts.ts';

type Sides = Record<'listed' | 'paid' | 'open' | 'funded' | 'cash', bigint>;

/** The figures of a month from the rows they come from, never from what the screens read. */
export function monthFigures(db: TestDatabase) {
  /** The first row of a query, which must have one. */
  async function ask<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row> {
    const { rows } = await db.owner.pool.query<Row>(sql, [...values]);
    assert.ok(rows[0]);
    return rows[0];
  }

  const vouchers = async (status: string) =>
    ask<{ n: number; vnd: bigint }>(
      `select count(*)::int as n, coalesce(sum(amount_vnd), 0)::bigint as vnd from voucher where status = $1`,
      [status],
    );

  /** What the hands of a kind hold at an office, by the moves alone. */
  async function held(kind: string, officeId: string): Promise<bigint> {
    const hands = await db.read
      .selectFrom('hand')
      .select('id')
      .where('kind', '=', kind)
      .where('office_id', '=', officeId)
      .execute();
    const ids = hands.map(({ id }) => id);
    const sums = await sumHands(db.read, ids);
    return [...sums.values()].reduce((total, vnd) => total + vnd, 0n);
  }

  /** The settlement on screen against lists, vouchers, payments, deposits and the moves of cash to payees. */
  async function expectSettlement(page: Page): Promise<void> {
    const { cash, ...sums } = await ask<Sides>(
      `select (select sum(total_vnd) from payout_list)::bigint as listed,
         (select coalesce(sum(amount_vnd), 0) from payment)::bigint as paid,
         (select coalesce(sum(amount_vnd), 0) from voucher where status = 'due')::bigint as open,
         (select sum(amount_vnd) from funding)::bigint as funded,
         (select coalesce(sum(m.amount_vnd), 0) from money_move m join hand h on h.id = m.to_hand
           join handover v on v.id = m.handover_id where h.kind = 'party' and v.kind in ('pay', 'bank-paid'))::bigint as cash`,
    );
    const shown = {
      ...sums,
      'match-list': sums.listed,
      'match-signed': sums.paid,
      'match-cash': cash,
      'match-unpaid': sums.listed - sums.paid,
    };
    for (const [name, vnd] of Object.entries(shown))
      await expect(figure(page, name)).toHaveText(formatVnd(vnd), SLOW);
  }

  return { ask, vouchers, held, expectSettlement };
}
