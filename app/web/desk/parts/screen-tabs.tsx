import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import styles from './parts.module.css';

interface Tab {
  readonly to: string;
  readonly search?: Readonly<Record<string, unknown>>;
  readonly name: ReactNode;
  readonly exact?: boolean;
}

/** The pages of one screen, as links that say which one is open; tools of the screen stand at the end. */
export function ScreenTabs(props: { label: string; tabs: readonly Tab[]; children?: ReactNode }) {
  return (
    <div className={styles['tabs']}>
      <nav aria-label={props.label}>
        {props.tabs.map(({ to, search = {}, name, exact = false }) => (
          <Link key={to} to={to} search={search} activeOptions={{ exact, includeSearch: false }}>
            {name}
          </Link>
        ))}
      </nav>
      <span className={styles['tools']}>{props.children}</span>
    </div>
  );
}
