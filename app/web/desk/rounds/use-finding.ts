import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Reply } from '#kernel/web/ask.ts';
import { useAct } from '#kernel/web/use-act.ts';
import type { Outing } from '#modules/rounds/rules/day.ts';
import { ask, type DeskContract } from '../api.ts';
import { searchQuery } from './queries.ts';

type Found = Reply<DeskContract, 'GET /rounds/searches/:searchId'>;

/** Longer for more people; the planner may stop it at any moment and keep the best. */
const secondsFor = (stops: number) => Math.min(30, Math.max(3, Math.ceil(stops / 6)));

/** A search on the server, followed to its end; what it found is handed over once. */
export function useFinding(
  officeId: string,
  day: string,
  onFound: (plan: NonNullable<Found['plan']>) => void,
) {
  const [searchId, setSearchId] = useState<string | null>(null);
  const begin = useAct({
    send: (id, { outings, seconds }: { outings: readonly Outing[]; seconds: number }) =>
      ask('POST /rounds/searches', { body: { id, officeId, day, outings: [...outings], seconds } }),
    onDone: (_answer, _input, id) => setSearchId(id),
  });
  const search = useQuery({ ...searchQuery(officeId, searchId ?? ''), enabled: searchId !== null });
  const handOver = useRef(onFound);
  useEffect(() => {
    handOver.current = onFound;
  });
  const { data } = search;
  useEffect(() => {
    if (searchId === null || !data || data.state === 'looking') return;
    setSearchId(null);
    if (data.plan) handOver.current(data.plan);
  }, [searchId, data]);
  const looking = begin.busy || (searchId !== null && !search.error);
  return {
    act: begin,
    looking,
    progress: searchId === null ? null : (data ?? null),
    failed: search.error ?? (data?.state === 'failed' ? new Error('failed') : null),
    find: (rounds: readonly Outing[], stops: number) => {
      const outings = rounds.map(({ payerId, partnerId, startMinute, minutesAway }) => ({
        payerId,
        partnerId,
        startMinute,
        minutesAway,
      }));
      begin.run({ outings, seconds: secondsFor(stops) });
    },
    stop: () => {
      if (searchId !== null)
        void ask('POST /rounds/searches/:searchId/stop', {
          params: { searchId },
          body: { officeId },
        }).catch(() => {});
    },
  };
}
