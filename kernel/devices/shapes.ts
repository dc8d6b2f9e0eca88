import { Type } from 'typebox';
import { Id, Nullable, OneOf, shape } from '../contract/shapes.ts';
import { OPERATION_CHARS_MOST } from './operation.ts';

/** Who answers for the phones of an office. */
export const KEEPERS = ['treasurer', 'point-keeper', 'district-manager', 'administrator'];
export const WATCHERS = [...KEEPERS, 'chief-accountant', 'auditor', 'provincial-director'];
/** Who rules on what a phone brought and the server could not simply take. */
export const RULERS = ['treasurer', 'chief-accountant', 'district-manager'];

export const Base64url = (maxLength: number) => Type.String({ pattern: '^[A-Za-z0-9_-]+$', maxLength });
export const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256, hex' });
export const DeviceParams = shape({ deviceId: Id });

/** The answer to a challenge, by the device's key; see `admissionText`. */
export const DeviceProofShape = shape({
  challenge: Type.String({ maxLength: 200 }),
  signature: Base64url(100),
});

export const SignedOperationShape = shape({
  text: Type.String({ minLength: 2, maxLength: OPERATION_CHARS_MOST }),
  signature: Base64url(100),
});

export const Texts = shape({ vi: Type.String(), en: Type.String() });
export const Facts = Type.Record(Type.String(), Type.Unknown(), { additionalProperties: true });

/** What became of an operation: kept with its effect, refused by a rule, or kept aside until people rule on it. */
export const OUTCOMES = ['posted', 'refused', 'quarantined'] as const;

export const OperationAnswer = shape({
  /** Null when the text could not be read. */
  id: Nullable(Id),
  seq: Nullable(Type.Integer()),
  /** SHA-256 of the text that was sent. */
  hash: Sha256,
  /** `already`: these very bytes were answered before, and `first` says how. */
  outcome: OneOf(...OUTCOMES, 'already'),
  first: OneOf(...OUTCOMES),
  /** Why it was refused or kept aside, or what is doubtful about what was posted; null when nothing is. */
  code: Nullable(Type.String()),
  facts: Facts,
  text: Nullable(Texts),
  /** What the module answers: a receipt's number, differences found. */
  receipt: Nullable(Facts),
  /** The exception that people have to rule on. */
  exceptionId: Nullable(Id),
});

const DEVICE_STATES = ['active', 'revoked', 'replaced', 'lost'] as const;
export const DeviceState = OneOf(...DEVICE_STATES);
