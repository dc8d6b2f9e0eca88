/** One server-sent event. `id` comes back as `lastEventId` when the client reconnects. */
export interface StreamEvent {
  readonly id?: string;
  readonly event?: string;
  readonly data: unknown;
}

export interface EventStream {
  /** What the client saw last, or null when it comes fresh. */
  readonly lastEventId: string | null;
  /** Aborts when the client goes away, reads too slowly, loses its right, or the server stops. */
  readonly signal: AbortSignal;
  send(event: StreamEvent): void;
}

export interface StreamLimits {
  readonly heartbeatMs: number;
  /** Unsent bytes allowed to wait for a client; beyond it the client is cut and may resume from its last event. */
  readonly maxBufferedBytes: number;
}
