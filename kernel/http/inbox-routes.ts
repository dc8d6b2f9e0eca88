import { bytesHere, listAttachments, takePart } from '../devices/attachments.ts';
import { type BatchHead, BATCH_USUAL, readBatchHead } from '../devices/batch.ts';
import { openChallenges } from '../devices/challenge.ts';
import { findCovered } from '../devices/covering.ts';
import { inboxContract } from '../devices/inbox-contract.ts';
import { type Answer, takeDelivery } from '../devices/inbox.ts';
import { isDeviceWithin, listOperations } from '../devices/lists.ts';
import { rulingsSince, type RulingTold } from '../devices/rulings.ts';
import { isSigned, readPublicKey, sha256 } from '../devices/seal.ts';
import { type Device, findAnswers, findDevice, type StoredAnswer } from '../devices/store.ts';
import { pageOf, readCursor } from '../contract/pages.ts';
import { findKept, readKept } from '../files/keep.ts';
import { noScan } from '../files/scan.ts';
import type { Id } from '../words/id.ts';
import { Refusal } from '../words/refusal.ts';
import { bind, type Bound } from './bind.ts';
import { type DeviceParts, pathOf } from './device-routes.ts';
import type { Say } from './refusals.ts';

const PAGE = 100;
const SHOWN_AS_IT_IS = ['image/png', 'image/jpeg'];

/** What phones send: operations and the files that belong to them. */
export function inboxRoutes(parts: DeviceParts): Bound {
  const { db, clock, secret, filesFolder, say, scan = noScan } = parts;
  const challenges = openChallenges(secret);

  async function mustFind(deviceId: string): Promise<Device> {
    const device = await findDevice(db.kysely, deviceId);
    if (!device) throw new Refusal('device_not_found', { device: deviceId });
    return device;
  }

  async function mustBeWithin(deviceId: string, office: { readonly path: string } | null): Promise<void> {
    if (!(await isDeviceWithin(db.read, deviceId, pathOf(office))))
      throw new Refusal('not_found', { device: deviceId });
  }

  return bind(inboxContract, {
    'POST /devices/:deviceId/operations': async ({ params, body }) => {
      const now = clock.now();
      const device = await mustFind(params.deviceId);
      const head = await mustBeSent(device, body);
      const { answers, wholeSeq } = await takeDelivery(parts, device, {
        operations: body.operations,
        sending: { receivedAt: now, sentAt: new Date(head.sentAt), clock: head.clock },
        lastSeq: head.lastSeq,
        carriedBy: null,
      });
      // The last batch of a flush, or an empty one: with more to come, the proof would only be made again.
      const atEnd = body.operations.length < BATCH_USUAL || wholeSeq >= head.lastSeq;
      const ruled = await rulingsSince(db.read, device.id, head.rulingsCursor ?? null);
      const answersNow = await findAnswers(
        db.kysely,
        ruled.rulings.map(({ operationId }) => operationId),
      );
      const wanted = atEnd ? await listAttachments(db.read, device.id, { missing: true }) : [];
      return {
        answers: answers.map((answer) => told(answer, say)),
        nextSeq: wholeSeq + 1,
        serverTime: now,
        challenge: challenges.make(device.id, now).challenge,
        state: device.ended?.how ?? 'active',
        covered: atEnd ? await findCovered(db.read, device.id, head.coveredSeq) : null,
        attachmentsWanted: await Promise.all(
          wanted.map(async (file) => ({
            sha256: file.sha256,
            have: await bytesHere(filesFolder, device.id, file.sha256),
          })),
        ),
        rulings: ruled.rulings.map((ruling) => toldRuling(ruling, answersNow, say)),
        rulingsCursor: ruled.cursor,
      };
    },
    'POST /devices/:deviceId/attachments/:hash': async ({ params, body }) => {
      const { deviceId, hash } = params;
      const { publicKey } = await mustFind(deviceId);
      const route = 'POST /devices/:deviceId/attachments/:hash';
      const now = clock.now();
      if (!(await challenges.isMet(body.proof, { deviceId, publicKey, route, now })))
        throw new Refusal('wrong_device_proof', {});
      const { offset, content } = body;
      return takePart(db, now, filesFolder, { deviceId, sha256: hash, offset, content });
    },
    'POST /devices/:deviceId/exports': async ({ params, body, office, actor }) => {
      await mustBeWithin(params.deviceId, office);
      const device = await mustFind(params.deviceId);
      const { answers, wholeSeq } = await takeDelivery(parts, device, {
        operations: body.operations,
        sending: { receivedAt: clock.now(), sentAt: null, clock: null },
        lastSeq: 0,
        carriedBy: actor.staffId,
      });
      return { answers: answers.map((answer) => told(answer, say)), nextSeq: wholeSeq + 1 };
    },
    'GET /devices/:deviceId/operations': async ({ params, query, office }) => {
      await mustBeWithin(params.deviceId, office);
      const limit = query.limit ?? PAGE;
      const [seq, id] = readCursor(query.after, 'number', 'id') ?? [];
      const before = seq && id && Number(seq) < 2 ** 31 ? { seq: Number(seq), id } : null;
      const found = await listOperations(db.read, params.deviceId, before, limit + 1);
      return pageOf(
        found,
        limit,
        (row) => [row.seq, row.id],
        (row) => row,
      );
    },
    'GET /devices/:deviceId/attachments/:hash': async ({ params, office, reveal, refuse }) => {
      await mustBeWithin(params.deviceId, office);
      const [file] = await listAttachments(db.read, params.deviceId, { sha256: params.hash });
      const kept = file?.whole ? await findKept(filesFolder, params.hash) : null;
      if (!file || !kept) return refuse('not_found', { attachment: params.hash });
      await scan(kept);
      reveal({ subjectKind: 'attachment', subjectId: params.hash, reason: 'device-attachment' });
      const shown = SHOWN_AS_IT_IS.includes(file.mediaType);
      return {
        fileName: params.hash.slice(0, 16),
        mediaType: shown ? file.mediaType : 'application/octet-stream',
        content: readKept(filesFolder, params.hash),
        inline: shown,
      };
    },
  });
}

