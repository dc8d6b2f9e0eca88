import { useCallback, useMemo, useState } from 'react';
import { judge, type Judged } from '#modules/rounds/rules/day.ts';
import { dayOf, type Draft, draftOf, emptyDraft, withoutGone } from './draft.ts';
import type { DayReply, PlansReply } from './queries.ts';

const STEPS_KEPT = 100;

interface Steps {
  /** The accepted version that they began from; 0 when there was none. */
  readonly from: number;
  readonly drafts: readonly Draft[];
}

export interface Drafting {
  readonly draft: Draft;
  readonly judged: readonly Judged[];
  /** Whether it differs from what was accepted, or from nothing. */
  readonly changed: boolean;
  /** Whether somebody else accepted a version since the draft was begun. */
  readonly overtaken: boolean;
  /** Replaces the draft; the one before can be had again. */
  change(next: Draft): void;
  undo: (() => void) | null;
  /** The accepted rounds again. */
  drop(): void;
  /** The draft is this version now: it ends when that version is here. */
  acceptedAs(version: number): void;
}

/** The rounds in the planner's hands, judged at each change; begun from the accepted ones. */
export function useDraft(day: DayReply, plans: PlansReply): Drafting {
  const version = plans.versions[0]?.version ?? 0;
  const begun = useMemo(() => (version > 0 ? draftOf(day, plans) : emptyDraft(day)), [day, plans, version]);
  const [{ from, drafts }, setSteps] = useState<Steps>({ from: version, drafts: [] });
  const [own, setOwn] = useState<number | null>(null);
  const drop = useCallback(() => setSteps({ from: 0, drafts: [] }), []);
  if (own !== null && version >= own) {
    setOwn(null);
    drop();
  }
  const latest = drafts.at(-1) ?? begun;
  // Who was paid or stopped meanwhile is visited no more.
  const draft = useMemo(() => withoutGone(latest, day), [latest, day]);
  const rules = useMemo(() => dayOf(day), [day]);
  const judged = useMemo(() => judge(rules, draft), [rules, draft]);
  const change = useCallback(
    (next: Draft) =>
      setSteps((before) => ({
        from: before.drafts.length === 0 ? version : before.from,
        drafts: [...before.drafts, next].slice(-STEPS_KEPT),
      })),
    [version],
  );
  const undo = useCallback(
    () => setSteps((before) => ({ ...before, drafts: before.drafts.slice(0, -1) })),
    [],
  );
  const changed = drafts.length > 0;
  return {
    draft,
    judged,
    changed,
    overtaken: changed && own === null && version !== from,
    change,
    undo: changed ? undo : null,
    drop,
    acceptedAs: setOwn,
  };
}
