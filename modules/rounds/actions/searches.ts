import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import type { Outing } from '../rules/day.ts';
import { problemOf } from '../rules/day.ts';
import { planInWorker } from '../solve/plan-in-worker.ts';
import type { Plan, Progress } from '../solve/problem.ts';
import type { RichDay } from './read-day.ts';

/** A search for the best rounds of a day, as its planner follows it. */
export interface Search {
  readonly officeId: Id;
  readonly seconds: number;
  readonly beganMs: number;
  progress: Progress | null;
  plan: Plan | null;
  failed: boolean;
  stop(): void;
}

/** Threads at once: searching must not take the machine from those who pay. */
const THREADS = 2;
const KEPT = 40;
/** The same day with the same people gives the same first plan. */
const SEED = 20201208;

/**
 * The searches of this process. They hold nothing that is not found again by searching anew, so they live in memory: a plan is
 * stored when it is accepted.
 */
export function openSearches() {
  const searches = new Map<Id, Search>();
  const running = () => [...searches.values()].filter(({ plan, failed }) => !plan && !failed);
  return {
    /** Begins a search; the same id is the same search. Refuses `searching_already` while the office or the machine is at one. */
    begin(id: Id, officeId: Id, day: RichDay, outings: readonly Outing[], seconds: number): void {
      if (searches.has(id)) return;
      const now = running();
      if (now.length >= THREADS || now.some((each) => each.officeId === officeId))
        throw new Refusal('searching_already', { searches: now.length });
      const stopping = new AbortController();
      const search: Search = {
        officeId,
        seconds,
        beganMs: performance.now(),
        progress: null,
        plan: null,
        failed: false,
        stop: () => stopping.abort(),
      };
      searches.set(id, search);
      for (const oldest of searches.keys()) if (searches.size > KEPT) searches.delete(oldest);
      const effort = {
        seed: SEED,
        seconds,
        signal: stopping.signal,
        onBetter: (progress: Progress) => {
          search.progress = progress;
        },
      };
      planInWorker(problemOf(day, outings), effort).then(
        (plan) => {
          search.plan = plan;
        },
        () => {
          search.failed = true;
        },
      );
    },
    /** The search of this office. Refuses `search_gone` when the server was started anew since, or it is long over. */
    show(id: Id, officeId: Id): Search {
      const search = searches.get(id);
      if (search?.officeId !== officeId) throw new Refusal('search_gone', { search: id });
      return search;
    },
  };
}
