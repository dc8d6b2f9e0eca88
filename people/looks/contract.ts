import Type from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import { Day, Id, Instant, Line, Nullable, shape } from '#kernel/contract/shapes.ts';
import { Page, PageQuery } from '#kernel/contract/pages.ts';

export const looksContract = contract({
  'GET /looks': {
    may: ['auditor'],
    scope: 'province',
    summary: { vi: 'Ai đã xem dữ liệu cá nhân của ai', en: 'Who looked at whose personal data' },
    query: shape({
      /** User name or a part of the name, with or without diacritics. */
      by: Type.Optional(Line(100)),
      citizenId: Type.Optional(Id),
      from: Type.Optional(Day),
      to: Type.Optional(Day),
      ...PageQuery,
    }),
    reply: Page(
      shape({
        id: Type.String(),
        at: Instant,
        by: Type.String(),
        username: Type.String(),
        subjectKind: Type.String(),
        subjectId: Type.String(),
        /** The name of a citizen who was looked at, shortened; null for a form or a file. */
        subject: Nullable(Type.String()),
        reason: Type.String(),
        route: Type.String(),
        ip: Nullable(Type.String()),
      }),
    ),
    refusals: [],
  },
});
