/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks';
import { currentLanguage, onLanguage, texts } from './language.ts';
import { kinds } from './kinds/all.ts';
import { Frame } from './screens/frame.tsx';
import { Enrol } from './screens/enrol.tsx';
import { MakePin } from './screens/pin.tsx';
import { Unlock } from './screens/unlock.tsx';
import { openSession, type Session } from './session.ts';
import { openDatabase } from './store/database.ts';
import { SessionContext, useNow } from './use-session.ts';

const TAB_LOCK = 'tungnha-tab';

type Opening = { readonly session: Session } | 'waiting' | 'elsewhere' | 'lost';

/** One tab at a time owns the phone's storage; the others say so and may take it over. */
export function App() {
  const [opening, setOpening] = useState<Opening>('waiting');
  const [language, setLanguage] = useState(currentLanguage());
  useEffect(() => onLanguage(() => setLanguage(currentLanguage())), []);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = texts().title;
  }, [language]);
  const take = (steal: boolean) => {
    const options = steal ? { steal } : { ifAvailable: true };
    navigator.locks
      .request(TAB_LOCK, options, async (lock) => {
        if (!lock) return setOpening('elsewhere');
        const lost = () => setOpening('lost');
        const session = await openDatabase({ onBlocking: () => location.reload(), onLost: lost })
          .then(async (db) => {
            const own = openSession(db, kinds);
            await own.reload();
            return own;
          })
          .catch(lost);
        if (session) setOpening({ session });
        // Held until the page goes, or another tab takes it.
        await new Promise(() => {});
      })
      .catch(() => setOpening('elsewhere'));
  };
  useEffect(() => take(false), []);
  const { elsewhere, alert, loading } = texts();
  if (opening === 'waiting') return <p class="empty">{loading}</p>;
  if (opening === 'lost')
    return (
      <main class="page">
        <p class="error large" role="alert">
          {alert.lostStorage}
        </p>
        <p>{alert.lostWhat}</p>
        <button type="button" class="go wide" onClick={() => location.reload()}>
          {alert.openAgain}
        </button>
      </main>
    );
  if (opening === 'elsewhere')
    return (
      <main class="page">
        <h1>{elsewhere.title}</h1>
        <p>{elsewhere.detail}</p>
        <button type="button" class="go wide" onClick={() => take(true)}>
          {elsewhere.here}
        </button>
      </main>
    );
  return (
    <SessionContext.Provider value={opening.session}>
      <Gate />
    </SessionContext.Provider>
  );
}

function Gate() {
  const { enrolled, lock } = useNow();
  if (!enrolled) return <Enrol />;
  if (lock === 'none') return <MakePin />;
  if (lock === 'open') return <Frame />;
  return <Unlock />;
}
