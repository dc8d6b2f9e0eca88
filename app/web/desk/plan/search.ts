export const CHANNELS = ['point', 'office', 'home', 'bank'] as const;
export type Channel = (typeof CHANNELS)[number];

export interface PlanSearch {
  readonly month?: string;
  readonly office?: string;
  readonly programme?: string;
}

export interface PlanPeopleSearch extends PlanSearch {
  readonly q?: string;
  readonly channel?: Channel;
  readonly day?: string;
  readonly age?: '80';
}
