import type { Subject } from './leaf-text.ts';
import { isListedKey, type ListedKey, ORIGIN } from './note.ts';

/**
 * An export is gzipped text, one line of JSON each, and is all that a verifier needs:
 *
 * 1. the head: what range it holds, the hashes that stand for all leaves before it, and the public keys;
 * 2. leaves in their order, each with its position, transaction and the hash that the tree was built with;
 *    `missing` names a leaf whose rows are gone, `added` shows rows that no leaf was made of;
 * 3. among them, after the leaf with which its tree ends, a signed checkpoint;
 * 4. the end, with the count of leaves.
 *
 * Hashes are base64.
 */
export const EXPORT_FORM = 'tungnha-evidence/1';

export interface Head {
  readonly export: typeof EXPORT_FORM;
  readonly origin: string;
  /** Positions from `from` up to, not including, `to`. */
  readonly from: number;
  readonly to: number;
  /** The root of the tree of `to` leaves. */
  readonly root: string;
  /** Hashes of the complete subtrees that `from` leaves fall apart into, the largest first. */
  readonly left: readonly string[];
  readonly keys: readonly ListedKey[];
}

export type ExportLine =
  | {
      readonly line: 'leaf';
      readonly n: number;
      readonly xid: bigint;
      readonly hash: string;
      readonly leaf: string;
    }
  | { readonly line: 'missing'; readonly n: number; readonly hash: string; readonly subject: Subject }
  | { readonly line: 'added'; readonly leaf: string }
  | { readonly line: 'checkpoint'; readonly note: string }
  | { readonly line: 'end'; readonly count: number };

const LEAF = /^\{"n":(\d{1,16}),"xid":"(\d{1,20})","hash":"([A-Za-z0-9+/=]{44})","leaf":(\{.*\})\}$/su;

export function leafLine(n: number, xid: string, hash: string, leaf: string): string {
  return `{"n":${n},"xid":"${xid}","hash":"${hash}","leaf":${leaf}}\n`;
}

export const missingLine = (n: number, hash: string, missing: Subject) =>
  `${JSON.stringify({ n, hash, missing })}\n`;
export const addedLine = (leaf: string) => `{"added":${leaf}}\n`;
export const checkpointLine = (checkpoint: string) => `${JSON.stringify({ checkpoint })}\n`;
export const endLine = (count: number) => `${JSON.stringify({ end: true, count })}\n`;

/** Reads the first line; null when the file is no export of a form known here. */
export function readHead(text: string): Head | null {
  const head = parsed(text) as Partial<Head> | null;
  const fits =
    head?.export === EXPORT_FORM &&
    ORIGIN.test(head.origin ?? '') &&
    Number.isSafeInteger(head.from) &&
    Number.isSafeInteger(head.to) &&
    0 <= (head.from as number) &&
    (head.from as number) <= (head.to as number) &&
    typeof head.root === 'string' &&
    Array.isArray(head.left) &&
    head.left.every((hash) => typeof hash === 'string') &&
    Array.isArray(head.keys) &&
    head.keys.every(isListedKey);
  return fits ? (head as Head) : null;
}

/** Reads any other line; null when it is none of the form. A leaf stays the text it is: its bytes are what was hashed. */
export function readLine(text: string): ExportLine | null {
  const [, n, xid, hash, leaf] = LEAF.exec(text) ?? [];
  if (n && xid && hash && leaf) return { line: 'leaf', n: Number(n), xid: BigInt(xid), hash, leaf };
  if (text.startsWith('{"added":')) return { line: 'added', leaf: text.slice(9, -1) };
  const line = parsed(text) as Record<string, unknown> | null;
  if (typeof line?.['checkpoint'] === 'string') return { line: 'checkpoint', note: line['checkpoint'] };
  if (line?.['end'] === true && typeof line['count'] === 'number')
    return { line: 'end', count: line['count'] };
  const { n: at, hash: stored, missing } = line ?? {};
  const subject = readSubject(missing ?? undefined);
  if (Number.isSafeInteger(at) && (at as number) >= 0 && typeof stored === 'string' && subject)
    return { line: 'missing', n: at as number, hash: stored, subject };
  return null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What a leaf says it is about; its text may be damaged. */
export function subjectOfLeaf(leaf: string): Subject | null {
  const { leaf: form, id } = (parsed(leaf) ?? {}) as { leaf?: unknown; id?: unknown };
  return typeof form === 'string' ? readSubject({ kind: form.split('/')[0], id }) : null;
}

function readSubject(value: { readonly kind?: unknown; readonly id?: unknown } | undefined): Subject | null {
  const { kind, id } = value ?? {};
  if (typeof id !== 'string') return null;
  if ((kind === 'handover' || kind === 'operation') && UUID.test(id)) return { kind, id };
  return kind === 'look' && /^\d{1,19}$/.test(id) ? { kind, id } : null;
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
