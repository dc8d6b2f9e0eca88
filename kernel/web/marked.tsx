import type { ReactNode } from 'react';
import { CheckIcon, ClockIcon, LockIcon, WarningIcon } from './icons.tsx';
import styles from './marked.module.css';

const ICONS = { good: CheckIcon, closed: LockIcon, going: ClockIcon, watch: WarningIcon, bad: WarningIcon };

/** A state as icon and words; the colour only repeats what they say. */
export function Marked({ as, children }: { as: keyof typeof ICONS; children: ReactNode }) {
  const Icon = ICONS[as];
  return (
    <span className={styles['marked']} data-as={as}>
      <Icon size={14} />
      <span>{children}</span>
    </span>
  );
}

/** A bar of a share between 0 and 1; the figure stands beside it in text. */
export function ShareBar({ share }: { share: number }) {
  return (
    <svg className={styles['bar']} viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect width="100" height="6" fill="var(--bar-ground)" />
      <rect width={share * 100} height="6" fill="var(--ink)" />
    </svg>
  );
}
