import { type ReactNode, useId } from 'react';
import styles from './sheet.module.css';

interface Props {
  readonly title: string;
  /** Said beside the title: the unit of the figures, a count. */
  readonly note?: ReactNode;
  /** What one may press or drag; not printed. */
  readonly hint?: string | undefined;
  /** Drawn at the end of the title's line; not printed. */
  readonly tools?: ReactNode;
  /** Gives the heading's id, for a region that is named by it. */
  readonly id?: string;
  /** A table reaches the sheet's edges; text and forms keep away from them. */
  readonly flush?: boolean;
  readonly children: ReactNode;
}

/** One matter of a page: a white sheet with its title. */
export function Sheet({ title, note, hint, tools, id, flush = false, children }: Props) {
  const own = useId();
  const heading = id ?? own;
  return (
    <section className={styles['sheet']} aria-labelledby={heading}>
      <header className={styles['head']}>
        <h2 id={heading}>{title}</h2>
        {note !== undefined && <span className={styles['note']}>{note}</span>}
        {hint !== undefined && <span className={`${styles['note']} on-screen-block`}>{hint}</span>}
        {tools !== undefined && <span className={styles['tools']}>{tools}</span>}
      </header>
      {flush ? children : <div className={styles['body']}>{children}</div>}
    </section>
  );
}
