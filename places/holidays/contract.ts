import Type from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import { Day, Line, OneOf, shape } from '#kernel/contract/shapes.ts';

const Holiday = {
  day: Day,
  /** A day off, a day off in its stead, a day off against a worked one, and that worked day. */
  kind: OneOf('holiday', 'substitute', 'swapped-off', 'swapped-work'),
  name: Line(200),
  legalBasis: Line(500),
};

export const holidaysContract = contract({
  'GET /holidays': {
    may: 'signed-in',
    scope: 'none',
    summary: {
      vi: 'Ngày nghỉ và ngày làm bù của một năm',
      en: 'Days off and swapped working days of a year',
    },
    query: shape({ year: Type.Integer({ minimum: 1990, maximum: 2100 }) }),
    reply: Type.Array(shape({ ...Holiday, confidence: Type.String() })),
    refusals: [],
  },
  'POST /holidays': {
    may: ['administrator'],
    scope: 'province',
    stepUp: true,
    summary: { vi: 'Thêm ngày nghỉ hoặc ngày làm bù', en: 'Add a day off or a swapped working day' },
    body: shape(Holiday),
    reply: shape({ done: Type.Boolean() }),
    refusals: ['holiday_past', 'holiday_known'],
  },
});
