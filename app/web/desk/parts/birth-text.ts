import { useFormat } from '#kernel/web/use-format.ts';
import { isDay } from '#kernel/words/day.ts';

/** A birth as a list writes it: the day as the language says it, the year alone, or a dash for none. */
export function useBirthText(): (birth: string | null) => string {
  const format = useFormat();
  return (birth) => (birth === null ? '–' : isDay(birth) ? format.day(birth) : birth);
}
