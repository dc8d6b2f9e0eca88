import { Skeleton } from '@mantine/core';
import { useShared } from './texts/texts.ts';
import styles from './page.module.css';

/** The page's shape while its first figures are on their way. */
export function Waiting() {
  const shared = useShared();
  return (
    <div className={styles['page']} role="status" aria-label={shared.loading}>
      <Skeleton height={32} width="40%" />
      <Skeleton height={104} />
      <Skeleton height={240} />
      <Skeleton height={240} />
    </div>
  );
}
