import { sql } from 'kysely';
import { PROVINCE_SCHEMA } from './connect.ts';
import type { Queries } from './types.ts';

const HEAD = `-- The database as one readable file, made from the migrated database by "npm run schema". Review it; do not edit it.
-- Grants are those of the application's role.
`;

/** Tells a migrated database as SQL text, always in the same order: types, tables, views, functions, policies, grants. */
export async function dumpSchema(db: Queries): Promise<string> {
  const parts: string[][] = [];
  for (const query of [EXTENSIONS, TYPES, TABLES, INDEXES, VIEWS, FUNCTIONS, POLICIES, GRANTS]) {
    const { rows } = await sql.raw<{ text: string }>(query).execute(db);
    parts.push(rows.map((row) => row.text.replaceAll(`${PROVINCE_SCHEMA}.`, '')));
  }
  const [
    extensions = [],
    types = [],
    tables = [],
    indexes = [],
    views = [],
    functions = [],
    policies = [],
    grants = [],
  ] = parts;
  const blocks = [
    extensions.join('\n'),
    types.join('\n'),
    ...withIndexes(tables, indexes),
    ...views,
    ...functions,
    ...policies,
  ];
  return [HEAD, ...blocks, grants.join('\n')].filter(Boolean).join('\n').concat('\n');
}

/** An index stands under its table: both texts begin with the table's name and a tab. */
function withIndexes(tables: string[], indexes: string[]): string[] {
  const under = Map.groupBy(indexes.map(split), ([table]) => table);
  return tables.map(split).map(([name, text]) => {
    const lines = under.get(name)?.map(([, each]) => `${each};\n`) ?? [];
    return [text, '\n', ...lines].join('');
  });
}

function split(text: string): [string, string] {
  const tab = text.indexOf('\t');
  return [text.slice(0, tab), text.slice(tab + 1)];
}

const HERE = `current_schema()::regnamespace`;
const notOfExtension = (oid: string) =>
  `not exists (select from pg_depend d where d.objid = ${oid} and d.deptype = 'e')`;

const EXTENSIONS = `
  select format('create extension %I;', extname) as text
  from pg_extension where extname <> 'plpgsql' order by extname`;

const TYPES = `
  select case typtype
      when 'e' then format('create type %I as enum (%s);', typname,
        (select string_agg(quote_literal(enumlabel), ', ' order by enumsortorder) from pg_enum where enumtypid = t.oid))
      when 'd' then format('create domain %I as %s%s;', typname, format_type(typbasetype, typtypmod),
        (select string_agg(' ' || pg_get_constraintdef(oid), '' order by conname) from pg_constraint where contypid = t.oid))
      else format('create type %I as (%s);', typname,
        (select string_agg(format('%I %s', attname, format_type(atttypid, atttypmod)), ', ' order by attnum)
         from pg_attribute where attrelid = t.typrelid and attnum > 0 and not attisdropped))
    end as text
  from pg_type t
  where typnamespace = ${HERE} and ${notOfExtension('t.oid')}
    and (typtype in ('e', 'd') or typtype = 'c' and (select relkind from pg_class where oid = typrelid) = 'c')
  order by typname`;

const COLUMN = `
  format('  %I %s', attname, format_type(atttypid, atttypmod))
  || case when attcollation <> typcollation
      then format(' collate %I', (select collname from pg_collation where oid = attcollation)) else '' end
  || case when attgenerated <> '' then format(' generated always as (%s) %s', pg_get_expr(adbin, adrelid),
        case attgenerated when 's' then 'stored' else 'virtual' end)
      when attidentity <> '' then format(' generated %s as identity', case attidentity when 'a' then 'always' else 'by default' end)
      when adbin is not null then ' default ' || pg_get_expr(adbin, adrelid) else '' end
  || case when attnotnull then ' not null' else '' end`;

const TABLES = `
  select format(E'%s\\tcreate table %I (\\n%s\\n)%s;', relname, relname,
    (select string_agg(line, E',\\n' order by kind, position, line) from (
      select 0 as kind, attnum::int as position, ${COLUMN} as line
      from pg_attribute join pg_type on pg_type.oid = atttypid left join pg_attrdef on adrelid = attrelid and adnum = attnum
      where attrelid = c.oid and attnum > 0 and not attisdropped
      union all
      select 1, position(contype in 'puxfc'), format('  constraint %I %s', conname, pg_get_constraintdef(oid))
      from pg_constraint where conrelid = c.oid and contype <> 'n'
    ) lines),
    case when relkind = 'p' then ' partition by ' || pg_get_partkeydef(c.oid)
      when relispartition then ' partition ' || pg_get_expr(relpartbound, c.oid) else '' end) as text
  from pg_class c
  where relnamespace = ${HERE} and relkind in ('r', 'p') and ${notOfExtension('c.oid')}
  order by relname`;

const INDEXES = `
  select format(E'%s\\t%s', c.relname, pg_get_indexdef(i.indexrelid)) as text
  from pg_index i join pg_class c on c.oid = i.indrelid join pg_class n on n.oid = i.indexrelid
  where c.relnamespace = ${HERE} and not exists (select from pg_constraint where conindid = i.indexrelid and contype in ('p', 'u', 'x'))
  order by c.relname, n.relname`;

const VIEWS = `
  select format(E'create %s %I as\\n%s\\n', case relkind when 'm' then 'materialized view' else 'view' end,
    relname, pg_get_viewdef(oid, true)) as text
  from pg_class c where relnamespace = ${HERE} and relkind in ('v', 'm') and ${notOfExtension('c.oid')}
  order by relname`;

const FUNCTIONS = `
  select rtrim(pg_get_functiondef(p.oid), E'\\n') || E';\\n' as text
  from pg_proc p
  where pronamespace = ${HERE} and prokind in ('f', 'p') and ${notOfExtension('p.oid')}
  order by proname, pg_get_function_identity_arguments(p.oid)`;

const POLICIES = `
  select format(E'alter table %I enable row level security;\\n%s', c.relname, (
    select string_agg(format(E'create policy %I on %I for %s%s%s;\\n', polname, c.relname,
        case polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
        E'\\n  using (' || pg_get_expr(polqual, polrelid) || ')',
        E'\\n  with check (' || pg_get_expr(polwithcheck, polrelid) || ')'), '' order by polname)
    from pg_policy where polrelid = c.oid)) as text
  from pg_class c
  where relnamespace = ${HERE} and relrowsecurity
  order by relname`;

const GRANTS = `
  select format('grant %s on %s to %I;', string_agg(lower(privilege), ', ' order by privilege), target, grantee::regrole::text) as text
  from (
    select privilege_type as privilege, grantee, relname::text as target from pg_class c, aclexplode(relacl)
    where relnamespace = ${HERE} and ${notOfExtension('c.oid')}
    union all
    select format('%s (%s)', privilege_type, string_agg(quote_ident(attname), ', ' order by attnum)), grantee, relname
    from pg_class c join pg_attribute on attrelid = c.oid, aclexplode(attacl) where relnamespace = ${HERE}
    group by relname, privilege_type, grantee
    union all
    select privilege_type, grantee, format('function %I(%s)', proname, pg_get_function_identity_arguments(p.oid))
    from pg_proc p, aclexplode(proacl) where pronamespace = ${HERE} and ${notOfExtension('p.oid')}
  ) granted
  where grantee in (select oid from pg_roles where rolname = 'tungnha_app')
  group by target, grantee order by target`;
