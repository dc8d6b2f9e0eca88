/** The parts of the screen, and what of it stands in the address. */
export const VIEWS = [
  'staff',
  'offices',
  'programmes',
  'rates',
  'limits',
  'entry',
  'holidays',
  'forms',
  'privacy',
] as const;

export interface AdministrationSearch {
  readonly view?: (typeof VIEWS)[number];
  readonly find?: string;
}
