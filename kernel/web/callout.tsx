import type { HTMLAttributes } from 'react';
import styles from './callout.module.css';

interface Props extends HTMLAttributes<HTMLDivElement> {
  readonly as?: 'watch' | 'bad' | undefined;
}

/** What is to be known before an act, set off from its fields; the colour only repeats what the words say. */
export function Callout({ as, ...props }: Props) {
  return <div className={styles['callout']} data-as={as} {...props} />;
}
