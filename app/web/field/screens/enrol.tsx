/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks';
import { Failure } from '#kernel/web/failure.ts';
import { texts } from '../language.ts';
import { failureText } from '../parts/use-doing.ts';
import { readTrace } from '../trace.ts';
import { enrol, readCode } from '../sync/enrol.ts';
import { useSession } from '../use-session.ts';
import { LanguageChoice } from './language-choice.tsx';
import { ErrorText } from '../parts/error-text.tsx';

/** The code behind the `#` of the office's QR, when the phone's camera opened this page by it. */
const linkedCode = () => readCode(location.href) ?? '';

/** Makes this phone somebody's: by the office's QR or by the typed code. Says clearly when it was somebody's before. */
export function Enrol() {
  const { enrol: t } = texts();
  const session = useSession();
  const [typed, setTyped] = useState(linkedCode);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const trace = readTrace();
  // The QR is scanned while this screen stands open: the address changes, and no page is loaded.
  useEffect(() => {
    const read = () => setTyped(linkedCode());
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, []);
  const go = async () => {
    const code = readCode(typed);
    if (!code) return setTrouble(t.wrongCode);
    setBusy(true);
    setTrouble(null);
    try {
      await enrol(session.db, code);
      history.replaceState(null, '', '/field/');
      void navigator.storage?.persist?.();
      await session.reload();
    } catch (error) {
      const unreachable = error instanceof Failure && error.code === 'unreachable';
      setTrouble(unreachable ? t.unreachable : failureText(error));
      setBusy(false);
    }
  };
  return (
    <main class="page">
      <LanguageChoice />
      <h1>{t.title}</h1>
      {trace && (
        <div class="warn" role="alert">
          <p>
            <strong>{t.wiped(trace.name, trace.person)}</strong>
          </p>
          <p>{t.wipedDetail(trace.lastSeq, trace.unsent)}</p>
          <p>{t.recover}</p>
        </div>
      )}
      <p>{t.intro}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
      >
        <label class="field">
          {t.code}
          <input
            class="code"
            value={typed}
            autoComplete="off"
            autoCapitalize="characters"
            spellcheck={false}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
        <ErrorText text={trouble} />
        <button type="submit" class="go wide" disabled={busy || typed.trim() === ''}>
          {busy ? t.busy : t.go}
        </button>
      </form>
    </main>
  );
}
