import Type from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import {
  Id,
  Line,
  Month,
  Nullable,
  OneOf,
  shape,
  SignedVndText,
  VndText,
  Whole,
} from '#kernel/contract/shapes.ts';
import { PageQuery } from '#kernel/contract/pages.ts';
import { LIST_READERS } from './lists.ts';

/** People and VND of a month and the month before, and how the one became the other. */
const Figures = {
  beforePeople: Type.Integer(),
  beforeVnd: VndText,
  nowPeople: Type.Integer(),
  nowVnd: VndText,
  newPeople: Type.Integer(),
  newVnd: VndText,
  gonePeople: Type.Integer(),
  goneVnd: VndText,
  changedPeople: Type.Integer(),
  /** What those who stand in both months get more or less. */
  changedVnd: SignedVndText,
};

export const CHANGES = ['new', 'gone', 'changed'] as const;

export const compareContract = contract({
  'GET /payouts/comparison': {
    may: LIST_READERS,
    scope: 'province',
    summary: { vi: 'So danh sách với tháng trước', en: "Compare a month's lists with the month before" },
    query: shape({ month: Month }),
    reply: shape({
      /** The month before the first that can be asked for is none itself. */
      before: Type.String(),
      programmes: Type.Array(
        shape({
          programme: Type.String(),
          /** Whether both months have a list; people are compared only then. */
          comparable: Type.Boolean(),
          ...Figures,
        }),
      ),
      communes: Type.Array(
        shape({
          unitId: Nullable(Type.Integer()),
          name: Nullable(Type.String()),
          district: Nullable(Type.String()),
          ...Figures,
        }),
      ),
    }),
    refusals: [],
  },
  'GET /payouts/comparison/people': {
    may: LIST_READERS,
    scope: 'province',
    summary: {
      vi: 'Ai mới, ai thôi, ai thay đổi so với tháng trước',
      en: 'Who is new, gone or changed since the month before',
    },
    query: shape({
      month: Month,
      programme: Type.Optional(Line(40)),
      unitId: Type.Optional(Whole(1)),
      change: Type.Optional(OneOf(...CHANGES)),
      /** Part of a name, with or without diacritics. */
      q: Type.Optional(Line(100)),
      ...PageQuery,
    }),
    reply: shape({
      /** All that the filters leave, not only this page. */
      total: Type.Integer(),
      differenceVnd: SignedVndText,
      items: Type.Array(
        shape({
          citizenId: Id,
          fullName: Type.String(),
          birth: Nullable(Type.String()),
          cccdMasked: Nullable(Type.String()),
          hamlet: Nullable(Type.String()),
          commune: Nullable(Type.String()),
          programme: Type.String(),
          regime: Type.String(),
          change: OneOf(...CHANGES),
          beforeVnd: VndText,
          nowVnd: VndText,
          differenceVnd: SignedVndText,
          /** Of which the month's own amount, without arrears, one-off payments and what was carried. */
          regularDifferenceVnd: SignedVndText,
        }),
      ),
      next: Nullable(Type.String()),
    }),
    refusals: [],
  },
});
