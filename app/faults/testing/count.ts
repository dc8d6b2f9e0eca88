import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Read } from '#kernel/db/types.ts';
import { findBreaches } from '#kernel/handover/breaches.ts';
import { type Id, newId } from '#kernel/words/id.ts';

/** How often each fault is made: the short form of `npm test`, or as many as FAULTS says. */
export const CYCLES = Number(process.env['FAULTS'] ?? 0);

/** What somebody who asked for an act was told: it stands, it does not, or it is not known. */
export type Told = 'acknowledged' | 'refused' | 'unknown';

export interface Act {
  readonly id: Id;
  told: Told | null;
}

/** Asks once for the act of this id; whatever breaks on the way is "unknown", as a browser shows it. */
export type Ask = (id: Id) => Promise<Told>;

/** The acts of a test and what became of them. */
export class Acts {
  readonly made: Act[] = [];

  async ask(ask: Ask): Promise<Told> {
    const act: Act = { id: newId(), told: null };
    this.made.push(act);
    act.told = await ask(act.id).catch(() => 'unknown' as const);
    return act.told;
  }

  /**
   * The promise of the house after a fault: what was acknowledged is there once; what was refused is not there; what
   * is unknown is there once or not at all, and asking again with the same id makes it stand once. Money is conserved.
   */
  async settle(read: Read, again: Ask, t: TestContext, fault: string): Promise<void> {
    const first = await this.#present(read);
    const counts = { acts: this.made.length, acknowledged: 0, refused: 0, unknown: 0, stood: 0 };
    for (const { id, told } of this.made) {
      assert.ok(told, `${id} was answered`);
      counts[told]++;
      const times = first.get(id) ?? 0;
      if (told === 'acknowledged') assert.equal(times, 1, `${fault}: acknowledged ${id} is there once`);
      if (told === 'refused') assert.equal(times, 0, `${fault}: refused ${id} is not there`);
      assert.ok(times <= 1, `${fault}: ${id} is there ${times} times`);
      if (told === 'unknown') counts.stood += times;
    }
    for (const { id, told } of this.made)
      if (told === 'unknown') assert.equal(await again(id), 'acknowledged', `${fault}: ${id} asked again`);
    const last = await this.#present(read);
    for (const { id, told } of this.made)
      assert.equal(last.get(id) ?? 0, told === 'refused' ? 0 : 1, `${fault}: ${id} at the end`);
    assert.deepEqual(await findBreaches(read), [], `${fault}: money conserved, one holder a thing`);
    t.diagnostic(
      `${fault}: ${counts.acts} acts, ${counts.acknowledged} acknowledged (0 lost), ${counts.refused} refused, ` +
        `${counts.unknown} unknown of which ${counts.stood} stood; all resolved by asking again, 0 doubled`,
    );
  }

  async #present(read: Read): Promise<Map<string, number>> {
    const rows = await read
      .selectFrom('handover')
      .select(['id', (eb) => eb.fn.countAll<bigint>().as('n')])
      .where(
        'id',
        'in',
        this.made.map(({ id }) => id),
      )
      .groupBy('id')
      .execute();
    return new Map(rows.map(({ id, n }) => [id, Number(n)]));
  }
}
