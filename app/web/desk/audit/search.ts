/** The parts of the screen, and what of it stands in the address. */
export const VIEWS = ['handovers', 'corrections', 'looks', 'entry', 'evidence'] as const;

export interface AuditSearch {
  readonly view?: (typeof VIEWS)[number];
  readonly office?: string;
  readonly from?: string;
  readonly to?: string;
  readonly kind?: string;
  readonly hand?: string;
  readonly by?: string;
  readonly event?: string;
  readonly citizen?: string;
}
