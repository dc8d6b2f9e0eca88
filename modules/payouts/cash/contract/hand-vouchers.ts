import Type from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import { Day, Id, Line, Month, Nullable, OneOf, shape, VndText } from '#kernel/contract/shapes.ts';
import { Page, PageQuery } from '#kernel/contract/pages.ts';
import { CUSTODIANS } from '../../roles.ts';
import { CHANNELS } from '../../voucher.ts';

const Channel = OneOf(...CHANNELS);

export const handVouchersContract = contract({
  'POST /payouts/hands/:handId/vouchers/search': {
    may: CUSTODIANS,
    scope: 'office',
    readsOnly: true,
    summary: {
      vi: 'Phiếu chưa chi mà một nơi đang giữ, để chọn khi giao',
      en: 'Unpaid vouchers that a hand holds, to choose from when handing over',
    },
    params: shape({ handId: Id }),
    body: shape({
      officeId: Id,
      payOn: Type.Optional(Day),
      /** The office or point where they are to be paid. */
      atOfficeId: Type.Optional(Id),
      listId: Type.Optional(Id),
      /** A card's code, a number, or part of a name. */
      q: Type.Optional(Line(400)),
      ...PageQuery,
    }),
    reply: Page(
      shape({
        id: Id,
        fullName: Type.String(),
        birth: Nullable(Type.String()),
        hamlet: Nullable(Type.String()),
        commune: Nullable(Type.String()),
        programme: Type.String(),
        benefitMonth: Month,
        amountVnd: VndText,
        channel: Channel,
        payOn: Day,
        office: Type.String(),
      }),
    ),
    refusals: ['hand_not_found'],
  },
  'GET /payouts/hands/:handId/voucher-groups': {
    may: CUSTODIANS,
    scope: 'office',
    summary: {
      vi: 'Phiếu một nơi đang giữ, gộp theo ngày, nơi chi và danh sách',
      en: 'Vouchers that a hand holds, by pay day and place and by list',
    },
    params: shape({ handId: Id }),
    query: shape({ officeId: Id }),
    reply: shape({
      vouchers: Type.Integer(),
      totalVnd: VndText,
      days: Type.Array(
        shape({
          payOn: Day,
          officeId: Id,
          office: Type.String(),
          vouchers: Type.Integer(),
          totalVnd: VndText,
        }),
      ),
      lists: Type.Array(
        shape({
          listId: Id,
          fileName: Type.String(),
          programme: Type.String(),
          month: Month,
          vouchers: Type.Integer(),
          totalVnd: VndText,
        }),
      ),
    }),
    refusals: ['hand_not_found'],
  },
});
