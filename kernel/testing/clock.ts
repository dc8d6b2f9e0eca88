/** Where "now" comes from: the machine in production, the test's hand in a test. */
export type Clock = { now(): Date };

/** A clock that stands still until it is set or moved. */
export function settableClock(
  start: Date | string,
): Clock & { set(at: Date | string): void; advance(ms: number): void } {
  let at = new Date(start);
  return {
    now: () => new Date(at),
    set: (next) => {
      at = new Date(next);
    },
    advance: (ms) => {
      at = new Date(at.valueOf() + ms);
    },
  };
}
