import { useHotkeys } from '@mantine/hooks';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useLanguage } from '#kernel/web/language.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { Waiting } from '#kernel/web/waiting.tsx';
import type { Work } from './queries.ts';
import { targetOf } from './targets.ts';
import { useTexts } from './texts/texts.ts';
import styles from './work-list.module.css';

const ORDER = { late: 0, mismatch: 1, waits: 2 } as const;
const MARKS = { late: 'bad', mismatch: 'watch', waits: 'going' } as const;
const KEYS = 9;

/** Everything that waits, the late first; a digit opens each one. */
export function WorkList({ work, officeId }: { work: UseQueryResult<Work[]>; officeId: string }) {
  const texts = useTexts();
  const navigate = useNavigate();
  const items = (work.data ?? []).toSorted((a, b) => ORDER[a.state] - ORDER[b.state]);
  useHotkeys(
    items.slice(0, KEYS).map((item, i) => [String(i + 1), () => void navigate(targetOf(item, officeId))]),
  );
  if (!work.data)
    return work.error ? (
      <FailureNotice error={work.error} onRetry={() => void work.refetch()} />
    ) : (
      <Waiting />
    );
  return (
    <Sheet title={texts.waiting} note={texts.waitingNote} hint={texts.waitingHint} flush>
      {items.length === 0 ? (
        <p className={styles['none']}>
          <Marked as="good">{texts.nothing}</Marked>
        </p>
      ) : (
        <ol className={styles['work']}>
          {items.map((item, i) => (
            <Item key={item.kind} item={item} officeId={officeId} hotkey={i < KEYS ? String(i + 1) : null} />
          ))}
        </ol>
      )}
    </Sheet>
  );
}

function Item({ item, officeId, hotkey }: { item: Work; officeId: string; hotkey: string | null }) {
  const texts = useTexts();
  const format = useFormat();
  const { kind, state, count, amountVnd, since } = item;
  // What comes to one's own hands is counted before its sum is seen.
  const sumIsShown = BigInt(amountVnd) > 0n && kind !== 'offers-to-me';
  return (
    <li data-work={kind}>
      <Link
        {...targetOf(item, officeId)}
        className={styles['item'] ?? ''}
        aria-keyshortcuts={hotkey ?? undefined}
      >
        <span className={styles['count']}>{format.count(count)}</span>
        <span className={styles['what']}>
          <strong>{texts.kinds[kind]}</strong>
          <span className={styles['quiet']}>
            {sumIsShown && <span>{format.dong(amountVnd)}</span>}
            {kind === 'cash-short' ? (
              <Shortages of={item.shortages} />
            ) : kind === 'funding-short' ? (
              <Unfunded of={item.underfunded} />
            ) : (
              since !== null && <span>{texts.since(format.moment(since))}</span>
            )}
          </span>
        </span>
        <span className={styles['state']}>
          <Marked as={MARKS[state]}>{texts.states[state]}</Marked>
        </span>
        {hotkey !== null && <kbd className={styles['key']}>{hotkey}</kbd>}
      </Link>
    </li>
  );
}

const SHOWN = 3;

/** Where cash is short, by when: the soonest few, since the screen that this opens has all. */
function Shortages({ of }: { of: Work['shortages'] }) {
  const texts = useTexts();
  const format = useFormat();
  return (
    <>
      {of.slice(0, SHOWN).map(({ office, missingVnd, by }) => (
        <span key={office} className={styles['line']}>
          {texts.lacks(office, format.dong(missingVnd), format.dayShort(by))}
        </span>
      ))}
      {of.length > SHOWN && (
        <span className={styles['line']}>{texts.moreOffices(format.count(of.length - SHOWN))}</span>
      )}
    </>
  );
}

/** Whose money has not come, for which month, how much and since when. */
function Unfunded({ of }: { of: Work['underfunded'] }) {
  const texts = useTexts();
  const { language } = useLanguage();
  const format = useFormat();
  return of.map(({ programme, nameVi, nameEn, month, missingVnd, since }) => (
    <span key={`${programme} ${month}`} className={styles['line']}>
      {texts.unfunded(
        language === 'vi' ? nameVi : nameEn,
        format.month(month),
        format.dong(missingVnd),
        format.day(since),
      )}
    </span>
  ));
}
