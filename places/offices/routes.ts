import { isWithin } from '#kernel/access/actor.ts';
import type { Database } from '#kernel/db/connect.ts';
import { bind, type Bound } from '#kernel/http/bind.ts';
import { officesContract } from './contract.ts';
import { listOffices } from './offices.ts';

export function officesRoutes({ db }: { readonly db: Database }): Bound {
  return bind(officesContract, {
    'GET /offices': async ({ actor }) => {
      const offices = await listOffices(db.read);
      const tops = actor.grants.map(({ officePath }) => officePath);
      return offices
        .filter(({ path }) => tops.some((top) => isWithin(path, top)))
        .map(({ id, code, name, kind, path }) => ({ id, code, name, kind, path }));
    },
  });
}
