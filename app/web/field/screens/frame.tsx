/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks';
import { kinds } from '../kinds/all.ts';
import { texts } from '../language.ts';
import { Icon, type IconName } from '../parts/icon.tsx';
import { FREE_LEAST_BYTES, readRoom, type Room } from '../parts/storage.ts';
import { hrefOf, useRoute } from '../route.ts';
import { countUnsent, openQuestions } from '../acts.ts';
import { watchUpdates } from '../update.ts';
import { useNow, useSession } from '../use-session.ts';
import { Alerts } from './alerts.tsx';
import { ListScreen } from './list.tsx';
import { PhoneScreen } from './phone.tsx';
import { SendScreen } from './send.tsx';
import { vnd } from '../written.ts';

/** How often the phone tries to reach the server: soon while something is unsent, seldom when all is done. */
const TRY_MS = 20_000;
const REST_MS = 120_000;

/** What stays in sight everywhere: what is left in the bag, what is unsent, whether the server answers; and the way around. */
export function Frame() {
  const session = useSession();
  const route = useRoute();
  const { kept, coveredSeq, lastSeq, packed } = useNow();
  const [room, setRoom] = useState<Room | null>(null);
  const [takeOver, setTakeOver] = useState<(() => void) | null>(null);
  const waiting = countUnsent(kept) > 0 || coveredSeq < lastSeq;
  useEffect(() => {
    watchUpdates((ready) => setTakeOver(() => ready));
    const wake = () => {
      if (document.visibilityState === 'visible') void session.send();
    };
    wake();
    addEventListener('online', wake);
    document.addEventListener('visibilitychange', wake);
    return () => {
      removeEventListener('online', wake);
      document.removeEventListener('visibilitychange', wake);
    };
  }, []);
  useEffect(() => {
    const timer = setInterval(() => void session.send(), waiting ? TRY_MS : REST_MS);
    return () => clearInterval(timer);
  }, [waiting]);
  useEffect(() => void readRoom().then(setRoom), [lastSeq]);
  // A new version comes in by itself where nothing is under way: no bag, nothing unsent.
  const calm = !packed && countUnsent(kept) === 0;
  useEffect(() => {
    if (calm) takeOver?.();
  }, [calm, takeOver]);
  const full = room?.freeBytes != null && room.freeBytes < FREE_LEAST_BYTES;
  return (
    <>
      <Bar />
      <main>
        <Alerts full={full} takeOver={takeOver} resting={isResting(route)} />
        <Screen route={route} room={room} />
      </main>
      <Nav at={route[0] ?? ''} />
    </>
  );
}

/** On the way between doors: only there is what can wait told, so that a small screen keeps its room at the door. */
const isResting = ([place = '']: readonly string[]) => place === '' || place === 'phone';

function Screen({ route, room }: { route: readonly string[]; room: Room | null }) {
  const [place, module, id] = route;
  const { packed } = useNow();
  if (place === 'stop' && module && id) {
    const Stop = kinds.find((each) => each.module === module)?.Stop;
    if (Stop) return <Stop key={id} id={id} />;
  }
  if (place === 'send') return <SendScreen />;
  if (place === 'phone') return <PhoneScreen room={room} />;
  if (place === 'bag' && packed)
    return (
      <>
        {kinds.map(({ module: name, Bag }) => (
          <Bag key={name} />
        ))}
      </>
    );
  return <ListScreen />;
}

function Bar() {
  const { bar } = texts();
  const { held, kept, reached, syncing, packed, picture } = useNow();
  const all = Object.values(held);
  const money = all.reduce((sum, each) => sum + each.moneyVnd, 0n);
  const things = kinds.flatMap(({ module, things: said }) =>
    held[module] ? [said(held[module].things)] : [],
  );
  const unsent = countUnsent(kept);
  const sending = picture ? bar.picture(picture.nth, picture.of) : bar.sending;
  const line = syncing ? sending : reached === null ? bar.unknown : reached ? bar.reached : bar.unreached;
  return (
    <header class="bar">
      <p class="left" aria-label={bar.left}>
        {packed ? (
          <>
            <strong>{vnd(money)}</strong>
            <span>{things.join(' · ')}</span>
          </>
        ) : (
          <span>Từng Nhà</span>
        )}
      </p>
      <p class="line" role="status">
        <span class={reached === false ? 'net off' : 'net'}>
          <Icon name={reached === false ? 'no' : 'net'} />
          {line}
        </span>
        <span class={unsent > 0 ? 'unsent some' : 'unsent'} data-unsent={unsent}>
          {bar.unsent(unsent)}
        </span>
      </p>
    </header>
  );
}

const PLACES: readonly (readonly ['list' | 'bag' | 'send' | 'phone', string, IconName])[] = [
  ['list', '', 'list'],
  ['bag', 'bag', 'bag'],
  ['send', 'send', 'send'],
  ['phone', 'phone', 'phone'],
];

function Nav({ at }: { at: string }) {
  const { nav } = texts();
  const { acts, held, packed, rulings } = useNow();
  const marks: Readonly<Record<string, number>> = {
    bag: Object.values(held).reduce((sum, each) => sum + each.waiting, 0),
    send: openQuestions(acts).length + rulings.filter(({ readAt }) => readAt === null).length,
  };
  return (
    <nav class="nav" aria-label={nav.label}>
      {PLACES.map(([name, place, icon]) => (
        <a
          key={name}
          href={hrefOf(place)}
          aria-current={at === place || (place === '' && at === 'stop') ? 'page' : undefined}
          hidden={place === 'bag' && !packed}
        >
          <Icon name={icon} />
          {nav[name]}
          {(marks[place] ?? 0) > 0 && <b>{marks[place]}</b>}
        </a>
      ))}
    </nav>
  );
}
