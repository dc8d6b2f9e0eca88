import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Acts, Held } from './kinds/kind.ts';
import { actsOf } from './acts.ts';
import type { Session, Snapshot } from './session.ts';

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('outside of a session');
  return session;
}

/** The phone's state, and again with each change of it. */
export function useNow(): Snapshot {
  const session = useSession();
  const [now, setNow] = useState(session.current());
  useEffect(() => {
    setNow(session.current());
    const stop = session.subscribe(() => setNow(session.current()));
    return () => void stop();
  }, [session]);
  return now;
}

/** What a kind packed, with its acts; null while nothing is packed. */
export function usePack<Pack>(module: string): { pack: Pack; acts: Acts; held: Held } | null {
  const { packed, acts, held } = useNow();
  const pack = packed?.packs[module] as Pack | undefined;
  const own = held[module];
  return packed && pack && own ? { pack, held: own, acts: actsOf({ module }, packed, acts) } : null;
}
