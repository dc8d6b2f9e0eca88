import { v7 } from 'uuid';

/** A UUIDv7 (RFC 9562) made by whoever acts first, so that a retry carries the same identity. */
export type Id = string;

export function newId(): Id {
  return v7();
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

export function isId(text: string): boolean {
  return UUID.test(text);
}
