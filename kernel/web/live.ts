import { useEffect, useRef, useState } from 'react';
import { lookForServer } from './reach.ts';

/** `live`: changes arrive as they happen. `waiting`: no stream yet, or it broke and is being opened again. */
export type LiveState = 'live' | 'waiting';

interface Told {
  readonly state?: LiveState;
  readonly changed?: true;
  readonly hello?: true;
}

/**
 * Follows a stream of server-sent events and calls `onChange` when something happened. All tabs of a browser share one
 * stream, because HTTP/1.1 allows six connections to a host: the tab that holds a lock keeps it and tells the others.
 */
export function useLive(address: string | null, onChange: () => void): LiveState {
  const [state, setState] = useState<LiveState>('waiting');
  const changed = useRef(onChange);
  useEffect(() => {
    changed.current = onChange;
  });
  useEffect(() => {
    if (address === null) return;
    setState('waiting');
    return follow(address, setState, () => changed.current());
  }, [address]);
  return state;
}

function follow(address: string, onState: (state: LiveState) => void, onChange: () => void): () => void {
  const stop = new AbortController();
  // Locks exist only where the page came by https or from this machine; elsewhere each tab keeps a stream.
  const locks = 'locks' in navigator ? navigator.locks : null;
  if (locks === null) {
    openStream(address, stop.signal, onState, onChange);
    return () => stop.abort();
  }
  const channel = new BroadcastChannel(address);
  stop.signal.addEventListener('abort', () => channel.close());
  let own: LiveState | null = null;
  // Whoever takes the stream over from another tab has not heard what happened between the two.
  let behind = false;
  const tell = (told: Told) => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target, only a name
    if (!stop.signal.aborted) channel.postMessage(told);
  };
  channel.addEventListener('message', ({ data }: MessageEvent<Told>) => {
    if (data.hello && own !== null) tell({ state: own });
    if (data.state && own === null) {
      behind = true;
      onState(data.state);
    }
    if (data.changed) onChange();
  });
  tell({ hello: true });
  const keep = () => {
    openStream(
      address,
      stop.signal,
      (state) => {
        own = state;
        onState(state);
        tell({ state });
        if (state === 'live' && behind) {
          behind = false;
          onChange();
          tell({ changed: true });
        }
      },
      () => {
        onChange();
        tell({ changed: true });
      },
    );
    return new Promise<void>((done) => stop.signal.addEventListener('abort', () => done()));
  };
  locks.request(address, { signal: stop.signal }, keep).catch(() => {});
  return () => {
    if (own !== null) tell({ state: 'waiting' });
    stop.abort();
  };
}

const OPEN_AGAIN_MS = 5000;

function openStream(
  address: string,
  signal: AbortSignal,
  onState: (state: LiveState) => void,
  onChange: () => void,
): void {
  if (signal.aborted) return;
  const source = new EventSource(address);
  let opened = false;
  source.addEventListener('open', () => {
    // What happened while the stream was down was not told; the page asks for it.
    if (opened) onChange();
    opened = true;
    onState('live');
  });
  source.addEventListener('changes', onChange);
  const close = () => source.close();
  source.addEventListener('error', () => {
    onState('waiting');
    // A stream that breaks is the first to tell of a server that is gone.
    void lookForServer();
    if (source.readyState !== EventSource.CLOSED) return;
    // A refused stream is given up by the browser; a server that restarts refuses for a moment.
    signal.removeEventListener('abort', close);
    const again = setTimeout(() => openStream(address, signal, onState, onChange), OPEN_AGAIN_MS);
    signal.addEventListener('abort', () => clearTimeout(again));
  });
  signal.addEventListener('abort', close);
}
