import { shareOf } from '#kernel/web/format.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ShareBar } from '#kernel/web/marked.tsx';
import styles from './share-cell.module.css';

/** A paid share as a figure and a bar. */
export function ShareCell({ paid, due }: { paid: bigint; due: bigint }) {
  const format = useFormat();
  return (
    <span className={styles['cell']}>
      <ShareBar share={shareOf(paid, due)} />
      <span>{format.share(paid, due)}</span>
    </span>
  );
}
