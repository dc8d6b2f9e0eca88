export interface StageTime {
  readonly stage: string;
  readonly ms: number;
}

export type Timed = <T>(stage: string, work: () => Promise<T>) => Promise<T>;

/** Adds up what each stage takes, in the order in which the stages first began. */
export function stopwatch(): { timed: Timed; stages(): StageTime[] } {
  const spent = new Map<string, number>();
  return {
    timed: async (stage, work) => {
      const from = performance.now();
      try {
        return await work();
      } finally {
        spent.set(stage, (spent.get(stage) ?? 0) + performance.now() - from);
      }
    },
    stages: () => [...spent].map(([stage, ms]) => ({ stage, ms: Math.round(ms) })),
  };
}
