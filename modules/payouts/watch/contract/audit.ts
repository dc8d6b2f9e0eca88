import Type from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import { Day, Id, Instant, Nullable, OneOf, shape, VndText } from '#kernel/contract/shapes.ts';
import { Page, PageQuery } from '#kernel/contract/pages.ts';

export const CORRECTIONS = ['reversal', 'ruling', 'withdrawal', 'person', 'identity'] as const;

export const auditContract = contract({
  'GET /payouts/corrections': {
    may: ['auditor', 'chief-accountant', 'provincial-director', 'district-manager'],
    scope: 'office',
    summary: {
      vi: 'Mọi đính chính của một đơn vị: bút toán đảo, kết luận chênh lệch, rút danh sách, sửa thông tin người, bỏ kết luận về người',
      en: 'All corrections of an office: reversals, rulings, withdrawn lists, corrected facts of people, rulings on people taken back',
    },
    query: shape({ officeId: Id, from: Type.Optional(Day), to: Type.Optional(Day), ...PageQuery }),
    reply: Page(
      shape({
        id: Id,
        kind: OneOf(...CORRECTIONS),
        at: Instant,
        by: Type.String(),
        office: Type.String(),
        amountVnd: VndText,
        reason: Type.String(),
        /** The handover that corrects, and the one it corrects. */
        handoverId: Nullable(Id),
        corrects: Nullable(Id),
        /** Whose facts were corrected. */
        citizenId: Nullable(Id),
      }),
    ),
    refusals: [],
  },
});
