import { createHash } from 'node:crypto';
import type { Id } from '../words/id.ts';
import type { Count, Vnd } from '../words/money.ts';

export type Hand = Id;

/** Who did it, always said: a person, a job of the system, or support staff (a person too, marked as such). */
export type Doer =
  | { readonly kind: 'person' | 'support'; readonly id: Id; readonly name: string }
  | { readonly kind: 'job'; readonly name: string };

export interface MoneyMove {
  readonly from: Hand;
  readonly to: Hand;
  readonly amountVnd: Vnd;
}

export interface ThingMove {
  readonly thing: Id;
  readonly from: Hand;
  readonly to: Hand;
}

/** One immutable handover as its maker says it; the server adds when it was recorded and its business day. */
export interface Envelope {
  /** UUIDv7 of the maker. The same id with the same input is the same handover. */
  readonly id: Id;
  readonly kind: string;
  readonly doer: Doer;
  readonly officeId: Id;
  readonly occurredAt: Date;
  /** What the maker asked for. It is hashed instead of the moves, which may be derived from a later state at a retry. */
  readonly input: unknown;
  readonly deviceId?: Id;
  readonly reason?: string;
  readonly proof?: unknown;
  /** The offer that this handover accepts, refuses or withdraws. */
  readonly answers?: Id;
  /** The handover that this one compensates. */
  readonly reverses?: Id;
  /** To whom this is an offer. Its moves go into a transit hand. */
  readonly towardHand?: Hand;
  readonly money?: readonly MoneyMove[];
  readonly things?: readonly ThingMove[];
  readonly counts?: readonly { readonly side: CountSide; readonly count: Count }[];
  readonly witnesses?: readonly Id[];
}

export type CountSide = 'offered' | 'accepted' | 'counted' | 'paid';

/** JSON with sorted keys and amounts as digits, so that equal inputs have equal bytes. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => {
    if (typeof each === 'bigint') return each.toString();
    if (each === null || typeof each !== 'object' || Array.isArray(each)) return each;
    return Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** SHA-256 of what was asked, by whom and where. */
export function inputHash(envelope: Pick<Envelope, 'kind' | 'doer' | 'officeId' | 'input'>): Buffer {
  const { kind, doer, officeId, input } = envelope;
  const who = doer.kind === 'job' ? { kind: doer.kind, name: doer.name } : { kind: doer.kind, id: doer.id };
  return createHash('sha256').update(canonical({ kind, who, officeId, input })).digest();
}
