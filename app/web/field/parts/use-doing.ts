import { useState } from 'preact/hooks';
import { Failure } from '#kernel/web/failure.ts';
import { said, texts } from '../language.ts';

/** What went wrong, in the payer's words. */
export function failureText(error: unknown): string {
  const { failure } = texts();
  if (!(error instanceof Failure)) return failure.other((error as Error).name);
  if (error.code === 'unreachable' || error.code === 'not_understood') return failure.unreachable;
  if (error.code === 'unsent_left') return failure.unsent_left;
  return said(error.text) ?? failure.other(error.code);
}

/** One thing at a time: whether it runs, and how it failed the last time. */
export function useDoing(): {
  busy: boolean;
  error: string | null;
  run: (work: () => Promise<unknown>) => void;
} {
  const [state, setState] = useState<{ busy: boolean; error: string | null }>({ busy: false, error: null });
  return {
    ...state,
    run: (work) => {
      if (state.busy) return;
      setState({ busy: true, error: null });
      work().then(
        () => setState({ busy: false, error: null }),
        (error: unknown) => setState({ busy: false, error: failureText(error) }),
      );
    },
  };
}
