/** An office whose month may be opened. */
export interface Place {
  readonly id: string;
  readonly name: string;
  readonly path: string;
}
