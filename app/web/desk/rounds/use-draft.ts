import { useCallback, useMemo, useState } from 'react';
import { judge, type Judged } from '#modules/rounds/rules/day.ts';
import { dayOf, type Draft, draftOf, emptyDraft, withoutGone } from './draft.ts';
import type { DayReply, PlansReply } from './queries.ts';

const STEPS_KEPT = 100;

export interface Drafting {
  readonly draft: Draft;
  readonly judged: readonly Judged[];
  /** Whether it differs from what was accepted, or from nothing. */
  readonly changed: boolean;
  /** Replaces the draft; the one before can be had again. */
  change(next: Draft): void;
  undo: (() => void) | null;
}

/** The rounds in the planner's hands, judged at each change; begun from the accepted ones. */
export function useDraft(day: DayReply, plans: PlansReply): Drafting {
  const begun = useMemo(
    () => (plans.versions.length > 0 ? draftOf(day, plans) : emptyDraft(day)),
    [day, plans],
  );
  const [steps, setSteps] = useState<readonly Draft[]>([]);
  const latest = steps.at(-1) ?? begun;
  // Who was paid or stopped meanwhile is visited no more.
  const draft = useMemo(() => withoutGone(latest, day), [latest, day]);
  const rules = useMemo(() => dayOf(day), [day]);
  const judged = useMemo(() => judge(rules, draft), [rules, draft]);
  const change = useCallback((next: Draft) => setSteps((before) => [...before, next].slice(-STEPS_KEPT)), []);
  const undo = useCallback(() => setSteps((before) => before.slice(0, -1)), []);
  return { draft, judged, changed: steps.length > 0, change, undo: steps.length > 0 ? undo : null };
}
