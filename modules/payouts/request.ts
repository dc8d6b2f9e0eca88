import type { Actor } from '#kernel/access/actor.ts';
import type { Database } from '#kernel/db/connect.ts';
import type { Id } from '#kernel/words/id.ts';
import type { Person } from './posting.ts';

/** What the routes of every room are given. */
export interface RouteParts {
  readonly db: Database;
  readonly clock: { now(): Date };
}

/** The office a request is admitted to. */
export interface OfficeAt {
  readonly id: Id;
  readonly path: string;
}

/** Where in the tree of offices an admitted request stands. */
export function pathOf(office: { readonly path: string } | null): string {
  if (!office) throw new Error('an office scope names its office');
  return office.path;
}

/** The signed-in person as the ledger writes them. */
export function personOf(actor: Actor): Person {
  return { kind: 'person', id: actor.staffId, name: actor.name };
}
