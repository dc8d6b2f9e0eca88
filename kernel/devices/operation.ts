/**
 * What a phone writes down: one operation, and its one form as text. This file and its neighbours `seal`, `batch`,
 * `enrolment`, `covered` and `frames` run in the phone and in the server alike, so they use nothing but the web's own
 * `crypto.subtle`. `docs/offline.md` tells the whole protocol.
 */

/** JSON as a module puts it into an operation. Amounts are digits, since a JSON number loses whole dong above 2^53. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** A file that belongs to an operation and travels by itself; the operation names it by its hash. */
export interface Attachment {
  /** SHA-256 of the content, hex. */
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string;
}

/** What the phone knows of time besides its clock, which anybody can set. */
export interface ClockFacts {
  /** A random UUID of this run of the application: `monotonicMs` counts from its start and cannot be set back. */
  readonly run: string;
  readonly monotonicMs: number;
  /** Server time minus phone time when the server was last heard; null when it never was. */
  readonly offsetMs: number | null;
}

export interface Operation {
  readonly form: 'operation/1';
  /** UUIDv7 made by the phone. */
  readonly id: string;
  readonly device: string;
  /** 1, 2, 3 ... for each device, without a gap. */
  readonly seq: number;
  /** SHA-256 of the text of the operation before, hex; zeros before the first. */
  readonly prev: string;
  /** `module.act`, of those that modules have registered. */
  readonly kind: string;
  /** The phone's clock, ISO 8601 in UTC. */
  readonly occurredAt: string;
  readonly clock: ClockFacts;
  readonly body: Readonly<Record<string, Json>>;
  readonly attachments: readonly Attachment[];
}

/** An operation as it is kept and sent: its text, byte for byte, and the device's signature under it. */
export interface SignedOperation {
  readonly text: string;
  /** ECDSA P-256 over SHA-256 of the text's UTF-8, r and s of 32 bytes each, base64url. */
  readonly signature: string;
}

/** `prev` of a device's first operation. */
export const NO_HASH = '0'.repeat(64);

/** Sizes that keep a batch on a slow link small, and nobody from filling the server's disk. */
export const OPERATION_CHARS_MOST = 32_768;
const ATTACHMENTS_MOST = 6;
export const ATTACHMENT_BYTES_MOST = 2 * 1024 * 1024;

/**
 * JSON in the canonical form of RFC 8785: names in the order of their UTF-16 units, no spaces, numbers and texts as
 * ECMAScript writes them. One value has one text, so that its hash and signature mean it and nothing else.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const object = value as Readonly<Record<string, unknown>>;
  const parts = Object.keys(object)
    .filter((name) => object[name] !== undefined)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonicalJson(object[name])}`);
  return `{${parts.join(',')}}`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const HASH = /^[0-9a-f]{64}$/;
const INSTANT = /^(19|20|21)\d{2}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/;
const KIND = /^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/;
const NAMES = ['attachments', 'body', 'clock', 'device', 'form', 'id', 'kind', 'occurredAt', 'prev', 'seq'];

/** Reads an operation's text; null when it is none, or not in its canonical form. Its signature is asked for elsewhere. */
export function readOperation(text: string): Operation | null {
  if (text.length > OPERATION_CHARS_MOST || !text.isWellFormed() || text.includes('\\u0000')) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return isOperation(value) && canonicalJson(value) === text ? value : null;
}

function isOperation(value: unknown): value is Operation {
  if (typeof value !== 'object' || value === null) return false;
  const { form, id, device, seq, prev, kind, occurredAt, clock, body, attachments } =
    value as Partial<Operation>;
  return (
    Object.keys(value).sort().join() === NAMES.join() &&
    form === 'operation/1' &&
    fits(UUID, id) &&
    fits(UUID, device) &&
    isCount(seq) &&
    seq > 0 &&
    seq < 2 ** 31 &&
    fits(HASH, prev) &&
    fits(KIND, kind) &&
    fits(INSTANT, occurredAt) &&
    !Number.isNaN(Date.parse(occurredAt)) &&
    isClock(clock) &&
    isObject(body) &&
    Array.isArray(attachments) &&
    attachments.length <= ATTACHMENTS_MOST &&
    attachments.every(isAttachment)
  );
}

export function isClock(value: unknown): value is ClockFacts {
  if (!isObject(value)) return false;
  const { run, monotonicMs, offsetMs } = value as Partial<ClockFacts>;
  return (
    fits(UUID, run) &&
    isCount(monotonicMs) &&
    (offsetMs === null || (Number.isSafeInteger(offsetMs) && Math.abs(offsetMs as number) < 2 ** 42))
  );
}

function isAttachment(value: unknown): value is Attachment {
  if (!isObject(value)) return false;
  const { sha256, bytes, mediaType } = value as Partial<Attachment>;
  return (
    fits(HASH, sha256) &&
    isCount(bytes) &&
    bytes > 0 &&
    bytes <= ATTACHMENT_BYTES_MOST &&
    fits(/^[a-z]+\/[a-z0-9.+-]{1,60}$/, mediaType)
  );
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const fits = (form: RegExp, value: unknown): value is string => typeof value === 'string' && form.test(value);
