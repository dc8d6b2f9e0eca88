import { formatDay, isDay } from '#kernel/words/day.ts';

/** A birth as a list writes it: the day, the year alone, or a dash for none. */
export function birthText(birth: string | null): string {
  if (birth === null) return '–';
  return isDay(birth) ? formatDay(birth) : birth;
}
