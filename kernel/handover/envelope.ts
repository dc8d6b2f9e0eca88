import { hash } from 'node:crypto';
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

/**
 * JSON with sorted keys and amounts as digits, so that equal inputs have equal bytes. Keys that are numbers (notes of a
 * count) come first and in their own order, as in every JavaScript object. A replacer would say it in one line and take
 * ten times as long, for every payment.
 */
export function canonical(value: unknown): string {
  if (typeof value === 'bigint') return `"${value}"`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (value instanceof Date) return JSON.stringify(value);
  if (Array.isArray(value))
    return `[${value.map((each) => (each === undefined ? 'null' : canonical(each))).join(',')}]`;
  const object = value as Readonly<Record<string, unknown>>;
  let text = '';
  for (const key of sortedKeys(object)) {
    const each = object[key];
    if (each !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonical(each)}`;
  }
  return `{${text}}`;
}

function sortedKeys(object: object): string[] {
  const keys = Object.keys(object);
  const numbers = keys.findIndex((key) => !/^(0|[1-9]\d*)$/.test(key));
  if (numbers === -1) return keys;
  return numbers === 0 ? keys.sort() : [...keys.slice(0, numbers), ...keys.slice(numbers).sort()];
}

/** SHA-256 of what was asked, by whom and where. */
export function inputHash(envelope: Pick<Envelope, 'kind' | 'doer' | 'officeId' | 'input'>): Buffer {
  const { kind, doer, officeId, input } = envelope;
  const who = doer.kind === 'job' ? { kind: doer.kind, name: doer.name } : { kind: doer.kind, id: doer.id };
  return hash('sha256', canonical({ kind, who, officeId, input }), 'buffer');
}
