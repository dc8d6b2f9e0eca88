import { PAGE, pageOfPlaced, readCursor } from '#kernel/contract/pages.ts';
import type { Database } from '#kernel/db/connect.ts';
import { bind, type Bound } from '#kernel/http/bind.ts';
import { dayAt } from '#kernel/words/day.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { lookAtRecords } from '../looks/numbers.ts';
import { addEntry, listBreaches, recordBreach } from './breaches.ts';
import { privacyContract } from './contract.ts';
import { copyOf, copyText } from './copy.ts';
import { answerRequest, hoursOf, listRequests, recordRequest, showCitizen, showRequest } from './requests.ts';
import { listRetention, setRetention } from './retention.ts';

export function privacyRoutes({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: { now(): Date };
}): Bound {
  return bind(privacyContract, {
    'GET /privacy/requests': async ({ query: { open = false, limit = PAGE, after } }) => ({
      hours: await hoursOf(db.read, 'answer', clock.now()),
      ...pageOfPlaced(
        await listRequests(db.read, clock.now(), {
          open,
          after: readCursor(after, 'number', 'instant', 'id'),
          limit,
        }),
        limit,
      ),
    }),
    'POST /privacy/requests': async ({ actor, body: { number, ...asked } }) => ({
      dueAt: await db.write(async (tx) => {
        const citizenId = number === null ? null : await showCitizen(tx, number);
        return recordRequest(tx, clock.now(), { ...asked, citizenId }, actor.staffId);
      }),
    }),
    'POST /privacy/requests/:requestId/answer': async ({ actor, params, body }) => ({
      removed: await db.write((tx) => answerRequest(tx, clock.now(), { ...params, ...body }, actor.staffId)),
    }),
    'GET /privacy/requests/:requestId/copy': async ({ params, look }) => {
      const request = await showRequest(db.read, params.requestId);
      if (request.citizen_id === null) throw new Refusal('not_found', { request: params.requestId });
      const looking = {
        subjectKind: 'citizen',
        subjectId: request.citizen_id,
        reason: `request ${request.id}`,
      };
      const copy = await copyOf(db.read, request.citizen_id, (ids) => lookAtRecords(db, ids, look(looking)));
      return {
        fileName: `ban-sao-du-lieu-${request.id.slice(-12)}.json`,
        mediaType: 'application/json',
        content: Buffer.from(copyText(copy, clock.now())),
      };
    },
    'GET /privacy/breaches': async ({ query: { limit = PAGE, after } }) => ({
      hours: await hoursOf(db.read, 'breach-notice', clock.now()),
      ...pageOfPlaced(
        await listBreaches(db.read, { after: readCursor(after, 'instant', 'id'), limit }),
        limit,
      ),
    }),
    'POST /privacy/breaches': async ({ actor, body }) => ({
      notifyBy: await db.write((tx) => recordBreach(tx, clock.now(), body, actor.staffId)),
    }),
    'POST /privacy/breaches/:breachId/entries': async ({ actor, params, body }) => {
      await db.write((tx) => addEntry(tx, clock.now(), { ...params, ...body }, actor.staffId));
      return {};
    },
    'GET /privacy/retention': () => listRetention(db.read),
    'POST /privacy/retention': async ({ body }) => {
      await db.write((tx) => setRetention(tx, dayAt(clock.now()), body));
      return {};
    },
  });
}
