import type { ReactNode } from 'react';
import { useOpenedBelow } from '#kernel/web/use-opened-below.ts';
import styles from './list-and-detail.module.css';

interface Props {
  readonly list: ReactNode;
  /** Which row is chosen. */
  readonly chosen: string | undefined;
  /** The sheets about it; nothing while none is. */
  readonly detail: ReactNode;
  /** Which of the two needs more room. */
  readonly wide: 'list' | 'detail';
}

/** A list and what is chosen of it: side by side, or one below the other where there is no room. */
export function ListAndDetail({ list, chosen, detail, wide }: Props) {
  const place = useOpenedBelow(chosen);
  return (
    <div className={styles['both']} data-wide={detail ? wide : undefined}>
      {list}
      {detail && (
        <div ref={place} className={styles['detail']}>
          {detail}
        </div>
      )}
    </div>
  );
}
