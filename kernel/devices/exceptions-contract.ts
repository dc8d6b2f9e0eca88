import { Type } from 'typebox';
import { contract } from '../contract/contract.ts';
import { Page, PageQuery } from '../contract/pages.ts';
import { Id, Instant, Line, NamedHand, Nullable, OneOf, shape, VndText, Whole } from '../contract/shapes.ts';
import { Facts, KEEPERS, OperationAnswer, RULERS, Sha256, Texts, WATCHERS } from './shapes.ts';

export const ALARMS = [
  'gap',
  'fork',
  'broken_chain',
  'forged',
  'unreadable',
  'other_bytes',
  'clock_wrong',
  'device_gone',
  'rights_ended',
  'failed',
] as const;

const Ruling = OneOf('apply', 'dismiss');

const Exception = shape({
  id: Id,
  officeId: Id,
  office: Type.String(),
  deviceId: Id,
  device: Type.String(),
  staffId: Id,
  person: Type.String(),
  operationId: Id,
  seq: Type.Integer(),
  kind: Type.String(),
  /** `quarantined`: not applied yet. `conflict`: recorded, and it contradicts what was known. */
  state: OneOf('quarantined', 'conflict'),
  code: Type.String(),
  facts: Facts,
  text: Nullable(Texts),
  /** The money of the operation as its phone says; null when it has none. */
  amountVnd: Nullable(VndText),
  happenedAt: Instant,
  receivedAt: Instant,
  /** The difference in the ledger that is ruled on where all differences are; null when no money stands aside. */
  caseId: Nullable(Id),
  /** Ruled on by so many people of those needed. */
  needs: Type.Integer(),
  /** Null while it is open. */
  ruled: Nullable(shape({ ruling: Ruling, at: Instant })),
});

export const exceptionsContract = contract({
  'GET /devices/alarms': {
    may: WATCHERS,
    scope: 'office',
    summary: {
      vi: 'Báo động của điện thoại: đứt quãng, chữ ký sai, đồng hồ sai...',
      en: 'Alarms about phones: gaps, false signatures, wrong clocks',
    },
    query: shape({ officeId: Id, ...PageQuery }),
    reply: Page(
      shape({
        id: Id,
        kind: OneOf(...ALARMS),
        deviceId: Id,
        device: Type.String(),
        person: Type.String(),
        officeId: Id,
        office: Type.String(),
        facts: Facts,
        at: Instant,
      }),
    ),
    refusals: [],
  },
  'POST /devices/alarms/:alarmId/acknowledgement': {
    may: KEEPERS,
    scope: 'office',
    summary: { vi: 'Ghi nhận đã xử lý báo động', en: 'Acknowledge an alarm with what was done' },
    params: shape({ alarmId: Id }),
    body: shape({ officeId: Id, note: Line(500) }),
    reply: shape({ done: Type.Boolean() }),
    refusals: [],
  },
  'GET /devices/exceptions': {
    may: WATCHERS,
    scope: 'office',
    summary: {
      vi: 'Ngoại lệ chờ phân xử, của đơn vị và các đơn vị dưới',
      en: 'Exceptions to be ruled on, of an office and those below it',
    },
    query: shape({
      officeId: Id,
      ruled: Type.Optional(Type.Boolean()),
      deviceId: Type.Optional(Id),
      ...PageQuery,
    }),
    reply: Page(Exception),
    refusals: [],
  },
  'GET /devices/exceptions/:exceptionId': {
    may: WATCHERS,
    scope: 'office',
    summary: {
      vi: 'Một ngoại lệ với bằng chứng của hai bên',
      en: 'An exception with the evidence of both sides',
    },
    params: shape({ exceptionId: Id }),
    query: shape({ officeId: Id }),
    reply: shape({
      exception: Exception,
      /** The phone's side: the very text it signed. */
      operation: shape({ text: Type.String(), signature: Type.String(), publicKey: Type.String() }),
      attachments: Type.Array(
        shape({ sha256: Sha256, bytes: Whole(), mediaType: Type.String(), whole: Type.Boolean() }),
      ),
      /** The office's side: what the record holds about the same things, oldest first. */
      record: Type.Array(
        shape({
          handoverId: Id,
          kind: Type.String(),
          by: Type.String(),
          office: Type.String(),
          at: Instant,
          from: NamedHand,
          to: NamedHand,
        }),
      ),
      entries: Type.Array(
        shape({
          id: Id,
          kind: OneOf('explained', 'apply', 'dismiss'),
          note: Type.String(),
          by: Type.String(),
          at: Instant,
        }),
      ),
    }),
    refusals: [],
  },
  'POST /devices/exceptions/:exceptionId/entries': {
    may: RULERS.concat('point-keeper', 'teller'),
    scope: 'office',
    summary: {
      vi: 'Giải trình hoặc phân xử; đụng đến tiền thì hai người cùng một ý',
      en: 'Explain, or rule; where money is touched two people must say the same',
    },
    params: shape({ exceptionId: Id }),
    body: shape({ id: Id, officeId: Id, kind: OneOf('explained', 'apply', 'dismiss'), note: Line(1000) }),
    /** `answer`: what applying came to, once enough people have said so. */
    reply: shape({ ruled: Type.Boolean(), needs: Type.Integer(), answer: Nullable(OperationAnswer) }),
    refusals: ['exception_ruled', 'own_exception', 'already_said', 'ruled_by_its_case', 'cannot_be_applied'],
  },
});
