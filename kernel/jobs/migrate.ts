import { runMigrations } from 'graphile-worker';
import { Client } from 'pg';
import { APP_ROLE } from '#kernel/db/app-role.ts';

/** The queue's own schema, beside the province's: the one place where a query names a schema. */
export const JOBS_SCHEMA = 'graphile_worker';

/** Creates or updates the queue's tables as the owner, and lets the application add and run jobs. */
export async function migrateJobs(ownerUrl: string): Promise<void> {
  await runMigrations({ connectionString: ownerUrl, schema: JOBS_SCHEMA });
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(GRANTS);
  } finally {
    await client.end();
  }
}

// The queue's tables have row security on and no policy, which would hide every job from any role but the owner.
const GRANTS = `
  grant usage on schema ${JOBS_SCHEMA} to ${APP_ROLE};
  grant select, insert, update, delete on all tables in schema ${JOBS_SCHEMA} to ${APP_ROLE};
  grant usage on all sequences in schema ${JOBS_SCHEMA} to ${APP_ROLE};
  grant execute on all functions in schema ${JOBS_SCHEMA} to ${APP_ROLE};
  do $$
  declare
    each regclass;
  begin
    for each in select oid from pg_class
      where relnamespace = '${JOBS_SCHEMA}'::regnamespace and relkind = 'r' and relrowsecurity
    loop
      execute format('alter table %s disable row level security', each);
    end loop;
  end $$;
`;
