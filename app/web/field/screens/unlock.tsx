/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks';
import { countUnsent } from '../acts.ts';
import { texts } from '../language.ts';
import { TRIES_MOST, type Tries, waitBeforeTry } from '../store/vault.ts';
import { useNow, useSession } from '../use-session.ts';
import { Leave } from './phone.tsx';
import { PinPad } from './pin.tsx';
import { SendScreen } from './send.tsx';

/** How long the next try must wait, told anew each second while it must. */
function useWait(tries: Tries | null): number {
  const [waitMs, setWait] = useState(0);
  useEffect(() => {
    const tell = () => setWait(tries ? waitBeforeTry(tries, Date.now()) : 0);
    tell();
    const timer = setInterval(tell, 1000);
    return () => clearInterval(timer);
  }, [tries]);
  return waitMs;
}

/** The locked phone: operations can be sent and exported, people's facts cannot be read. */
export function Unlock() {
  const { pin: t, bar, alert, loading } = texts();
  const session = useSession();
  const { enrolled, kept, lock, state } = useNow();
  const [busy, setBusy] = useState(false);
  const [tries, setTries] = useState<Tries | null>(null);
  const waitMs = useWait(tries);
  useEffect(() => {
    void session.send();
    void session.tries().then(setTries);
  }, []);
  const take = async (pin: string) => {
    setBusy(true);
    const unlocked = await session.unlock(pin);
    if (unlocked !== 'erased' && 'wrong' in unlocked) setTries(unlocked);
    setBusy(false);
  };
  if (lock === 'erased') return <Erased />;
  const wrong = tries?.wrong ?? 0;
  return (
    <main class="page pin">
      {state !== 'active' && <p class="error large">{alert[state]}</p>}
      <PinPad
        title={t.enter(enrolled?.person ?? '')}
        busy={busy || waitMs > 0}
        onPin={(pin) => void take(pin)}
      />
      <p role="alert" class="error">
        {wrong > 0 && t.wrong(wrong, TRIES_MOST - wrong)}
      </p>
      {waitMs > 0 && <p role="timer">{t.wait(clock(waitMs))}</p>}
      <p>{busy ? loading : bar.unsent(countUnsent(kept))}</p>
      <details>
        <summary>{t.forgot}</summary>
        <p class="hint">{t.forgotDetail}</p>
        <Leave />
      </details>
    </main>
  );
}

const clock = (ms: number) => {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

/** The way back after the last wrong PIN: everything is sent or exported, and the office gives a code for the same bag. */
function Erased() {
  const { pin: t } = texts();
  const session = useSession();

  const [pictures, setPictures] = useState(0);
  useEffect(() => void session.countUnsafe().then((unsafe) => setPictures(unsafe.pictures)), []);
  return (
    <main class="page">
      <p class="error large" role="alert">
        {t.erased(TRIES_MOST)}
      </p>
      <p>{t.erasedDetail}</p>
      {pictures > 0 && <p class="warn">{t.erasedPictures(pictures)}</p>}
      <SendScreen />
      <Leave />
    </main>
  );
}
