export const KINDS = ['regular', 'supplementary', 'withdrawal'] as const;
export const CHANGES = ['new', 'gone', 'changed'] as const;
export const STATUSES = ['due', 'paid', 'returned', 'withdrawn'] as const;
export const CHANNELS = ['point', 'office', 'home', 'bank'] as const;

export interface ListsSearch {
  readonly month?: string;
}

export interface IntakeSearch extends ListsSearch {
  readonly programme?: string;
  readonly kind?: (typeof KINDS)[number];
}

export interface CompareSearch extends ListsSearch {
  readonly programme?: string;
  readonly unit?: string;
  readonly change?: (typeof CHANGES)[number];
  readonly q?: string;
}

export interface ListSearch {
  readonly q?: string;
  readonly status?: (typeof STATUSES)[number];
  readonly channel?: (typeof CHANNELS)[number];
}
