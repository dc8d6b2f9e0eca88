export const TROUBLED = ['archive', 'backup'] as const;
export const WHYS = ['storage_full', 'failed'] as const;

/** What does not go on while people work: the log that follows every second, or the nightly backup. */
export interface Trouble {
  readonly what: (typeof TROUBLED)[number];
  readonly why: (typeof WHYS)[number];
  readonly since: Date;
}

export interface Troubles {
  began(what: Trouble['what'], error: unknown): void;
  ended(what: Trouble['what']): void;
  list(): readonly Trouble[];
}

/** Kept in memory: after a start what still fails fails again within seconds, and a backup that failed is tried again. */
export function openTroubles(): Troubles {
  const standing = new Map<Trouble['what'], Trouble>();
  return {
    began: (what, error) => {
      const { code } = (error ?? {}) as { readonly code?: unknown };
      const why = code === 'ENOSPC' || code === 'EDQUOT' ? 'storage_full' : 'failed';
      standing.set(what, { what, why, since: standing.get(what)?.since ?? new Date() });
    },
    ended: (what) => void standing.delete(what),
    list: () => [...standing.values()],
  };
}
