import { Type } from 'typebox';
import { contract } from '../contract/contract.ts';
import { Id, Instant, Nullable, OneOf, shape, Whole } from '../contract/shapes.ts';
import { Page, PageQuery } from '../contract/pages.ts';
import { BATCH_MOST } from './batch.ts';
import { ATTACHMENT_BYTES_MOST, OPERATION_CHARS_MOST } from './operation.ts';
import {
  Base64url,
  DeviceParams,
  DeviceProofShape,
  DeviceState,
  OperationAnswer,
  OUTCOMES,
  RULERS,
  Sha256,
  SignedOperationShape,
  Texts,
  WATCHERS,
} from './shapes.ts';

const CoveredShape = shape({
  seq: Type.Integer(),
  leaf: Type.String(),
  position: Type.Integer({ minimum: 0 }),
  path: Type.Array(Type.String()),
  checkpoint: Type.String(),
  keys: Type.Array(
    shape({ verifier: Type.String(), validFrom: Type.String(), statement: Nullable(Type.String()) }),
  ),
});

/** What people have ruled on an operation of this phone. */
const RulingShape = shape({
  id: Id,
  operationId: Id,
  seq: Type.Integer(),
  /** `applied`, `dismissed`, `taken_back`, or how its difference was ruled: `recognised`, `claimed`, `charged` ... */
  ruling: Type.String(),
  /** The ruling in words. */
  text: Nullable(Texts),
  /** What those who ruled have written. */
  note: Type.String(),
  by: Type.String(),
  at: Instant,
  /** How the operation is answered since. */
  answer: OperationAnswer,
});

export const inboxContract = contract({
  'POST /devices/:deviceId/operations': {
    may: 'anyone',
    scope: 'none',
    summary: {
      vi: 'Điện thoại gửi một lô thao tác đã ký; mỗi thao tác có câu trả lời riêng',
      en: 'A phone sends a batch of signed operations; each is answered by itself',
    },
    params: DeviceParams,
    /** See `packBatch`. The device signs the head, and the head names the operations. */
    body: shape({
      head: Type.String({ minLength: 2, maxLength: OPERATION_CHARS_MOST }),
      signature: Base64url(100),
      operations: Type.Array(SignedOperationShape, { maxItems: BATCH_MOST }),
    }),
    reply: shape({
      answers: Type.Array(OperationAnswer),
      /** What the server misses next: every number below it is here. */
      nextSeq: Type.Integer(),
      serverTime: Instant,
      /** For the next request that needs one. */
      challenge: Type.String(),
      state: DeviceState,
      /** Delete nothing that this does not cover; null when it covers no more than the phone said it had, or is not made yet. */
      covered: Nullable(CoveredShape),
      /** Attachments that operations have named and that are not here whole. */
      attachmentsWanted: Type.Array(shape({ sha256: Sha256, have: Whole() })),
      /** Rulings since the head's `rulingsCursor`, in their order; as many as `RULINGS_MOST` when more wait. */
      rulings: Type.Array(RulingShape),
      /** To be sent with the next batch; null while nothing was ever ruled. */
      rulingsCursor: Nullable(Type.String()),
    }),
    refusals: ['device_not_found', 'wrong_device_signature', 'wrong_batch'],
    perMinute: 600,
    perMinuteEach: 'deviceId',
  },
  'POST /devices/:deviceId/attachments/:hash': {
    may: 'anyone',
    scope: 'none',
    summary: {
      vi: 'Gửi một đoạn của tệp kèm theo; đứt giữa chừng thì gửi tiếp từ chỗ đã có',
      en: 'Send a part of an attachment; broken off, it goes on from what is here',
    },
    params: shape({ deviceId: Id, hash: Sha256 }),
    /** `content`: base64url. A part that does not begin where the server stands is not taken; `have` says where to go on. */
    body: shape({
      proof: DeviceProofShape,
      offset: Type.Integer({ minimum: 0, maximum: ATTACHMENT_BYTES_MOST }),
      content: Type.String({ pattern: '^[A-Za-z0-9_-]*$', maxLength: 350_000 }),
    }),
    reply: shape({ have: Whole(), whole: Type.Boolean() }),
    refusals: ['device_not_found', 'wrong_device_proof', 'attachment_not_found', 'wrong_attachment'],
    perMinute: 1_200,
    perMinuteEach: 'deviceId',
  },
  'POST /devices/:deviceId/exports': {
    may: RULERS.concat('point-keeper'),
    scope: 'office',
    summary: {
      vi: 'Nhập thao tác chưa gửi từ tệp hoặc mã QR của điện thoại',
      en: 'Take in unsent operations from a phone’s file or QR codes',
    },
    params: DeviceParams,
    body: shape({
      officeId: Id,
      operations: Type.Array(SignedOperationShape, { minItems: 1, maxItems: BATCH_MOST }),
    }),
    reply: shape({ answers: Type.Array(OperationAnswer), nextSeq: Type.Integer() }),
    refusals: ['device_not_found'],
  },
  'GET /devices/:deviceId/operations': {
    may: WATCHERS,
    scope: 'office',
    summary: { vi: 'Thao tác đã nhận từ một điện thoại', en: 'Operations received from a phone' },
    params: DeviceParams,
    query: shape({ officeId: Id, ...PageQuery }),
    reply: Page(
      shape({
        id: Id,
        seq: Type.Integer(),
        kind: Type.String(),
        occurredAt: Instant,
        happenedAt: Instant,
        receivedAt: Instant,
        skewMs: Type.Integer(),
        outcome: Nullable(OneOf(...OUTCOMES)),
        code: Nullable(Type.String()),
        exceptionId: Nullable(Id),
        hash: Sha256,
      }),
    ),
    refusals: [],
  },
  'GET /devices/:deviceId/attachments/:hash': {
    may: WATCHERS,
    scope: 'office',
    summary: { vi: 'Ảnh, chữ ký kèm thao tác', en: 'A picture or signature that came with an operation' },
    params: shape({ deviceId: Id, hash: Sha256 }),
    query: shape({ officeId: Id }),
    reply: 'file',
    refusals: [],
    audit: 'personal-data',
  },
});
