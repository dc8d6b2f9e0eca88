import type { ReactNode } from 'react';
import styles from './list-and-detail.module.css';

interface Props {
  readonly list: ReactNode;
  /** The sheets about the row that is chosen; nothing while none is. */
  readonly detail: ReactNode;
  /** Which of the two needs more room. */
  readonly wide: 'list' | 'detail';
}

/** A list and what is chosen of it: side by side, or one below the other where there is no room. */
export function ListAndDetail({ list, detail, wide }: Props) {
  if (!detail) return list;
  return (
    <div className={styles['both']} data-wide={wide}>
      {list}
      <div className={styles['detail']}>{detail}</div>
    </div>
  );
}
