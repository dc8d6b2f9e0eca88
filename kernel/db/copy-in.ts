import { Buffer } from 'node:buffer';
import { type RawBuilder, sql } from 'kysely';
import { Query, type PoolClient, type QueryResult } from 'pg';
import type { Tx } from './types.ts';

const COPY_IN = /^copy .* from stdin with \(format binary\)$/s;

/** Writes rows made by `copyRows` into a table's columns, named in the order in which their fields were written. */
export async function copyIn(tx: Tx, into: RawBuilder<unknown>, rows: Uint8Array): Promise<void> {
  const { sql: target } = into.compile(tx);
  const node = sql`copy ${sql.raw(target)} from stdin with (format binary)`.compile(tx);
  await tx.executeQuery({ ...node, parameters: [rows] });
}

/** Lets a client answer the statement of `copyIn` with its bytes, which `pg` by itself has no way to send. */
export function sendCopies(client: PoolClient): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  const copying = (...args: unknown[]) => {
    const [text, values] = args;
    if (typeof text !== 'string' || !COPY_IN.test(text) || !Array.isArray(values)) return query(...args);
    return new Promise<QueryResult>((resolve, reject) => {
      const copy = new Query({ text }, (error?: Error, result?: unknown) =>
        error ? reject(error) : resolve(result as QueryResult),
      );
      query(Object.assign(copy, { handleCopyInResponse: (wire: CopyWire) => send(wire, values[0]) }));
    });
  };
  Object.assign(client, { query: copying });
}

interface CopyWire {
  sendCopyFromChunk(bytes: Buffer): void;
  endCopyFrom(): void;
}

const PIECE = 1 << 17;

/** In pieces, because the driver keeps a buffer as large as the largest message it has sent. */
function send(wire: CopyWire, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; at += PIECE)
    wire.sendCopyFromChunk(
      Buffer.from(bytes.buffer, bytes.byteOffset + at, Math.min(PIECE, bytes.length - at)),
    );
  wire.endCopyFrom();
}
