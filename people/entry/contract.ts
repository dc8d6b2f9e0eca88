import Type from 'typebox';
import { ACCESS_EVENTS } from '#kernel/access/events.ts';
import { contract } from '#kernel/contract/contract.ts';
import { Page, PageQuery } from '#kernel/contract/pages.ts';
import { Day, Id, Instant, Line, Nullable, OneOf, shape, Whole } from '#kernel/contract/shapes.ts';
import { ROLES } from '../staff/roles.ts';
import { ENTRY_SETTINGS } from './rules.ts';

const READERS = ['administrator', 'auditor'] as const;
const Dated = { validFrom: Day, legalBasis: Line(500) };

export const entryContract = contract({
  'GET /entry/rules': {
    may: READERS,
    scope: 'none',
    summary: {
      vi: 'Phiên làm việc và xác thực hai lớp qua các thời kỳ',
      en: 'How long sessions last and who owes a second factor, through time',
    },
    reply: shape({
      settings: Type.Array(shape({ name: OneOf(...ENTRY_SETTINGS), value: Type.Integer(), ...Dated })),
      secondFactors: Type.Array(shape({ role: OneOf(...ROLES), required: Type.Boolean(), ...Dated })),
    }),
    refusals: [],
  },
  'POST /entry/settings': {
    may: ['administrator'],
    scope: 'province',
    stepUp: true,
    summary: { vi: 'Đổi giới hạn của phiên làm việc', en: 'Change how long sessions last, from a day on' },
    body: shape({ id: Id, name: OneOf(...ENTRY_SETTINGS), value: Whole(1), ...Dated }),
    reply: shape({}),
    refusals: ['entry_rule_past', 'invalid_entry_limit'],
  },
  'POST /entry/second-factors': {
    may: ['administrator'],
    scope: 'province',
    stepUp: true,
    summary: {
      vi: 'Bắt buộc hoặc thôi bắt buộc xác thực hai lớp cho một vai trò',
      en: 'Ask a second factor of a role, or no longer, from a day on',
    },
    body: shape({ id: Id, role: OneOf(...ROLES), required: Type.Boolean(), ...Dated }),
    reply: shape({}),
    refusals: ['entry_rule_past'],
  },
  'GET /entry/events': {
    may: ['auditor'],
    scope: 'province',
    summary: {
      vi: 'Ai đã vào, ai bị từ chối, quyền nào bị từ chối',
      en: 'Who came in, who was turned away, which right was refused',
    },
    query: shape({
      /** User name or a part of the name, with or without diacritics. */
      by: Type.Optional(Line(100)),
      kind: Type.Optional(OneOf(...ACCESS_EVENTS)),
      from: Type.Optional(Day),
      to: Type.Optional(Day),
      ...PageQuery,
    }),
    reply: Page(
      shape({
        id: Type.String(),
        at: Instant,
        kind: OneOf(...ACCESS_EVENTS),
        /** Null where the name that was given is nobody's. */
        by: Nullable(Type.String()),
        username: Nullable(Type.String()),
        route: Type.String(),
        code: Nullable(Type.String()),
        ip: Type.String(),
        reference: Type.String(),
      }),
    ),
    refusals: [],
  },
});
