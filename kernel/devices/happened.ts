import type { ClockFacts } from './operation.ts';

/** What was known at the moment a batch arrived; null for operations that came without one, in a file. */
export interface Sending {
  readonly receivedAt: Date;
  readonly sentAt: Date | null;
  readonly clock: ClockFacts | null;
}

export interface Happened {
  readonly at: Date;
  readonly by: 'monotonic' | 'offset' | 'sending' | 'receipt';
  /** The phone's clock less the judged time: above zero where it went ahead. */
  readonly skewMs: number;
}

/** Beyond it a phone's clock is an alarm. */
export const SKEW_ALARM_MS = 5 * 60_000;
/** A phone comes home within a season; what claims to be older has a clock that says nothing. */
const OLDEST_MS = 180 * 86_400_000;

/**
 * When an operation happened, by what cannot be set: the monotonic clock where the same run of the application sent it,
 * else the offset that the phone had learned from the server, else the offset of the sending. Never after it was received.
 */
export function whenHappened(
  operation: { occurredAt: string; clock: ClockFacts },
  sending: Sending,
): Happened {
  const phone = Date.parse(operation.occurredAt);
  const { at, by } = judged(phone, operation.clock, sending);
  const received = sending.receivedAt.valueOf();
  const believed = at <= received && at > received - OLDEST_MS;
  const happened = believed ? at : received;
  const skewMs = Math.round(phone - (believed ? at : happened));
  return { at: new Date(happened), by: believed || at > received ? by : 'receipt', skewMs };
}

function judged(
  phone: number,
  { run, monotonicMs, offsetMs }: ClockFacts,
  { receivedAt, sentAt, clock }: Sending,
): { at: number; by: Happened['by'] } {
  const received = receivedAt.valueOf();
  if (clock && clock.run === run && clock.monotonicMs >= monotonicMs)
    return { at: received - (clock.monotonicMs - monotonicMs), by: 'monotonic' };
  if (offsetMs !== null) return { at: phone + offsetMs, by: 'offset' };
  if (sentAt) return { at: phone + (received - sentAt.valueOf()), by: 'sending' };
  return { at: phone, by: 'receipt' };
}
