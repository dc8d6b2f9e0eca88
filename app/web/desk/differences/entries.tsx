import { Marked } from '#kernel/web/marked.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { HandoverLink } from '../parts/handover/link.tsx';
import styles from './page.module.css';
import type { CaseDetail } from './queries.ts';
import { useTexts } from './texts/texts.ts';

const AS = {
  disputed: 'bad',
  explained: 'going',
  ruled: 'closed',
  overruled: 'closed',
  taken_back: 'going',
} as const;

/** What was said of a difference, in the order it was written; the ruling leads to its handover. */
export function Entries({ found }: { readonly found: CaseDetail }) {
  const texts = useTexts();
  const format = useFormat();
  if (found.entries.length === 0 && found.said === null)
    return <p className={styles['quiet']}>{texts.noEntries}</p>;
  return (
    <ol className={styles['entries']}>
      {found.said !== null && (
        <li>
          <Marked as="going">{texts.saidAtCount}</Marked>
          <p>{found.said}</p>
          <span className={styles['quiet']}>
            {found.foundBy}, {format.moment(found.openedAt)}
          </span>
        </li>
      )}
      {found.entries.map((entry) => (
        <li key={entry.id}>
          <Marked as={AS[entry.kind]}>
            {entry.ruling === null
              ? texts.entryKinds[entry.kind]
              : texts.ruledAs(texts.entryKinds[entry.kind], texts.rulings[entry.ruling])}
          </Marked>
          <p>{entry.note}</p>
          <span className={styles['quiet']}>
            {entry.by}, {format.moment(entry.at)}
            {entry.handoverId !== null && (
              <>
                {', '}
                <HandoverLink id={entry.handoverId}>{texts.handover}</HandoverLink>
              </>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}
