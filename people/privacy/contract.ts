import Type from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import { PageQuery } from '#kernel/contract/pages.ts';
import { Day, Id, Instant, Line, Nullable, OneOf, shape, Whole } from '#kernel/contract/shapes.ts';

const KEEPERS = ['administrator', 'provincial-director'] as const;
const READERS = [...KEEPERS, 'auditor'] as const;

export const RequestKind = OneOf('see', 'correct', 'restrict', 'erase', 'object');
const BreachKind = OneOf('disclosed', 'lost', 'altered', 'misused', 'other');
const EntryKind = OneOf('measure', 'notice-authority', 'notice-people', 'closed');
const Told = Line(4000);

/** Requests of people about their own data, breaches, and how long data is kept (Law 91/2025/QH15). */
/** What is kept for a time; what is not named here is kept for good. */
export const RETAINED = [
  'sign-in-attempt',
  'session',
  'verification',
  'authority-image',
  'citizen-note',
  'list-check',
  'access-event',
] as const;
const Kept = OneOf(...RETAINED);

export const privacyContract = contract({
  'GET /privacy/requests': {
    may: READERS,
    scope: 'province',
    summary: {
      vi: 'Yêu cầu về dữ liệu cá nhân: chưa trả lời trước, rồi mới nhất',
      en: 'Requests about personal data: unanswered first, then the newest',
    },
    query: shape({ open: Type.Optional(Type.Boolean()), ...PageQuery }),
    reply: shape({
      hours: Whole(),
      next: Nullable(Type.String()),
      items: Type.Array(
        shape({
          id: Id,
          citizenId: Nullable(Id),
          kind: RequestKind,
          askedBy: Type.String(),
          identifiedBy: Type.String(),
          text: Type.String(),
          receivedAt: Instant,
          dueAt: Instant,
          recordedBy: Type.String(),
          late: Type.Boolean(),
          answer: Nullable(
            shape({
              outcome: Type.String(),
              text: Type.String(),
              act: Type.String(),
              answeredBy: Type.String(),
              answeredAt: Instant,
            }),
          ),
        }),
      ),
    }),
    refusals: [],
  },
  'POST /privacy/requests': {
    may: KEEPERS,
    scope: 'province',
    summary: { vi: 'Ghi một yêu cầu của người dân', en: 'Record what a person asks about their data' },
    body: shape({
      id: Id,
      /** Identity (12), insurance (10) or old identity (9) number; null for somebody who stands in no list. */
      number: Nullable(Type.String({ pattern: '^(\\d{9}|\\d{10}|\\d{12})$' })),
      kind: RequestKind,
      askedBy: Line(200),
      identifiedBy: Line(300),
      text: Told,
      receivedAt: Instant,
    }),
    reply: shape({ dueAt: Instant }),
    refusals: ['received_ahead', 'person_unknown'],
  },
  'POST /privacy/requests/:requestId/answer': {
    may: KEEPERS,
    scope: 'province',
    stepUp: true,
    summary: {
      vi: 'Trả lời yêu cầu; có thể hạn chế hoặc xóa phần được xóa',
      en: 'Answer a request; perhaps restrict the data, or erase what may be erased',
    },
    params: shape({ requestId: Id }),
    body: shape({
      outcome: OneOf('done', 'partly', 'refused'),
      text: Told,
      act: OneOf('none', 'restrict', 'lift', 'erase'),
    }),
    reply: shape({ removed: Type.Record(Type.String(), Type.Integer()) }),
    refusals: ['request_answered', 'act_unfit', 'still_due'],
  },
  'GET /privacy/requests/:requestId/copy': {
    may: KEEPERS,
    scope: 'province',
    audit: 'personal-data',
    summary: {
      vi: 'Bản sao mọi dữ liệu về người yêu cầu, để giao cho họ',
      en: 'A copy of all that is kept about who asked, to be handed to them',
    },
    params: shape({ requestId: Id }),
    reply: 'file',
    refusals: [],
  },
  'GET /privacy/breaches': {
    may: READERS,
    scope: 'province',
    summary: { vi: 'Sổ sự cố dữ liệu cá nhân', en: 'The register of breaches' },
    query: shape(PageQuery),
    reply: shape({
      hours: Whole(),
      next: Nullable(Type.String()),
      items: Type.Array(
        shape({
          id: Id,
          foundAt: Instant,
          happenedAt: Nullable(Instant),
          kind: BreachKind,
          description: Type.String(),
          people: Nullable(Whole()),
          sensitive: Type.Boolean(),
          notifyBy: Instant,
          notified: Type.Boolean(),
          closed: Type.Boolean(),
          recordedBy: Type.String(),
          entries: Type.Array(
            shape({ kind: EntryKind, text: Type.String(), at: Instant, writtenBy: Type.String() }),
          ),
        }),
      ),
    }),
    refusals: [],
  },
  'POST /privacy/breaches': {
    may: KEEPERS,
    scope: 'province',
    summary: { vi: 'Ghi một sự cố dữ liệu', en: 'Record a breach' },
    body: shape({
      id: Id,
      foundAt: Instant,
      happenedAt: Nullable(Instant),
      kind: BreachKind,
      description: Told,
      people: Nullable(Whole()),
      sensitive: Type.Boolean(),
    }),
    reply: shape({ notifyBy: Instant }),
    refusals: ['received_ahead'],
  },
  'POST /privacy/breaches/:breachId/entries': {
    may: KEEPERS,
    scope: 'province',
    summary: {
      vi: 'Ghi biện pháp, thông báo hoặc kết thúc sự cố',
      en: 'Add a measure, a notice or the closing of a breach',
    },
    params: shape({ breachId: Id }),
    body: shape({ id: Id, kind: EntryKind, text: Told, at: Instant }),
    reply: shape({}),
    refusals: ['breach_closed', 'received_ahead'],
  },
  'GET /privacy/retention': {
    may: READERS,
    scope: 'province',
    summary: { vi: 'Thời hạn lưu trữ và các lần dọn', en: 'How long data is kept, and what was removed' },
    reply: shape({
      rules: Type.Array(
        shape({
          what: Kept,
          validFrom: Day,
          days: Whole(1),
          legalBasis: Type.String(),
          confidence: Type.String(),
        }),
      ),
      runs: Type.Array(shape({ at: Instant, what: Type.String(), days: Whole(1), removed: Whole() })),
    }),
    refusals: [],
  },
  'POST /privacy/retention': {
    may: ['administrator'],
    scope: 'province',
    stepUp: true,
    summary: {
      vi: 'Đặt thời hạn lưu trữ từ một ngày tới',
      en: 'Set how long something is kept from a coming day',
    },
    body: shape({
      what: Kept,
      validFrom: Day,
      days: Type.Integer({ minimum: 1, maximum: 36_500 }),
      legalBasis: Line(500),
    }),
    reply: shape({}),
    refusals: ['rule_past'],
  },
});
