import type { TSchema } from 'typebox';
import type { Tx } from '../db/types.ts';
import type { Doer } from '../handover/envelope.ts';
import type { Id } from '../words/id.ts';
import type { Operation } from './operation.ts';

/** An operation that is kept, with what the server judged of it, as a module's act receives it. */
export interface Taken<B = unknown> {
  readonly operation: Operation;
  readonly body: B;
  /** SHA-256 of the signed text, hex: what a handover's proof names. */
  readonly hash: string;
  readonly happenedAt: Date;
  readonly deviceId: Id;
  /** The device's person, who did it. */
  readonly doer: Doer & { readonly kind: 'person' };
  readonly officeId: Id;
  /** People have ruled that it is to be applied, though the phone was lost or its person had no right. */
  readonly ruled: boolean;
}

/** What an act came to. */
export type Effect =
  | {
      readonly outcome: 'posted';
      readonly receipt: Readonly<Record<string, unknown>> | null;
      /** Recorded, and it contradicts what was known. `caseId`: the money that stands aside in suspense. */
      readonly conflict?: {
        readonly code: string;
        readonly facts: Readonly<Record<string, unknown>>;
        readonly caseId: Id | null;
      };
    }
  | {
      /** `quarantined` keeps it for people: a physical fact that cannot be recorded as things stand. */
      readonly outcome: 'refused' | 'quarantined';
      readonly code: string;
      readonly facts: Readonly<Record<string, unknown>>;
    };

/** A kind of operation that a module understands. */
export interface Act<B = unknown> {
  /** The form of its body; what does not fit is kept aside. */
  readonly body: TSchema;
  /** Roles of which its person held one over the office when it happened. */
  readonly may: readonly string[];
  /** Money or things change hands: to apply it after all takes two people. */
  readonly touchesMoney: boolean;
  /** The money that it names, in VND; null when it names none. */
  readonly amountOf?: (body: B) => bigint | null;
  /**
   * Applies operations of one device in their order and answers each. The same operation is given again only when it was
   * rolled back. An error is taken back with everything that its call has written.
   */
  apply(tx: Tx, now: Date, taken: readonly Taken<B>[]): Promise<readonly Effect[]>;
}

/** The acts of all modules by their kind, `module.act`. */
export type Acts = Readonly<Record<string, Act>>;

/** The roles that have something to do on a phone: those of any act. */
export const rolesOf = (acts: Acts): string[] => [...new Set(Object.values(acts).flatMap(({ may }) => may))];

/** Declares an act whose body has the type of its form. */
export function act<B>(declared: Act<B>): Act {
  return declared as unknown as Act;
}