/** An answer with its text in the languages of the product. */
export function told(answer: Answer, say: Say) {
  return {
    ...answer,
    facts: answer.facts as Record<string, NonNullable<unknown>>,
    receipt: answer.receipt as Record<string, NonNullable<unknown>> | null,
    text: answer.code === null ? null : say(answer.code, answer.facts),
  };
}

function toldRuling(ruling: RulingTold, answers: ReadonlyMap<Id, StoredAnswer>, say: Say) {
  const answer = answers.get(ruling.operationId);
  if (!answer) throw new Error(`operation ${ruling.operationId} was ruled on and never answered`);
  return {
    ...ruling,
    text: say(`ruling_${ruling.ruling}`, { by: ruling.by, at: ruling.at.toISOString() }),
    answer: told({ ...answer, first: answer.outcome }, say),
  };
}

/** Bound to the moment by its chain and its ids: sent again by whomever, a batch does nothing twice. */
async function mustBeSent(
  device: Device,
  batch: {
    readonly head: string;
    readonly signature: string;
    readonly operations: readonly { readonly text: string }[];
  },
): Promise<BatchHead> {
  const head = readBatchHead(batch.head);
  if (!head || head.device !== device.id) throw new Refusal('wrong_batch', {});
  const key = await readPublicKey(device.publicKey);
  if (!key || !(await isSigned(key, batch.head, batch.signature)))
    throw new Refusal('wrong_device_signature', { device: device.name });
  const hashes = await Promise.all(batch.operations.map(({ text }) => sha256(text)));
  if (hashes.join() !== head.operations.join()) throw new Refusal('wrong_batch', {});
  return head;
}
