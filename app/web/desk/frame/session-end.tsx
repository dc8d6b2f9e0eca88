import { laterWindow } from '#kernel/web/later.tsx';
import type { Me } from '../api.ts';
import { sayEnded, useEnded } from './ended.ts';
import { useTimeLeft } from './use-time-left.ts';

const SignInAgain = laterWindow(async () => (await import('./sign-in-again.tsx')).SignInAgain);
const EndingSoon = laterWindow(async () => (await import('./ending-soon.tsx')).EndingSoon);

/** Warns before a session ends in which nobody works, and lets the same person go on over the screen once it has ended. */
export function SessionEnd({ me }: { readonly me: Me }) {
  const ended = useEnded();
  const { leftMs, stay } = useTimeLeft(ended);
  // Left without its code, the window comes back with the next question that is refused.
  if (ended) return <SignInAgain me={me} onClose={() => sayEnded(false)} />;
  return leftMs !== null && <EndingSoon leftMs={leftMs} onClose={stay} />;
}
