import { dayAt, formatDay } from '#kernel/words/day.ts';

const clock = (at: Date) => {
  const local = new Date(at.valueOf() + 7 * 3_600_000).toISOString();
  return local.slice(11, 16);
};

/** `09:41`, Vietnamese time. */
export const timeText = (instant: string): string => clock(new Date(instant));

/** `09:41 05/12`, Vietnamese time. */
export function momentText(instant: string): string {
  const at = new Date(instant);
  return `${clock(at)} ${formatDay(dayAt(at)).slice(0, 5)}`;
}
