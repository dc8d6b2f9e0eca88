import type { Database } from '#kernel/db/connect.ts';

/** One figure of a bench beside what it is held against; `ratio` says how the two relate, as the bench's text explains. */
export interface Measure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly ratio: number;
  readonly baseline: number;
  /** What a planned answer costs, where the value is its gap. */
  readonly cost?: number;
  /** What the baseline is, and what is wanted of the ratio. */
  readonly against?: string;
}

/** The peer's transactions in a second, and whose they are. */
export interface Peer {
  readonly tps: number;
  readonly what: string;
}

/** What a bench is given: an empty migrated database, its owner's connection, and its flags (`--people 5000000`). */
export interface BenchContext {
  readonly db: Database;
  readonly owner: Database;
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** A folder that is removed with the database. */
  readonly folder: string;
  /** The number given by a flag of that name, or `otherwise`. */
  readonly size: (flag: string, otherwise: number) => number;
  readonly say: (line: string) => void;
  /** Measures TPC-B on the same server, now. */
  readonly tpcb: () => Promise<Peer>;
}

export interface Bench {
  run(context: BenchContext): Promise<Measure[]>;
}

/** The peer measured before and after: the machine may have changed in between. */
export function meanOf(before: Peer, after: Peer): Peer {
  return { tps: (before.tps + after.tps) / 2, what: before.what };
}
