import { bind, type Bound } from '#kernel/http/bind.ts';
import { once } from '#kernel/handover/once.ts';
import { writeCaseEntry } from '../../cases/actions/entries.ts';
import { ruleCase } from '../../cases/actions/rule.ts';
import { takeRulingBack } from '../../cases/actions/take-back.ts';
import { lockSettlement, previewSettlement, settle } from '../actions.ts';
import { settleContract } from '../contract/settle.ts';
import { assertCaseOf } from '../../closing/store/figures.ts';
import { personOf, type RouteParts } from '../../request.ts';

const DONE = { done: true };

export function settleRoutes({ db, clock }: RouteParts): Bound {
  return bind(settleContract, {
    'POST /payouts/cases/:caseId/entries': async ({ params, body, actor }) => {
      await assertCaseOf(db.read, params.caseId, body.officeId);
      const { id, kind, note } = body;
      const command = { id, kind, note, caseId: params.caseId, doer: personOf(actor) };
      await db.write((tx) => writeCaseEntry(tx, clock.now(), command));
      return DONE;
    },
    'POST /payouts/cases/:caseId/ruling': async ({ params, body, actor }) => {
      await assertCaseOf(db.read, params.caseId, body.officeId);
      const { id, ruling, note } = body;
      const input = { caseId: params.caseId, ruling, note };
      const doer = personOf(actor);
      const act = { id, kind: 'case-ruling', by: doer.id, input };
      await db.write((tx) =>
        once(tx, clock.now(), act, async () => {
          await ruleCase(tx, clock.now(), { ...input, id, doer, witnessId: null });
          return DONE;
        }),
      );
      return DONE;
    },
    'POST /payouts/cases/:caseId/ruling/reversal': async ({ params, body, actor }) => {
      await assertCaseOf(db.read, params.caseId, body.officeId);
      const { id, reason } = body;
      const input = { caseId: params.caseId, reason };
      const doer = personOf(actor);
      const act = { id, kind: 'ruling-reversal', by: doer.id, input };
      await db.write((tx) =>
        once(tx, clock.now(), act, async () => {
          await takeRulingBack(tx, clock.now(), { ...input, id, doer, witnessId: null });
          return DONE;
        }),
      );
      return DONE;
    },
    'GET /payouts/settlement': ({ query }) => previewSettlement(db.read, query.programme, query.month),
    'POST /payouts/settlement': ({ body, actor }) =>
      db.write((tx) => settle(tx, clock.now(), { ...body, doer: personOf(actor) })),
    'POST /payouts/settlement/lock': async ({ body, actor }) => {
      await db.write((tx) => lockSettlement(tx, clock.now(), { ...body, doer: personOf(actor) }));
      return DONE;
    },
  });
}
