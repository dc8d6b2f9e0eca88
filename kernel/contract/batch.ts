/** Answers as many values as it was asked for, in the same order; an Error in a place fails that caller alone. */
export type Together<I, O> = (inputs: readonly I[]) => Promise<readonly (O | Error)[]>;

export interface BatchLimits {
  readonly maxSize: number;
  /** How many groups may be under way at once; callers beyond that gather into the next, larger group. */
  readonly maxConcurrent: number;
  /**
   * For groups that are done one after the other: a further one goes out only when it is as large as the one before it, and none takes more
   * than half of those who are at it. Otherwise a large group and a small one take turns, and while the large one is under way
   * nobody is left who could come with the next.
   */
  readonly even?: boolean;
}

interface Waiting<I, O> {
  readonly input: I;
  readonly resolve: (value: O) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Groups calls made in the same turn of the event loop into one set-based call. Under load the groups grow by themselves, because
 * callers gather while the earlier groups are under way; alone, a caller waits for nobody.
 */
export function batch<I, O>(
  together: Together<I, O>,
  { maxSize, maxConcurrent, even = false }: BatchLimits,
): (input: I) => Promise<O> {
  let waiting: Waiting<I, O>[] = [];
  let gathering: NodeJS.Immediate | null = null;
  let running = 0;
  let sizeBefore = 0;

  function mayRun(): boolean {
    if (waiting.length === 0 || running >= maxConcurrent) return false;
    return running === 0 || !even || waiting.length >= sizeBefore;
  }

  function schedule(): void {
    if (gathering === null && mayRun()) gathering = setImmediate(run);
  }

  function run(): void {
    gathering = null;
    const fair = even ? Math.ceil((waiting.length + sizeBefore) / 2) : waiting.length;
    const group = waiting.slice(0, Math.min(fair, maxSize));
    waiting = waiting.slice(group.length);
    sizeBefore = group.length;
    running++;
    void settle(group);
    schedule();
  }

  async function settle(group: readonly Waiting<I, O>[]): Promise<void> {
    const answers = await answersTo(group);
    running--;
    if (gathering !== null || !mayRun()) return give(group, answers);
    // What these callers do with their answers keeps the thread busy: the next group is under way before they go on.
    run();
    setImmediate(give, group, answers);
  }

  async function answersTo(group: readonly Waiting<I, O>[]): Promise<readonly (O | Error)[]> {
    try {
      const answers = await together(group.map((call) => call.input));
      if (answers.length === group.length) return answers;
      throw new Error(`${answers.length} answers to ${group.length} calls`);
    } catch (error) {
      return group.map(() => error as Error);
    }
  }

  return (input) =>
    new Promise<O>((resolve, reject) => {
      waiting.push({ input, resolve, reject });
      schedule();
    });
}

function give<I, O>(group: readonly Waiting<I, O>[], answers: readonly (O | Error)[]): void {
  for (const [i, call] of group.entries()) {
    const answer = answers[i] as O | Error;
    if (answer instanceof Error) call.reject(answer);
    else call.resolve(answer);
  }
}
