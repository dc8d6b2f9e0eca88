import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type Id, newId } from '../words/id.ts';
import { asFailure, type Failure } from './failure.ts';
import { onReachedAgain } from './reach.ts';

/**
 * Where one act stands. `unknown`: it was sent and no answer came, so it may or may not be done; the same id is asked again
 * until the server says which. `refused`: the server said no and nothing was done.
 */
export type Step<Input, Answer> =
  | { readonly at: 'ready' }
  | { readonly at: 'sending' | 'unknown'; readonly id: Id; readonly input: Input }
  | { readonly at: 'refused'; readonly input: Input; readonly failure: Failure }
  | { readonly at: 'done'; readonly id: Id; readonly input: Input; readonly answer: Answer };

export interface Act<Input, Answer> {
  readonly step: Step<Input, Answer>;
  /** Whether an answer is awaited: the act can neither be changed nor started again. */
  readonly busy: boolean;
  /** Begins the act with a new id; does nothing while another one is awaited. */
  run(input: Input): void;
  /** Asks now whether an unknown act is done. */
  askAgain(): void;
  /** Back to `ready`, unless an answer is awaited. */
  clear(): void;
}

interface Options<Input, Answer> {
  /** Sends the act. The id is made once per act, so that the server does it at most once however often it is sent. */
  readonly send: (id: Id, input: Input) => Promise<Answer>;
  readonly onDone?: (answer: Answer, input: Input, id: Id) => void;
  /** Queries that are stale once it is done. */
  readonly touches?: readonly QueryKey[];
  /**
   * A name under which the act is kept in this browser from before it is sent until its answer comes, so that a reload or a
   * power cut in between ends in an answer too. The input must be JSON and hold nothing about a person.
   */
  readonly keepAs?: string;
}

const ASK_AGAIN_MS = 4000;
const READY = { at: 'ready' } as const;
/** After these the server may have done it. */
const SILENCE = new Set(['unreachable', 'not_understood', 'unknown_outcome']);
/** What the server says before it looks at the act: it tells nothing of an attempt that went before. */
const BEFORE_THE_ACT = new Set([
  'not_signed_in',
  'password_change_required',
  'second_factor_required',
  'too_many_requests',
  'storage_full',
  'release_replaced',
  'internal_error',
]);

/** One act of the user that changes something on the server, done exactly once and told truthfully. */
export function useAct<Input, Answer>(options: Options<Input, Answer>): Act<Input, Answer> {
  const queries = useQueryClient();
  const [step, setStep] = useState<Step<Input, Answer>>(() => kept<Input>(options.keepAs));
  const latest = useRef(options);
  const now = useRef(step);
  useEffect(() => {
    latest.current = options;
  });
  const go = useCallback((next: Step<Input, Answer>) => {
    now.current = next;
    setStep(next);
  }, []);
  const attempt = useCallback(
    async (id: Id, input: Input) => {
      const { send, keepAs } = latest.current;
      const asked = now.current.at === 'unknown';
      go({ at: 'sending', id, input });
      try {
        const answer = await send(id, input);
        forget(keepAs);
        go({ at: 'done', id, input, answer });
        for (const queryKey of latest.current.touches ?? []) void queries.invalidateQueries({ queryKey });
        latest.current.onDone?.(answer, input, id);
      } catch (error) {
        const failure = asFailure(error);
        if (SILENCE.has(failure.code) || (asked && BEFORE_THE_ACT.has(failure.code)))
          return go({ at: 'unknown', id, input });
        forget(keepAs);
        go({ at: 'refused', input, failure });
      }
    },
    [go, queries],
  );
  const askAgain = useCallback(() => {
    if (now.current.at === 'unknown') void attempt(now.current.id, now.current.input);
  }, [attempt]);
  useEffect(() => {
    if (step.at !== 'unknown') return;
    const timer = setTimeout(askAgain, ASK_AGAIN_MS);
    const stop = onReachedAgain(askAgain);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [step, askAgain]);
  const busy = step.at === 'sending' || step.at === 'unknown';
  return {
    step,
    busy,
    askAgain,
    run: (input) => {
      if (now.current.at === 'sending' || now.current.at === 'unknown') return;
      const id = newId();
      keep(latest.current.keepAs, id, input);
      void attempt(id, input);
    },
    clear: () => {
      if (now.current.at === 'refused' || now.current.at === 'done') go(READY);
    },
  };
}

function kept<Input>(name: string | undefined): Step<Input, never> {
  if (name === undefined) return READY;
  try {
    const text = localStorage.getItem(name);
    return text === null ? READY : { at: 'unknown', ...(JSON.parse(text) as { id: Id; input: Input }) };
  } catch {
    return READY;
  }
}

function keep(name: string | undefined, id: Id, input: unknown): void {
  if (name !== undefined) localStorage.setItem(name, JSON.stringify({ id, input }));
}

function forget(name: string | undefined): void {
  if (name !== undefined) localStorage.removeItem(name);
}
