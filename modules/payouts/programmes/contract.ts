import Type from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import { Day, Id, Line, Nullable, OneOf, shape, VndText, Whole } from '#kernel/contract/shapes.ts';

const READERS = [
  'administrator',
  'payout-controller',
  'chief-accountant',
  'provincial-director',
  'auditor',
] as const;

const done = shape({ done: Type.Boolean() });
const DayOfMonth = Type.Integer({ minimum: 1, maximum: 31 });

/** The days of a programme in each month, and what becomes of what is not collected. */
const Calendar = {
  opensOn: DayOfMonth,
  pointFrom: DayOfMonth,
  pointTo: DayOfMonth,
  officeFrom: DayOfMonth,
  officeTo: DayOfMonth,
  bankFrom: DayOfMonth,
  bankTo: DayOfMonth,
  settleOn: DayOfMonth,
  unpaidRule: OneOf('carry', 'return'),
  suspendAfterMonths: Whole(1),
  homeAge: Type.Integer({ minimum: 0, maximum: 130 }),
  /** The service fee: dong for each million paid, and for each voucher. */
  feePerMillion: Whole(),
  feePerVoucherVnd: VndText,
};

const Version = { validFrom: Day, legalBasis: Line(500) };
const Stands = {
  validFrom: Day,
  validTo: Nullable(Day),
  legalBasis: Type.String(),
  confidence: Type.String({ description: 'sure, secondary, derived or unsure' }),
};

/** What the law or the province decides, as dated rows: a change is a new row from a day on, and none is overwritten. */
export const referenceContract = contract({
  'GET /payouts/programme-rules': {
    may: READERS,
    scope: 'none',
    summary: {
      vi: 'Quy định của từng chế độ, qua các thời kỳ',
      en: 'The rules of each programme through time',
    },
    reply: Type.Array(
      shape({
        id: Id,
        programme: Type.String(),
        nameVi: Type.String(),
        nameEn: Type.String(),
        funder: Type.String(),
        unsure: Type.Array(Type.String()),
        ...Calendar,
        ...Stands,
      }),
    ),
    refusals: [],
  },
  'POST /payouts/programme-rules': {
    may: ['administrator'],
    scope: 'province',
    stepUp: true,
    summary: { vi: 'Đổi quy định của một chế độ từ một ngày', en: "Change a programme's rule from a day on" },
    body: shape({ id: Id, programme: Line(40), ...Calendar, ...Version }),
    reply: done,
    refusals: ['version_not_newer', 'rule_in_use', 'days_out_of_order', 'programme_not_in_force'],
  },
  'GET /payouts/rates': {
    may: READERS,
    scope: 'none',
    summary: { vi: 'Mức hưởng qua các thời kỳ', en: 'Rates of benefit through time' },
    query: shape({ on: Type.Optional(Day) }),
    reply: Type.Array(
      shape({
        code: Type.String(),
        grade: Type.String(),
        amountVnd: Nullable(VndText),
        coefficient: Nullable(Type.String()),
        ...Stands,
      }),
    ),
    refusals: [],
  },
  'POST /payouts/rates': {
    may: ['administrator'],
    scope: 'province',
    stepUp: true,
    summary: { vi: 'Đổi một mức hưởng từ một ngày', en: 'Change a rate from a day on' },
    body: shape({
      code: Line(60),
      grade: Type.String({ maxLength: 60 }),
      amountVnd: Nullable(VndText),
      coefficient: Nullable(Type.String({ pattern: '^\\d{1,4}(\\.\\d{1,6})?$' })),
      ...Version,
    }),
    reply: done,
    refusals: ['version_not_newer', 'rate_empty'],
  },
  'GET /payouts/settings': {
    may: READERS,
    scope: 'none',
    summary: { vi: 'Hạn mức qua các thời kỳ', en: 'Limits through time' },
    reply: Type.Array(
      shape({ name: Type.String(), valueVnd: VndText, validFrom: Day, legalBasis: Type.String() }),
    ),
    refusals: [],
  },
  'POST /payouts/settings': {
    may: ['administrator'],
    scope: 'province',
    stepUp: true,
    summary: { vi: 'Đổi một hạn mức từ một ngày', en: 'Change a limit from a day on' },
    body: shape({ name: Line(60), valueVnd: VndText, ...Version }),
    reply: done,
    refusals: ['version_not_newer', 'day_past'],
  },
});
