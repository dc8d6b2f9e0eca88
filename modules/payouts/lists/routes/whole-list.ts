import { once } from '#kernel/handover/once.ts';
import { bind, type Bound } from '#kernel/http/bind.ts';
import { dayAt } from '#kernel/words/day.ts';
import { outlookOfRestoration, restoreList } from '../actions/restore-list.ts';
import { outlookOfList, WITHDRAWAL_LIMIT, withdrawWhole } from '../actions/withdraw-whole.ts';
import { wholeListContract } from '../contract/whole-list.ts';
import { findSetting } from '../../programmes/store/programmes.ts';
import { isSettled } from '../../settle/store/settlement.ts';
import type { WholeList } from '../store/whole-list.ts';
import { personOf, type RouteParts } from '../../request.ts';

/** A list taken back whole, and such a withdrawal taken back: what it would do, and the doing. */
export function wholeListRoutes({
  db,
  clock,
  filesFolder,
}: RouteParts & { readonly filesFolder: string }): Bound {
  const standing = async ({ programme, monthOn }: WholeList) => ({
    settled: await isSettled(db.read, programme, monthOn),
    twoPeopleAboveVnd: await findSetting(db.read, WITHDRAWAL_LIMIT, dayAt(clock.now())),
  });
  return bind(wholeListContract, {
    'GET /payouts/lists/:listId/withdrawal': async ({ params }) => {
      const { list, ...outlook } = await outlookOfList(db.read, params.listId);
      return { ...outlook, ...(await standing(list)) };
    },
    'POST /payouts/lists/:listId/withdrawal': async ({ params, body, actor }) => {
      const doer = personOf(actor);
      const act = { id: body.id, kind: 'list-withdrawal', by: doer.id, input: { ...params, ...body } };
      const command = { ...params, ...body, doer, witnessId: null };
      return db.write((tx) =>
        once(tx, clock.now(), act, () => withdrawWhole(tx, clock.now(), command, filesFolder)),
      );
    },
    'GET /payouts/lists/:listId/restoration': async ({ params }) => {
      const { list, vouchers, totalVnd } = await outlookOfRestoration(db.read, params.listId);
      return { vouchers, totalVnd, ...(await standing(list)) };
    },
    'POST /payouts/lists/:listId/restoration': async ({ params, body, actor }) => {
      const doer = personOf(actor);
      const act = { id: body.id, kind: 'list-restoration', by: doer.id, input: { ...params, ...body } };
      const command = { ...params, ...body, doer, witnessId: null };
      return db.write((tx) => once(tx, clock.now(), act, () => restoreList(tx, clock.now(), command)));
    },
  });
}
