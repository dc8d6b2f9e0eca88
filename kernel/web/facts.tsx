import type { ReactNode } from 'react';
import styles from './facts.module.css';

interface Props {
  readonly facts: readonly (readonly [name: string, value: ReactNode] | null | false)[];
}

/** What is known of one matter: names and values, side by side. A null is left out. */
export function Facts({ facts }: Props) {
  return (
    <dl className={styles['facts']}>
      {facts.map(
        (fact) =>
          fact && (
            <div key={fact[0]}>
              <dt>{fact[0]}</dt>
              <dd>{fact[1]}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: ReactNode;
  /** What stands after the value. */
  readonly unit?: string;
  readonly note?: ReactNode;
  /** Names the figure for journeys and for those who read the page by program. */
  readonly figure?: string;
}

/** A few large figures in one row. */
export function Figures({ children }: { children: ReactNode }) {
  return <dl className={styles['figures']}>{children}</dl>;
}

export function Figure({ name, value, unit, note, figure }: FigureProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <span data-figure={figure}>{value}</span> {unit && <small>{unit}</small>}
      </dd>
      {note !== undefined && <dd className={styles['note']}>{note}</dd>}
    </div>
  );
}
