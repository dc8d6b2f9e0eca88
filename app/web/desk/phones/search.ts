export interface PhonesSearch {
  readonly office?: string;
  /** The phone that is looked at. */
  readonly phone?: string;
}
