import { percentile } from '../queries/latency.ts';

/** Durations and errors by kind of act. */
export class Tally {
  readonly #ms = new Map<string, number[]>();
  readonly #errors = new Map<string, string[]>();

  /** Times one act; its failure is counted and not thrown. Null when it failed. */
  async time<T>(kind: string, act: () => Promise<T>): Promise<T | null> {
    const from = performance.now();
    try {
      const answer = await act();
      this.add(kind, performance.now() - from);
      return answer;
    } catch (error) {
      this.fail(kind, error instanceof Error ? error.message : String(error));
      return null;
    }
  }

  add(kind: string, ms: number): void {
    const list = this.#ms.get(kind);
    if (list) list.push(ms);
    else this.#ms.set(kind, [ms]);
  }

  fail(kind: string, what: string): void {
    this.#errors.set(kind, [...(this.#errors.get(kind) ?? []), what]);
  }

  /** Each kind with its count and percentiles, in ms. */
  kinds(): { kind: string; count: number; p50: number; p99: number }[] {
    return [...this.#ms].map(([kind, ms]) => ({
      kind,
      count: ms.length,
      p50: percentile(ms, 0.5),
      p99: percentile(ms, 0.99),
    }));
  }

  errors(): string[] {
    return [...this.#errors].flatMap(([kind, all]) => all.map((what) => `${kind}: ${what}`));
  }
}
