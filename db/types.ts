import type { ColumnType } from 'kysely';

export type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>;
export type Instant = ColumnType<Date, Date | string, Date | string>;

export interface MigrationTable {
  number: number;
  name: string;
  sha256: string;
  applied_at: Generated<Instant>;
}

export interface Schema {
  migration: MigrationTable;
}
