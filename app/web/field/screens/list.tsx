/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import { searchKey } from '#kernel/words/text.ts';
import { kinds } from '../kinds/all.ts';
import type { StopRow } from '../kinds/kind.ts';
import { texts } from '../language.ts';
import { Icon, type IconName } from '../parts/icon.tsx';
import { ErrorText } from '../parts/error-text.tsx';
import { useDoing } from '../parts/use-doing.ts';
import { hrefOf } from '../route.ts';
import { useNow, useSession } from '../use-session.ts';
import { vnd, timeText, momentText } from '../written.ts';

const MARKS: Readonly<Record<StopRow['state'], IconName>> = {
  open: 'door',
  visited: 'wait',
  blocked: 'no',
  done: 'check',
};

/** More rows than a thumb scrolls through are found by the search; it also keeps an old phone quick. */
const ROWS_MOST = 150;

interface Row extends StopRow {
  readonly module: string;
}

/** The round in its order, then who else has something in the bag. The search stands below, by the thumb. */
export function ListScreen() {
  const { list: t } = texts();
  const { held, packed } = useNow();
  const [all, setAll] = useState(false);
  const [words, setWords] = useState('');
  if (!packed) return <NoBag />;
  const rows: Row[] = kinds.flatMap(({ module }) =>
    (held[module]?.rows ?? []).map((row) => ({ ...row, module })),
  );
  const waiting = Object.values(held).reduce((sum, each) => sum + each.waiting, 0);
  const open = rows.filter((row) => row.state !== 'done');
  const asked = searchKey(words).split(' ').filter(Boolean);
  const found = asked.length > 0 ? rows.filter((row) => finds(row, asked)) : all ? rows : open;
  const shown = found.slice(0, ROWS_MOST);
  return (
    <section class="list">
      <h1 class="unseen">{t.title}</h1>
      <div class="tabs">
        <button type="button" aria-pressed={!all} onClick={() => setAll(false)}>
          {t.toGo(open.length)}
        </button>
        <button type="button" aria-pressed={all} onClick={() => setAll(true)}>
          {t.all(rows.length)}
        </button>
      </div>
      {shown.length === 0 && waiting === 0 && <p class="empty">{asked.length > 0 ? t.none : t.noneAll}</p>}
      {rows.length === 0 && waiting > 0 && (
        <div class="page">
          <p class="large">{t.acceptFirst}</p>
          <a class="button go wide" href={hrefOf('bag')}>
            {t.toBag}
          </a>
        </div>
      )}
      <ol>
        {shown.map((row, i) => (
          <li key={row.module + row.id}>
            {row.order === null && shown[i - 1]?.order !== null && <h2>{t.onRoad}</h2>}
            <Line row={row} />
          </li>
        ))}
      </ol>
      <label class="search">
        <span class="unseen">{t.search}</span>
        <input
          type="search"
          placeholder={t.search}
          value={words}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
      </label>
    </section>
  );
}

/** Every word that is asked must begin a word of the row, whatever its diacritics. */
function finds(row: StopRow, asked: readonly string[]): boolean {
  const own = row.words.split(' ');
  return asked.every((word) => own.some((each) => each.startsWith(word)));
}

function Line({ row }: { row: Row }) {
  const { list: t } = texts();
  return (
    <a class={`row ${row.state}`} href={hrefOf('stop', row.module, row.id)}>
      <span class="order">{row.order ?? '·'}</span>
      <span class="what">
        <strong>{row.title}</strong>
        <small>
          {row.detail}
          {row.arriveAt && row.state === 'open' ? ` · ${t.at(timeText(row.arriveAt))}` : ''}
        </small>
        <span class="foot">
          <small class="mark">
            <Icon name={MARKS[row.state]} />
            {t.state[row.state]}
          </small>
          {row.amountVnd !== null && <span class="sum">{vnd(row.amountVnd)}</span>}
        </span>
      </span>
    </a>
  );
}

function NoBag() {
  const { list: t } = texts();
  const session = useSession();
  const { over } = useNow();
  const { run, busy, error } = useDoing();
  return (
    <section class="page">
      {over && (
        <div class="card" role="status">
          <h2>{t.over(momentText(over.at))}</h2>
          {over.acts.map((act) => (
            <p key={act.seq}>
              {kinds.find((each) => act.kind.startsWith(`${each.module}.`))?.say(act, null)}
            </p>
          ))}
        </div>
      )}
      <h1>{t.empty}</h1>
      <p>{t.emptyDetail}</p>
      <ErrorText text={error} />
      <div class="thumb">
        <button type="button" class="go wide" disabled={busy} onClick={() => run(session.refresh)}>
          {busy ? t.fetching : t.fetch}
        </button>
      </div>
    </section>
  );
}
