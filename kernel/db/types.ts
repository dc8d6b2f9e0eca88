import type { Kysely, Transaction } from 'kysely';
import type { ReadonlyKysely } from 'kysely/readonly';
import type { Schema } from '../../db/types.ts';

export type { Schema };

/** A connection that can only select: a write through it does not compile. */
export type Read = ReadonlyKysely<Schema>;

/** An open transaction. What writes asks for one in its type, so nothing is written outside a transaction. */
export type Tx = Transaction<Schema>;

/** The unrestricted query builder, for the few places that need a connection of their own. */
export type Queries = Kysely<Schema>;
