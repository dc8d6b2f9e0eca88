import Type from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import { Day, Id, Line, Month, Nullable, OneOf, shape } from '#kernel/contract/shapes.ts';
import { FORM_CODES, type FormCode } from './shapes.ts';
import { EVERYONE_INSIDE } from '../roles.ts';

/** Those that an office prints of its month or of a handover; the others come with a payment or a person. */
const OFFICE_FORMS = [
  'c72a',
  'c72b',
  'c74',
  'day-close',
  'cash-minutes',
] as const satisfies readonly FormCode[];
export type OfficeForm = (typeof OFFICE_FORMS)[number];

export const formsContract = contract({
  'GET /payouts/form-layouts/:form': {
    may: ['administrator', 'auditor'],
    scope: 'province',
    summary: { vi: 'Mẫu in đang dùng', en: 'The layout in force' },
    params: shape({ form: OneOf(...FORM_CODES) }),
    query: shape({ on: Type.Optional(Day) }),
    reply: shape({
      validFrom: Nullable(Day),
      legalBasis: Nullable(Type.String()),
      layout: Type.Record(Type.String(), Type.Unknown(), { additionalProperties: true }),
      /** The one that follows it from a later day, the nearest. */
      next: Nullable(shape({ validFrom: Day, legalBasis: Type.String() })),
    }),
    refusals: [],
  },
  'GET /payouts/form-layouts/:form/example': {
    may: ['administrator', 'auditor'],
    scope: 'province',
    summary: { vi: 'Mẫu in với dữ liệu bịa, để xem trước', en: 'A layout printed with invented data' },
    params: shape({ form: OneOf(...FORM_CODES) }),
    query: shape({ on: Type.Optional(Day) }),
    reply: 'file',
    refusals: [],
  },
  'POST /payouts/form-layouts/:form': {
    may: ['administrator'],
    scope: 'province',
    summary: {
      vi: 'Thay mẫu in từ một ngày, có căn cứ',
      en: 'Replace a layout from a day on, with its basis',
    },
    params: shape({ form: OneOf(...FORM_CODES) }),
    body: shape({
      validFrom: Day,
      legalBasis: Line(),
      layout: Type.Record(Type.String(), Type.Unknown(), { additionalProperties: true }),
    }),
    reply: shape({ done: Type.Boolean() }),
    refusals: ['layout_unfit', 'layout_dated'],
  },
  'GET /payouts/forms/:form': {
    may: EVERYONE_INSIDE,
    scope: 'office',
    summary: { vi: 'In biểu mẫu của đơn vị (PDF, xlsx)', en: "Print an office's form (PDF, xlsx)" },
    params: shape({ form: OneOf(...OFFICE_FORMS) }),
    query: shape({
      officeId: Id,
      month: Type.Optional(Month),
      programme: Type.Optional(Line(40)),
      day: Type.Optional(Day),
      handoverId: Type.Optional(Id),
      as: Type.Optional(OneOf('pdf', 'xlsx')),
    }),
    reply: 'file',
    refusals: ['programme_not_in_force', 'form_unfit'],
    audit: 'personal-data',
  },
});
