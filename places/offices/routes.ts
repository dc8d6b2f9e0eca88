import { isWithin } from '#kernel/access/actor.ts';
import type { Database } from '#kernel/db/connect.ts';
import { bind, type Bound } from '#kernel/http/bind.ts';
import { dayAt } from '#kernel/words/day.ts';
import { officesContract } from './contract.ts';
import { listOffices } from './offices.ts';
import { setPapersSay, showPapersSay } from './papers.ts';
import { closeOfficeForGood, type LetGo, listAllOffices, listCommunes, openOneOffice } from './registry.ts';

export function officesRoutes({
  db,
  clock,
  letGo = async () => {},
}: {
  readonly db: Database;
  readonly clock: { now(): Date };
  readonly letGo?: LetGo;
}): Bound {
  const today = () => dayAt(clock.now());
  return bind(officesContract, {
    'GET /offices': async ({ actor }) => {
      const offices = await listOffices(db.read);
      const tops = actor.grants.map(({ officePath }) => officePath);
      return offices
        .filter(({ path }) => tops.some((top) => isWithin(path, top)))
        .map(({ id, code, name, kind, path }) => ({ id, code, name, kind, path }));
    },
    'GET /offices/all': ({ reach }) => listAllOffices(db.read, reach, today()),
    'GET /offices/communes': () => listCommunes(db.read, today()),
    'POST /offices': ({ body }) => db.write((tx) => openOneOffice(tx, clock.now(), today(), body)),
    'POST /offices/:officeId/closing': async ({ params }) => {
      await db.write((tx) => closeOfficeForGood(tx, params.officeId, today(), letGo));
      return { done: true };
    },
    'GET /offices/papers': () => showPapersSay(db.read),
    'POST /offices/papers': async ({ body }) => {
      await db.write((tx) => setPapersSay(tx, body, clock.now()));
      return { done: true };
    },
  });
}
