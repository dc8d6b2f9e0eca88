import type { Kysely, QueryExecutorProvider, Transaction } from 'kysely';
import type { ReadonlyKysely } from 'kysely/readonly';
import type { Schema } from '../../db/types.ts';

export type { Schema };

/**
 * What only reads asks for: a write through it does not compile. A transaction is one too, so that a rule can be
 * checked inside the write it guards. Raw SQL passes any type; through `Database.read` PostgreSQL itself refuses it.
 */
export type Read = Pick<ReadonlyKysely<Schema>, 'selectFrom' | 'selectNoFrom' | 'case' | 'fn' | 'dynamic'> &
  QueryExecutorProvider;

/** An open transaction. What writes asks for one in its type, so nothing is written outside a transaction. */
export type Tx = Transaction<Schema>;

/** The unrestricted query builder, for the few places that need a connection of their own. */
export type Queries = Kysely<Schema>;
