import { useState } from 'react';
import { isId } from '#kernel/words/id.ts';

interface Kept {
  /** Who stands at the counter now. */
  readonly present: string | null;
  /** Who was called up and waits, the next one first. */
  readonly waiting: readonly string[];
}

export interface Queue extends Kept {
  /** Brings a person to the counter; whoever stood there waits, or leaves. */
  bring(citizenId: string, stoodWaits: boolean): void;
  /** Lets the present person wait behind the others. */
  park(): void;
  /** Brings the next of those who wait. */
  next(): void;
  /** The present person is done. */
  leave(): void;
  drop(citizenId: string): void;
}

const NOBODY: Kept = { present: null, waiting: [] };
const WAITING_MAX = 12;

/** Who is at the counter and who waits: ids alone, so that a reload keeps them and the browser's disk names nobody. */
export function useQueue(name: string): Queue {
  const [kept, setKept] = useState<Kept>(() => readKept(name));
  const put = (change: (now: Kept) => Kept) =>
    setKept((now) => {
      const next = change(now);
      keep(name, next);
      return next;
    });
  return {
    ...kept,
    bring: (citizenId, stoodWaits) =>
      put(({ present, waiting }) => {
        const others = waiting.filter((id) => id !== citizenId);
        const stood = stoodWaits && present !== null && present !== citizenId ? [present] : [];
        return { present: citizenId, waiting: [...others, ...stood].slice(-WAITING_MAX) };
      }),
    park: () =>
      put(({ present, waiting }) =>
        present === null ? { present, waiting } : { present: null, waiting: [...waiting, present] },
      ),
    next: () =>
      put(({ present, waiting: [first, ...others] }) =>
        first === undefined
          ? { present, waiting: [] }
          : { present: first, waiting: present === null ? others : [...others, present] },
      ),
    leave: () => put(({ waiting }) => ({ present: null, waiting })),
    drop: (citizenId) =>
      put(({ present, waiting }) => ({ present, waiting: waiting.filter((id) => id !== citizenId) })),
  };
}

function readKept(name: string): Kept {
  try {
    const kept = JSON.parse(localStorage.getItem(name) ?? 'null') as Partial<Kept> | null;
    const waiting = Array.isArray(kept?.waiting) ? kept.waiting.filter((id) => isId(id)) : [];
    return {
      present: typeof kept?.present === 'string' && isId(kept.present) ? kept.present : null,
      waiting,
    };
  } catch {
    return NOBODY;
  }
}

function keep(name: string, kept: Kept): void {
  // A browser that keeps nothing still has its queue until it is reloaded.
  try {
    localStorage.setItem(name, JSON.stringify(kept));
  } catch {}
}
