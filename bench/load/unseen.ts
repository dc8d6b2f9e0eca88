import type { Tally } from './tally.ts';

/** What was acknowledged at an office and no watcher has heard of yet; hearing of it says how late it is. */
export class Unseen {
  readonly #since = new Map<string, number>();
  readonly #tally: Tally;

  constructor(tally: Tally) {
    this.#tally = tally;
  }

  add(officeId: string): void {
    if (!this.#since.has(officeId)) this.#since.set(officeId, performance.now());
  }

  see(offices: readonly string[]): void {
    for (const id of offices) {
      const since = this.#since.get(id);
      if (since === undefined) continue;
      this.#since.delete(id);
      this.#tally.add('change seen', performance.now() - since);
    }
  }
}
