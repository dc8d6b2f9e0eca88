import type { Covered } from '#kernel/devices/covered.ts';
import type { inboxContract } from '#kernel/devices/inbox-contract.ts';
import type { Attachment, Json, Operation, SignedOperation } from '#kernel/devices/operation.ts';
import type { ChainEnd } from '#kernel/devices/seal.ts';
import type { Reply } from '#kernel/web/ask.ts';

export type SyncReply = Reply<typeof inboxContract, 'POST /devices/:deviceId/operations'>;
export type Answer = SyncReply['answers'][number];
/** What people ruled on an operation, as the server tells it. */
export type Told = SyncReply['rulings'][number];
export type DeviceState = SyncReply['state'];

/** Whom this phone is enrolled to, and the key pair whose private half no script can read. */
export interface Enrolled {
  readonly deviceId: string;
  readonly name: string;
  readonly staffId: string;
  readonly person: string;
  readonly officeId: string;
  readonly office: string;
  /** The first key of the signed record; null when the record had none at enrolment, and then nothing is deleted. */
  readonly evidenceKey: string | null;
  readonly keys: CryptoKeyPair;
}

/** An operation as it lies in the phone: frozen, but for what the server answered and what people said of it. */
export interface Kept extends SignedOperation {
  readonly seq: number;
  readonly id: string;
  readonly kind: string;
  readonly hash: string;
  readonly attachments: readonly Attachment[];
  readonly answer: Answer | null;
  /** When the payer marked a refusal as settled with the office, or the office ruled. */
  readonly settledAt: string | null;
}

/** A ruling on an operation, and when the payer read it. */
export interface Ruling extends Omit<Told, 'answer'> {
  readonly readAt: string | null;
}

/** A picture that belongs to an operation: encrypted under the PIN's key until the server has it whole. */
export interface KeptAttachment {
  readonly sha256: string;
  readonly seq: number;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sealed: Sealed;
  readonly whole: boolean;
}

/** AES-GCM: the 96-bit nonce and the ciphertext with its tag. */
export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly bytes: ArrayBuffer;
}

/** What a module packed for the round, encrypted. */
export interface PackedAtRest {
  readonly sealed: Sealed;
  /** Operations up to this one are in it; later ones are counted over it. */
  readonly afterSeq: number;
  readonly receivedAt: string;
  /** Facts of people are thrown away after this instant, once nothing of them is in hand. */
  readonly purgeAt: string;
}

export interface Lock {
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly rounds: number;
  /** Never leaves this browser: the wrapped key is worthless on another machine, whatever the PIN. */
  readonly deviceKey: CryptoKey;
  readonly wrapped: Sealed;
  readonly wrongTries: number;
  readonly lastTryAt: number;
}

export interface Meta {
  enrolled: Enrolled;
  chain: ChainEnd;
  lock: Lock | 'erased';
  packed: PackedAtRest;
  clock: { readonly offsetMs: number };
  /** Up to where rulings were heard. */
  rulings: { readonly cursor: string };
  covered: { readonly seq: number; readonly proof: Covered | null };
  /** How the last round ended: the last act of each module, kept when the bag's facts were thrown away. */
  over: { readonly at: string; readonly acts: readonly Act[] };
  server: { readonly state: DeviceState; readonly nextSeq: number; readonly heardAt: string };
  /** Key pair of an enrolment under way, so that a lost answer is asked for again with the same key. */
  enrolling: { readonly deviceId: string; readonly code: string; readonly keys: CryptoKeyPair };
}

/** What an operation says, read from its text. */
export interface Act {
  readonly seq: number;
  readonly id: string;
  readonly kind: string;
  readonly occurredAt: string;
  /** The office's time of it, as far as the phone knew it then. */
  readonly at: string;
  readonly body: Operation['body'];
  readonly answer: Answer | null;
  readonly settledAt: string | null;
}

/** What a screen asks to have written down; the chain, the clock and the hashes of the pictures are added. */
export interface Wanted {
  readonly kind: string;
  readonly body: Readonly<Record<string, Json>>;
  readonly pictures?: readonly Picture[];
}

export interface Picture {
  readonly sha256: string;
  readonly mediaType: string;
  readonly content: Uint8Array<ArrayBuffer>;
}
