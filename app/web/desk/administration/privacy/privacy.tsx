import styles from '../sheets.module.css';
import { Breaches } from './breaches.tsx';
import { Requests } from './requests.tsx';
import { RetentionRules } from './retention.tsx';

/** What the law on personal data asks: requests of people, breaches, and how long data is kept. */
export function Privacy({ keeps, changes }: { keeps: boolean; changes: boolean }) {
  return (
    <div className={styles['sheets']}>
      <Requests keeps={keeps} />
      <Breaches keeps={keeps} />
      <RetentionRules changes={changes} />
    </div>
  );
}
