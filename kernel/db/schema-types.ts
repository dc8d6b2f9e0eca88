import { sql } from 'kysely';
import type { Queries } from './types.ts';

type Column = {
  table: string;
  name: string;
  type: string;
  labels: string[] | null;
  nullable: boolean;
  filled: boolean;
  always: boolean;
};

const HEAD = `// Made from the migrated database by "npm run schema". Do not edit it.
import type { ColumnType } from 'kysely';

/** A column the database fills when an insert leaves it out. */
export type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U>
    ? ColumnType<S, I | undefined, U>
    : ColumnType<T, T | undefined, T>;

/** A column only the database fills. */
export type Derived<T> = ColumnType<T extends ColumnType<infer S, infer _I, infer _U> ? S : T, never, never>;

/** An instant: a Date when read, a Date or ISO text when written. */
export type Instant = ColumnType<Date, Date | string, Date | string>;
`;

const TYPES: Record<string, string> = {
  int8: 'bigint',
  int4: 'number',
  int2: 'number',
  float4: 'number',
  float8: 'number',
  bool: 'boolean',
  bytea: 'Buffer',
  json: 'unknown',
  jsonb: 'unknown',
  timestamptz: 'Instant',
  timestamp: 'Instant',
};

/** Writes the TypeScript types of a migrated database: days and numerics are text, money is bigint. */
export async function describeTypes(db: Queries): Promise<string> {
  const { rows } = await sql.raw<Column>(COLUMNS).execute(db);
  const tables = Map.groupBy(rows, (column) => column.table);
  const interfaces = [...tables].map(([table, columns]) => {
    const lines = columns.map((column) => `  ${column.name}: ${typeOf(column)};`);
    return `export interface ${typeName(table)} {\n${lines.join('\n')}\n}\n`;
  });
  const members = [...tables.keys()].map((table) => `  ${table}: ${typeName(table)};`);
  return [HEAD, ...interfaces, `export interface Schema {\n${members.join('\n')}\n}\n`].join('\n');
}

function typeName(table: string): string {
  return `${table.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())}Table`;
}

function typeOf(column: Column): string {
  const type = column.nullable ? orNull(bareType(column)) : bareType(column);
  if (column.always) return `Derived<${type}>`;
  return column.filled ? `Generated<${type}>` : type;
}

function orNull(type: string): string {
  if (type === 'Instant') return 'ColumnType<Date | null, Date | string | null, Date | string | null>';
  return type === 'unknown' ? type : `${type} | null`;
}

function bareType(column: Column): string {
  if (column.labels) return column.labels.map((label) => `'${label}'`).join(' | ');
  const array = column.type.startsWith('_');
  const each = TYPES[array ? column.type.slice(1) : column.type] ?? 'string';
  if (!array) return each;
  return each === 'Instant' ? 'Date[]' : `${each}[]`;
}

const COLUMNS = `
  select c.relname as "table", a.attname as name, base.typname as type, not a.attnotnull as nullable,
    (select array_agg(enumlabel::text order by enumsortorder) from pg_enum where enumtypid = base.oid) as labels,
    a.atthasdef or a.attidentity <> '' as filled,
    a.attidentity = 'a' or a.attgenerated <> '' as always
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  join pg_type t on t.oid = a.atttypid
  join pg_type base on base.oid = coalesce(nullif(t.typbasetype, 0), t.oid)
  where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition
    and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
  order by c.relname, a.attnum`;
