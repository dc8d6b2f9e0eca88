import { bind, type Bound } from '#kernel/http/bind.ts';
import type { Read } from '#kernel/db/types.ts';
import { once } from '#kernel/handover/once.ts';
import { dayAt } from '#kernel/words/day.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { showOffice, showRootOffice } from '#places/offices/offices.ts';
import { ruleCase, writeCaseEntry } from '../../cases/actions.ts';
import { closeHand, closeOffice } from '../../closing/actions.ts';
import { lockSettlement, previewSettlement, settle } from '../actions.ts';
import { settleContract } from '../contract/settle.ts';
import { assertCaseOf } from '../../closing/store/figures.ts';
import { readCashMinutesForm, readDayCloseForm, settlementForm } from '../store/forms.ts';
import { readAccountListForm, readCashListForm } from '../../lists/store/form.ts';
import { readLayout, storeLayout } from '../../forms/store.ts';
import { showProgramme } from '../../programmes/store/programmes.ts';
import { personOf, type RouteParts } from '../../request.ts';
import { showHandOf } from '../../cash/actions/hands.ts';
import { printInForce } from '../../forms/print.ts';

const DONE = { done: true };
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function settleRoutes({ db, clock }: RouteParts): Bound {
  return bind(settleContract, {
    'POST /payouts/closes/hand': async ({ body, office, actor }) => {
      await showHandOf(db.read, body.handId, office, actor);
      const { reason, ...close } = body;
      const command = { ...close, doer: personOf(actor), ...(reason !== undefined && { reason }) };
      return db.write((tx) => closeHand(tx, clock.now(), command));
    },
    'POST /payouts/closes/office': async ({ body, actor }) => {
      await db.write((tx) => closeOffice(tx, clock.now(), { ...body, doer: personOf(actor) }));
      return DONE;
    },
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
    'GET /payouts/settlement': ({ query }) => previewSettlement(db.read, query.programme, query.month),
    'POST /payouts/settlement': ({ body, actor }) =>
      db.write((tx) => settle(tx, clock.now(), { ...body, doer: personOf(actor) })),
    'POST /payouts/settlement/lock': async ({ body, actor }) => {
      await db.write((tx) => lockSettlement(tx, clock.now(), { ...body, doer: personOf(actor) }));
      return DONE;
    },
    'GET /payouts/form-layouts/:form': async ({ params, query }) => {
      const { validFrom, legalBasis, layout } = await readLayout(
        db.read,
        params.form,
        query.on ?? dayAt(clock.now()),
      );
      return { validFrom, legalBasis, layout: { ...layout } as Record<string, NonNullable<unknown>> };
    },
    'POST /payouts/form-layouts/:form': async ({ params, body }) => {
      await db.write((tx) => storeLayout(tx, { ...body, code: params.form }));
      return DONE;
    },
    'GET /payouts/forms/:form': async ({ params, query, reveal }) => {
      const kind = query.as ?? 'pdf';
      const print = printer(db.read, params.form, query, clock.now());
      const [content, ...more] = await print(kind);
      if (!content || more.length > 0)
        throw new Refusal('form_unfit', { form: params.form, parts: more.length + 1 });
      reveal({
        subjectKind: 'form',
        subjectId: `${params.form} ${query.officeId}`,
        reason: `${query.month ?? ''} ${query.handoverId ?? ''}`.trim() || 'print',
      });
      return {
        fileName: `${params.form}-${query.month ?? query.handoverId ?? ''}.${kind}`,
        mediaType: kind === 'pdf' ? 'application/pdf' : XLSX,
        content,
        inline: kind === 'pdf',
      };
    },
  });
}

interface FormQuery {
  readonly officeId: string;
  readonly month?: string | undefined;
  readonly programme?: string | undefined;
  readonly handoverId?: string | undefined;
}

/** Chooses and fills a form. Refuses `form_unfit` naming what its query lacks, `not_found` when there is nothing to print. */
function printer(
  read: Read,
  form: 'c72a' | 'c72b' | 'c74' | 'day-close' | 'cash-minutes',
  query: FormQuery,
  now: Date,
) {
  return async (kind: 'pdf' | 'xlsx'): Promise<Buffer[]> => {
    const root = await showRootOffice(read);
    const office = await showOffice(read, query.officeId);
    if (form === 'day-close' || form === 'cash-minutes') {
      if (!query.handoverId) throw new Refusal('form_unfit', { form, needs: ['handoverId'] });
      if (form === 'day-close') {
        return printInForce(
          read,
          kind,
          form,
          found(await readDayCloseForm(read, query.handoverId, office, root, now)),
        );
      }
      return printInForce(
        read,
        kind,
        form,
        found(await readCashMinutesForm(read, query.handoverId, office, root, now)),
      );
    }
    const { month, programme: code } = query;
    if (!month || !code) throw new Refusal('form_unfit', { form, needs: ['month', 'programme'] });
    const programme = await showProgramme(read, code, month);
    if (form === 'c74') {
      if (office.id !== root.id) throw new Refusal('form_unfit', { form, needs: 'root_office' });
      return printInForce(
        read,
        kind,
        form,
        await settlementForm(read, await previewSettlement(read, code, month), programme, root, month, now),
      );
    }
    if (form === 'c72a')
      return printInForce(
        read,
        kind,
        form,
        await readCashListForm(read, office, root, programme, month, now),
      );
    return printInForce(
      read,
      kind,
      form,
      await readAccountListForm(read, office, root, programme, month, now),
    );
  };
}

function found<T>(form: T | null): T {
  if (form === null) throw new Refusal('not_found', {});
  return form;
}
