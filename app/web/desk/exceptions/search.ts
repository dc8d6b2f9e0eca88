export const EXCEPTION_STATES = ['open', 'ruled'] as const;
export type ExceptionState = (typeof EXCEPTION_STATES)[number];

export interface ExceptionsSearch {
  readonly office?: string;
  readonly state?: ExceptionState;
  /** Only those of one phone. */
  readonly phone?: string;
  readonly exception?: string;
}
