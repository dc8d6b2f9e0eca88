/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import { deleteDB } from 'idb';
import { texts } from '../language.ts';
import type { Room } from '../parts/storage.ts';
import { forgetTrace } from '../trace.ts';
import { DATABASE } from '../store/database.ts';
import { useNow, useSession } from '../use-session.ts';
import { clockText } from './alerts.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { figureText } from '../written.ts';

/** Whose phone it is, how its storage and clock stand, and how it is given back. */
export function PhoneScreen({ room }: { room: Room | null }) {
  const { phone: t } = texts();
  const session = useSession();
  const { enrolled, offsetMs } = useNow();
  const [persisted, setPersisted] = useState(false);
  const safe = persisted || (room?.persisted ?? false);
  const facts: readonly (readonly [string, string])[] = [
    [t.person, enrolled?.person ?? ''],
    [t.office, enrolled?.office ?? ''],
    [t.device, enrolled?.name ?? ''],
    [t.storage, [safe ? t.persisted : t.notPersisted, freeText(room)].filter(Boolean).join(' · ')],
    [t.clock, clockText(offsetMs) ?? (offsetMs === null ? t.clockUnknown : t.clockRight)],
  ];
  return (
    <section class="page">
      <h1>{t.title}</h1>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {!safe && (
        <button
          type="button"
          class="quiet wide"
          onClick={() => void navigator.storage?.persist?.().then(setPersisted)}
        >
          {t.askPersist}
        </button>
      )}
      <LanguageChoice />
      <button type="button" class="quiet wide" onClick={() => void session.lockAgain()}>
        {t.lock}
      </button>
      <Leave />
    </section>
  );
}

/** Gives the phone back: everything of it is deleted, once the server has signed for all that was done and the bag is empty. */
export function Leave() {
  const { phone: t } = texts();
  const session = useSession();
  const { held, lock } = useNow();
  const [leaving, setLeaving] = useState<string | null>(null);
  const [lost, setLost] = useState(0);
  const askToLeave = async () => {
    const { operations, pictures } = await session.countUnsafe();
    const holds = Object.values(held).some((each) => each.things > 0 || each.moneyVnd !== 0n);
    // Behind a PIN that nobody knows, pictures can never be sent: to wait for them would keep the phone useless for good.
    const stuck = lock === 'open' ? operations + pictures : operations;
    setLost(pictures);
    setLeaving(stuck > 0 ? t.leaveBlocked(stuck) : holds ? t.leaveBag : '');
  };
  const leave = async () => {
    await session.giveBack();
    await deleteDB(DATABASE);
    forgetTrace();
    location.replace('/field/');
  };
  return (
    <>
      <button type="button" class="quiet wide" onClick={() => void askToLeave()}>
        {t.leave}
      </button>
      {leaving && (
        <p class="warn" role="alert">
          {leaving}
        </p>
      )}
      {leaving === '' && (
        <div class="warn" role="alert">
          {lost > 0 && <p class="error">{t.leavePictures(lost)}</p>}
          <p>{t.leaveAsk}</p>
          <button type="button" class="danger wide" onClick={() => void leave()}>
            {t.leaveYes}
          </button>
        </div>
      )}
    </>
  );
}

function freeText(room: Room | null): string {
  if (room?.freeBytes == null) return '';
  return texts().phone.free(figureText(Math.floor(room.freeBytes / 1_048_576)));
}
