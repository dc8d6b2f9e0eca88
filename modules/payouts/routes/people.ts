import { bind, type Bound } from '#kernel/http/bind.ts';
import { dayAt } from '#kernel/words/day.ts';
import { openPerson, readPerson } from '../actions/person.ts';
import {
  liftStop,
  recordAuthority,
  recordHeir,
  reportDeath,
  revokeAuthority,
  stopPayments,
} from '../actions/person-facts.ts';
import { peopleContract } from '../contract/people.ts';
import { readQuery } from '../rules/query.ts';
import { readNumbers } from '../store/person.ts';
import { listUnitsServed, searchPeople } from '../store/search.ts';
import { personOf } from './custody.ts';
import type { RouteParts } from './money.ts';

export function peopleRoutes({ db, clock }: RouteParts): Bound {
  const at = (office: { readonly id: string; readonly path: string } | null) => {
    if (!office) throw new Error('an office scope names its office');
    return { officeId: office.id, path: office.path, today: dayAt(clock.now()) };
  };
  return bind(peopleContract, {
    'GET /payouts/people': async ({ query, office, refuse }) => {
      const asked = readQuery(query.q);
      if (!asked) return refuse('query_too_short');
      const { path, today } = at(office);
      // The province office serves every commune, so its own people are everybody.
      const everywhere = (query.everywhere ?? false) || !path.includes('/');
      return searchPeople(db.read, asked, everywhere ? null : await listUnitsServed(db.read, path, today));
    },
    'GET /payouts/people/:citizenId': async ({ params, office, reveal }) => {
      const answer = await readPerson(db.read, params.citizenId, at(office));
      reveal({ subjectKind: 'citizen', subjectId: answer.person.id, reason: 'payouts' });
      return answer;
    },
    'POST /payouts/people/:citizenId/reveal': async ({ params, body, office, reveal }) => {
      const [citizenId] = await openPerson(db.read, params.citizenId, at(office));
      reveal({ subjectKind: 'citizen', subjectId: citizenId, reason: body.reason });
      return readNumbers(db.read, citizenId);
    },
    'POST /payouts/people/:citizenId/authorities': ({ params, body, office, actor }) =>
      db.write((tx) =>
        recordAuthority(tx, clock.now(), { ...body, ...params, at: at(office), doer: personOf(actor) }),
      ),
    'POST /payouts/authorities/:authorityId/revocation': ({ params, body, office, actor }) =>
      db.write((tx) =>
        revokeAuthority(tx, clock.now(), { ...body, ...params, at: at(office), doer: personOf(actor) }),
      ),
    'POST /payouts/people/:citizenId/heirs': ({ params, body, office, actor }) =>
      db.write((tx) =>
        recordHeir(tx, clock.now(), { ...body, ...params, at: at(office), doer: personOf(actor) }),
      ),
    'POST /payouts/people/:citizenId/death': ({ params, body, office, actor }) =>
      db.write((tx) =>
        reportDeath(tx, clock.now(), { ...body, ...params, at: at(office), doer: personOf(actor) }),
      ),
    'POST /payouts/people/:citizenId/stops': ({ params, body, actor }) =>
      db.write((tx) => stopPayments(tx, clock.now(), { ...body, ...params, doer: personOf(actor) })),
    'POST /payouts/stops/:stopId/lift': ({ params, body, actor }) =>
      db.write((tx) => liftStop(tx, clock.now(), { ...body, ...params, doer: personOf(actor) })),
  });
}
