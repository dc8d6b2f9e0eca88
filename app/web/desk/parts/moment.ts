import { dayAt } from '#kernel/words/day.ts';
import { useFormat } from '#kernel/web/use-format.ts';

/** An instant as people say it: the day and the minute in Vietnam. */
export function useMoment(): (at: string) => string {
  const format = useFormat();
  return (at) => {
    const instant = new Date(at);
    return `${format.day(dayAt(instant))} ${format.time(instant.valueOf()).slice(0, 5)}`;
  };
}
