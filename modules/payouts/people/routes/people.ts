import { readFile } from 'node:fs/promises';
import { once } from '#kernel/handover/once.ts';
import { bind, type Bound } from '#kernel/http/bind.ts';
import { dayAt } from '#kernel/words/day.ts';
import { isRestricted } from '#people/privacy/requests.ts';
import { movePerson } from '../actions/move.ts';
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
import {
  addImage,
  findImage,
  mediaTypeOf,
  readAuthorityForm,
  showAuthorityOwner,
} from '../store/authority-form.ts';
import { readNumbers } from '../store/person.ts';
import { listUnitsServed, searchPeople } from '../store/search.ts';
import { personOf, type RouteParts } from '../../request.ts';
import { printInForce } from '../../forms/print.ts';

export function peopleRoutes({ db, clock }: RouteParts): Bound {
  const at = (office: { readonly id: string; readonly path: string } | null) => {
    if (!office) throw new Error('an office scope names its office');
    return { officeId: office.id, path: office.path, today: dayAt(clock.now()) };
  };
  return bind(peopleContract, {
    'POST /payouts/people/search': async ({ body, office, refuse }) => {
      const asked = readQuery(body.q);
      if (!asked) return refuse('query_too_short');
      const { path, today } = at(office);
      // The province office serves every commune, so its own people are everybody.
      const everywhere = (body.everywhere ?? false) || !path.includes('/');
      return searchPeople(
        db.read,
        asked,
        everywhere ? null : await listUnitsServed(db.read, path, today),
        body.limit,
      );
    },
    'GET /payouts/people/:citizenId': async ({ params, office, reveal }) => {
      const answer = await readPerson(db.read, params.citizenId, at(office));
      reveal({ subjectKind: 'citizen', subjectId: answer.person.id, reason: 'payouts' });
      return answer;
    },
    'POST /payouts/people/:citizenId/reveal': async ({ params, body, office, look, refuse }) => {
      const [citizenId] = await openPerson(db.read, params.citizenId, at(office));
      if (await isRestricted(db.read, citizenId)) refuse('data_restricted', { citizen: citizenId });
      return readNumbers(
        db,
        citizenId,
        look({ subjectKind: 'citizen', subjectId: null, reason: body.reason }),
      );
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
    'POST /payouts/people/:citizenId/death': ({ params, body, office, actor }) => {
      const { id, ...said } = body;
      const input = { ...said, ...params };
      const now = clock.now();
      return db.write((tx) =>
        once(tx, now, { id, kind: 'death', by: actor.staffId, input }, () =>
          reportDeath(tx, now, { ...input, at: at(office), doer: personOf(actor) }),
        ),
      );
    },
    'POST /payouts/people/:citizenId/stops': ({ params, body, actor }) =>
      db.write((tx) => stopPayments(tx, clock.now(), { ...body, ...params, doer: personOf(actor) })),
    'POST /payouts/authorities/:authorityId/image': async ({ params, upload, office, actor, refuse }) => {
      const content = await readFile(upload.path);
      const mediaType = mediaTypeOf(content) ?? refuse('image_unfit');
      const image = { mediaType, sha256: upload.sha256, content };
      await db.write(async (tx) => {
        await openPerson(tx, await showAuthorityOwner(tx, params.authorityId), at(office));
        await addImage(tx, clock.now(), params.authorityId, image, actor.staffId);
      });
      return { sha256: upload.sha256 };
    },
    'GET /payouts/authorities/:authorityId/image': async ({ params, office, reveal, refuse }) => {
      const owner = await showAuthorityOwner(db.read, params.authorityId);
      await openPerson(db.read, owner, at(office));
      const image = await findImage(db.read, params.authorityId);
      if (!image) return refuse('not_found', { authority: params.authorityId });
      reveal({ subjectKind: 'citizen', subjectId: owner, reason: 'authority' });
      const ending = image.media_type.split('/')[1] ?? '';
      return {
        fileName: `uy-quyen-${params.authorityId}.${ending}`,
        mediaType: image.media_type,
        content: image.content,
      };
    },
    'GET /payouts/authorities/:authorityId/form': async ({ params, office, look }) => {
      const owner = await showAuthorityOwner(db.read, params.authorityId);
      await openPerson(db.read, owner, at(office));
      const looking = look({ subjectKind: 'citizen', subjectId: null, reason: 'authority' });
      const form = await readAuthorityForm(db, params.authorityId, clock.now(), looking);
      const [content] = await printInForce(db.read, 'pdf', '13-hsb', form);
      return {
        fileName: `13-hsb-${params.authorityId}.pdf`,
        mediaType: 'application/pdf',
        content: content as Buffer,
        inline: true,
      };
    },
    'POST /payouts/people/:citizenId/move': ({ params, body, office, actor }) => {
      const { id, ...said } = body;
      const now = clock.now();
      const act = { id, kind: 'move', by: actor.staffId, input: { ...said, ...params } };
      return db.write((tx) =>
        once(tx, now, act, async () => {
          const [citizenId] = await openPerson(tx, params.citizenId, at(office));
          return movePerson(tx, now, { ...said, citizenId, doer: personOf(actor) });
        }),
      );
    },
    'POST /payouts/stops/:stopId/lift': ({ params, body, actor }) =>
      db.write((tx) => liftStop(tx, clock.now(), { ...body, ...params, doer: personOf(actor) })),
  });
}
