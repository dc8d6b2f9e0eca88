import { Type } from 'typebox';
import { contract } from '../contract/contract.ts';
import { Page, PageQuery } from '../contract/pages.ts';
import { Id, Instant, Line, Nullable, OneOf, shape } from '../contract/shapes.ts';
import { Base64url, DeviceParams, DeviceState, KEEPERS, WATCHERS } from './shapes.ts';

const Gone = Nullable(shape({ how: DeviceState, reason: Type.String(), by: Type.String(), at: Instant }));

export const devicesContract = contract({
  'POST /devices/enrolments': {
    may: KEEPERS,
    scope: 'office',
    summary: {
      vi: 'Lập mã đăng ký điện thoại cho một người, dùng một lần trong 15 phút',
      en: 'Make a one-time code that enrols a phone for one person and office within 15 minutes',
    },
    /**
     * `replaces`: the person's phone that ends when the new one answers. With operations that it is known not to have sent it
     * takes `unsentLost`, the word of whoever looked that they can no longer be had from it.
     */
    body: shape({
      id: Id,
      officeId: Id,
      staffId: Id,
      name: Line(60),
      replaces: Type.Optional(shape({ deviceId: Id, reason: Line(500), unsentLost: Type.Boolean() })),
    }),
    reply: shape({ code: Type.String(), expiresAt: Instant }),
    refusals: ['person_not_here', 'device_active', 'device_has_unsent', 'device_gone'],
    perMinute: 60,
  },
  'POST /devices/enrol': {
    may: 'anyone',
    scope: 'none',
    summary: {
      vi: 'Điện thoại đăng ký khoá công khai bằng mã',
      en: 'A phone registers its public key by the code',
    },
    /** `signature`: the new key under `enrolmentProofText`. Sent again by the same phone, it is answered again. */
    body: shape({
      code: Line(40),
      deviceId: Id,
      publicKey: Base64url(100),
      model: Line(200),
      signature: Base64url(100),
    }),
    reply: shape({
      deviceId: Id,
      name: Type.String(),
      staffId: Id,
      person: Type.String(),
      officeId: Id,
      office: Type.String(),
      serverTime: Instant,
      challenge: Type.String(),
      /** The first key of the signed record: the phone keeps it and trusts checkpoints by it alone. Null before the first. */
      evidenceKey: Nullable(Type.String()),
    }),
    refusals: ['wrong_enrolment_code', 'enrolment_over', 'wrong_device_key', 'device_active'],
    perMinute: 30,
  },
  'GET /devices': {
    may: WATCHERS,
    scope: 'office',
    summary: {
      vi: 'Điện thoại của đơn vị và các đơn vị dưới',
      en: 'Phones of an office and of those below it',
    },
    /** With a phone's id, or that of the code it came by, only that phone. */
    query: shape({
      officeId: Id,
      deviceId: Type.Optional(Id),
      enrolmentId: Type.Optional(Id),
      ...PageQuery,
    }),
    reply: Page(
      shape({
        id: Id,
        /** The code by which it came. */
        enrolmentId: Id,
        name: Type.String(),
        model: Type.String(),
        staffId: Id,
        person: Type.String(),
        officeId: Id,
        office: Type.String(),
        state: DeviceState,
        enrolledAt: Instant,
        enrolledBy: Type.String(),
        gone: Gone,
        lastHeardAt: Nullable(Instant),
        /** Operations that are here, and the highest number that the phone has spoken of. */
        operations: Type.Integer(),
        lastSeq: Type.Integer(),
        /** Of those it has spoken of, what is not here. */
        unsent: Type.Integer(),
        openExceptions: Type.Integer(),
        openAlarms: Type.Integer(),
        /** The bag of its person, frozen with the phone's loss. */
        bag: Nullable(shape({ id: Id, name: Type.String(), frozen: Type.Boolean() })),
      }),
    ),
    refusals: [],
  },
  'GET /devices/holders': {
    may: KEEPERS,
    scope: 'office',
    summary: {
      vi: 'Người của đơn vị và các đơn vị dưới có vai trò làm việc bằng điện thoại',
      en: 'People of an office and of those below it whose role works with a phone',
    },
    query: shape({ officeId: Id, ...PageQuery }),
    reply: Page(
      shape({
        staffId: Id,
        person: Type.String(),
        officeId: Id,
        office: Type.String(),
        roles: Type.Array(Type.String()),
        /** The phone they have in use, wherever. */
        device: Nullable(shape({ id: Id, name: Type.String() })),
      }),
    ),
    refusals: [],
  },
  'POST /devices/:deviceId/revocation': {
    may: KEEPERS,
    scope: 'office',
    summary: {
      vi: 'Thu hồi, thay, hoặc báo mất điện thoại; báo mất thì túi bị phong toả',
      en: 'Revoke, replace or report the loss of a phone; a loss freezes its bag',
    },
    params: DeviceParams,
    body: shape({ officeId: Id, how: OneOf('revoked', 'replaced', 'lost'), reason: Line(500) }),
    reply: shape({ state: DeviceState, frozenBagId: Nullable(Id) }),
    refusals: ['device_gone'],
  },
  'GET /devices/:deviceId/challenge': {
    may: 'anyone',
    scope: 'none',
    summary: { vi: 'Thử thách để điện thoại ký', en: 'A challenge for the phone to sign' },
    params: DeviceParams,
    reply: shape({ challenge: Type.String(), expiresAt: Instant, serverTime: Instant }),
    refusals: [],
    perMinute: 120,
    perMinuteEach: 'deviceId',
  },
});
