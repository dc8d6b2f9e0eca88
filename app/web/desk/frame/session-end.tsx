import { lazy, Suspense } from 'react';
import type { Me } from '../api.ts';
import { useEnded } from './ended.ts';
import { useTimeLeft } from './use-time-left.ts';

const SignInAgain = lazy(async () => ({ default: (await import('./sign-in-again.tsx')).SignInAgain }));
const EndingSoon = lazy(async () => ({ default: (await import('./ending-soon.tsx')).EndingSoon }));

/** Warns before a session ends in which nobody works, and lets the same person go on over the screen once it has ended. */
export function SessionEnd({ me }: { readonly me: Me }) {
  const ended = useEnded();
  const { leftMs, stay } = useTimeLeft(ended);
  return (
    <Suspense>
      {ended ? <SignInAgain me={me} /> : leftMs !== null && <EndingSoon leftMs={leftMs} onStay={stay} />}
    </Suspense>
  );
}
