export const CASE_STATES = ['open', 'ruled'] as const;
export type CaseState = (typeof CASE_STATES)[number];

export interface DifferencesSearch {
  readonly office?: string;
  readonly state?: CaseState;
  readonly case?: string;
}
