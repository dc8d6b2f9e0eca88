import Type from 'typebox';
import { contract } from '#kernel/contract/contract.ts';
import { Id, Line, Nullable, shape, VndText, Whole, NamedHand } from '#kernel/contract/shapes.ts';
import { LIST_READERS } from './lists.ts';
import { CONTROLLERS } from '../../roles.ts';

const Sum = { vouchers: Type.Integer(), totalVnd: VndText };

/** What a whole list is not withdrawn for; the ledger's own refusals come besides. */
export const WITHDRAWAL_REFUSALS = [
  'list_is_withdrawal',
  'nothing_to_withdraw',
  'list_not_whole',
  'list_changed',
] as const;
export const RESTORATION_REFUSALS = ['list_not_withdrawal', 'list_restored', 'right_taken'] as const;

const SHARED_REFUSALS = ['period_locked', 'two_people_needed', 'payer_returns', 'held_elsewhere'] as const;

const Done = shape({ ...Sum, already: Type.Boolean() });

export const wholeListContract = contract({
  'GET /payouts/lists/:listId/withdrawal': {
    may: LIST_READERS,
    scope: 'province',
    summary: {
      vi: 'Thu hồi cả danh sách sẽ làm gì: phiếu nào đi, phiếu nào ở lại',
      en: 'What withdrawing a whole list would do: which vouchers go, which stay',
    },
    params: shape({ listId: Id }),
    reply: shape({
      goes: shape(Sum),
      paid: shape(Sum),
      returned: shape(Sum),
      withdrawn: shape(Sum),
      away: Type.Array(shape({ ...Sum, holder: NamedHand })),
      settled: Type.Boolean(),
      /** Above this much it is proposed, for a second person to grant. */
      twoPeopleAboveVnd: Nullable(VndText),
    }),
    refusals: ['list_is_withdrawal'],
  },
  'POST /payouts/lists/:listId/withdrawal': {
    may: CONTROLLERS,
    scope: 'province',
    stepUp: true,
    summary: {
      vi: 'Thu hồi mọi phiếu chưa chi của một danh sách',
      en: 'Withdraw every unpaid voucher of a list',
    },
    params: shape({ listId: Id }),
    body: shape({
      id: Id,
      vouchers: Whole(1),
      totalVnd: VndText,
      /** What is paid, or stands on no desk, stays. */
      rest: Type.Boolean(),
      document: Line(),
      reason: Line(),
    }),
    reply: Done,
    refusals: [...WITHDRAWAL_REFUSALS, ...SHARED_REFUSALS],
  },
  'GET /payouts/lists/:listId/restoration': {
    may: LIST_READERS,
    scope: 'province',
    summary: {
      vi: 'Bỏ thu hồi sẽ đưa lại những phiếu nào',
      en: 'What taking a withdrawal back would bring',
    },
    params: shape({ listId: Id }),
    reply: shape({ ...Sum, settled: Type.Boolean(), twoPeopleAboveVnd: Nullable(VndText) }),
    refusals: ['list_not_withdrawal', 'list_restored'],
  },
  'POST /payouts/lists/:listId/restoration': {
    may: CONTROLLERS,
    scope: 'province',
    stepUp: true,
    summary: {
      vi: 'Bỏ thu hồi: phiếu về lại bàn đã giao',
      en: 'Take a withdrawal back: its vouchers return to the desks they left',
    },
    params: shape({ listId: Id }),
    body: shape({ id: Id, vouchers: Whole(1), totalVnd: VndText, reason: Line() }),
    reply: Done,
    refusals: [...RESTORATION_REFUSALS, 'nothing_to_withdraw', 'list_changed', ...SHARED_REFUSALS],
  },
});
