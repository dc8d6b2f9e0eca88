/** @jsxImportSource preact */
import { texts } from '../language.ts';
import { hrefOf } from '../route.ts';
import { countUnsent, openQuestions } from '../acts.ts';
import { useNow } from '../use-session.ts';

/** A clock that is off by more than this is told; less is the link's own slowness. */
const CLOCK_OFF_MS = 5 * 60_000;

/** How far the phone's clock is off, in words; null when it is right enough. */
export function clockText(offsetMs: number | null): string | null {
  if (offsetMs === null || Math.abs(offsetMs) < CLOCK_OFF_MS) return null;
  const { alert } = texts();
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  const much =
    minutes >= 2 * 1_440
      ? alert.days(Math.round(minutes / 1_440))
      : minutes >= 120
        ? alert.hours(Math.round(minutes / 60))
        : alert.minutes(minutes);
  return offsetMs < 0 ? alert.fast(much) : alert.slow(much);
}

/** What the payer must know before the next door. */
export function Alerts({
  full,
  takeOver,
  resting,
}: {
  full: boolean;
  takeOver: (() => void) | null;
  resting: boolean;
}) {
  const { alert } = texts();
  const { acts, kept, held, rulings, state, offsetMs, flushed, failure } = useNow();
  const questions = openQuestions(acts).length;
  const unread = rulings.filter(({ readAt }) => readAt === null).length;
  const waiting = Object.values(held).reduce((sum, each) => sum + each.waiting, 0);
  const clock = clockText(offsetMs);
  const inRound = countUnsent(kept) > 0 || Object.values(held).some((each) => each.things > 0);
  return (
    <div class="alerts" aria-live="polite">
      {state !== 'active' && <p class="error large">{alert[state]}</p>}
      {failure && <p class="error">{alert.failure(failure.code)}</p>}
      {flushed?.gapAt != null && <p class="error large">{alert.gap(flushed.gapAt)}</p>}
      {full && <p class="error">{alert.full}</p>}
      {unread > 0 && (
        <p class="warn">
          <a href={hrefOf('send')}>{alert.ruled(unread)}</a>
        </p>
      )}
      {questions > 0 && resting && (
        <p class="warn">
          <a href={hrefOf('send')}>{alert.questions(questions)}</a>
        </p>
      )}
      {waiting > 0 && resting && (
        <p class="warn">
          <a href={hrefOf('bag')}>{alert.waiting(waiting)}</a>
        </p>
      )}
      {clock && resting && <p class="warn">{alert.clock(clock)}</p>}
      {takeOver && resting && (
        <p class="warn">
          {alert.update}{' '}
          <button
            type="button"
            class="link"
            onClick={() => {
              if (!inRound || confirm(alert.updateAsk)) takeOver();
            }}
          >
            {alert.updateNow}
          </button>
        </p>
      )}
    </div>
  );
}
