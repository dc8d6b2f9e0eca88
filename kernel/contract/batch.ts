/** Answers as many values as it was asked for, in the same order; an Error in a place fails that caller alone. */
export type Together<I, O> = (inputs: readonly I[]) => Promise<readonly (O | Error)[]>;

export interface BatchLimits {
  /** How long the first caller waits for others. */
  readonly maxDelayMs: number;
  readonly maxSize: number;
  /** How many groups may be under way at once; callers beyond that gather into the next, larger group. */
  readonly maxConcurrent?: number;
}

interface Waiting<I, O> {
  readonly input: I;
  readonly resolve: (value: O) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Groups calls made within a moment into one set-based call. Under load the groups grow by themselves, because
 * callers gather while the earlier groups are under way; alone, a caller waits no longer than `maxDelayMs`.
 */
export function batch<I, O>(together: Together<I, O>, limits: BatchLimits): (input: I) => Promise<O> {
  const { maxDelayMs, maxSize, maxConcurrent = 4 } = limits;
  let waiting: Waiting<I, O>[] = [];
  let timer: NodeJS.Timeout | NodeJS.Immediate | null = null;
  let running = 0;

  function schedule(): void {
    if (timer !== null || waiting.length === 0 || running >= maxConcurrent) return;
    if (waiting.length >= maxSize) run();
    else timer = maxDelayMs === 0 ? setImmediate(run) : setTimeout(run, maxDelayMs);
  }

  function run(): void {
    timer = null;
    const group = waiting.slice(0, maxSize);
    waiting = waiting.slice(maxSize);
    if (group.length === 0) return;
    running++;
    void settle(group);
    schedule();
  }

  async function settle(group: readonly Waiting<I, O>[]): Promise<void> {
    try {
      const answers = await together(group.map((call) => call.input));
      if (answers.length !== group.length)
        throw new Error(`${answers.length} answers to ${group.length} calls`);
      for (const [i, call] of group.entries()) {
        const answer = answers[i] as O | Error;
        if (answer instanceof Error) call.reject(answer);
        else call.resolve(answer);
      }
    } catch (error) {
      for (const call of group) call.reject(error);
    } finally {
      running--;
      schedule();
    }
  }

  return (input) =>
    new Promise<O>((resolve, reject) => {
      waiting.push({ input, resolve, reject });
      if (waiting.length >= maxSize && timer !== null && running < maxConcurrent) {
        clearTimeout(timer as NodeJS.Timeout);
        clearImmediate(timer as NodeJS.Immediate);
        run();
      } else schedule();
    });
}
