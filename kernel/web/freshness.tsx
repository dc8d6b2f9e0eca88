import { dayAt } from '../words/day.ts';
import { useFormat } from './use-format.ts';
import { BrokenIcon, ClockIcon, LiveIcon } from './icons.tsx';
import type { LiveState } from './live.ts';
import { useShared } from './texts/texts.ts';
import styles from './freshness.module.css';

/** How often the page reloads when no stream tells of changes. */
export const POLL_SECONDS = 15;

interface Props {
  readonly live: LiveState;
  readonly reached: boolean;
  /** When the figures on screen were loaded; 0 before the first ones are here. */
  readonly at: number;
  /** The clock that the figures live by less this machine's, where the two differ: a demonstration has its own month. */
  readonly clockAheadMs?: number | undefined;
}

/** How fresh the figures are: the state of the connection as it is, and the time of the last load. */
export function Freshness({ live, reached, at, clockAheadMs = 0 }: Props) {
  const shared = useShared();
  const format = useFormat();
  const state = !reached ? 'lost' : live === 'live' ? 'live' : 'polled';
  const { Icon, text, hint } = {
    lost: { Icon: BrokenIcon, text: shared.offline, hint: shared.offlineHint },
    live: { Icon: LiveIcon, text: shared.live, hint: shared.liveHint },
    polled: { Icon: ClockIcon, text: shared.polled(POLL_SECONDS), hint: shared.polledHint },
  }[state];
  return (
    <p className={styles['freshness']} data-state={state}>
      <span className={styles['state']} role="status" title={hint}>
        <Icon /> {text}
      </span>
      {at > 0 && (
        <>
          <span>{shared.updatedAt(format.time(at + clockAheadMs))}</span>
          {clockAheadMs !== 0 && (
            <span>{shared.ownClock(format.day(dayAt(new Date(at + clockAheadMs))))}</span>
          )}
        </>
      )}
    </p>
  );
}
