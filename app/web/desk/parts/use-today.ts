import { useQuery } from '@tanstack/react-query';
import { type Day, dayAt } from '#kernel/words/day.ts';
import { aboutQuery } from '../queries.ts';

/** The province's day; a demonstration lives in its own month. */
export function useToday(): Day {
  const { data } = useQuery(aboutQuery);
  return dayAt(new Date(Date.now() + (data?.demonstration?.clockAheadMs ?? 0)));
}
