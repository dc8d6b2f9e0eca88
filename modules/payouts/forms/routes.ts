import type { Read } from '#kernel/db/types.ts';
import { bind, type Bound } from '#kernel/http/bind.ts';
import type { Kind } from '#kernel/paper/worker.ts';
import { dayAt, type Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { showOffice, showRootOffice } from '#places/offices/offices.ts';
import { formsContract, type OfficeForm } from './contract.ts';
import { paperFileName, printExample } from './forms.ts';
import { printInForce } from './print.ts';
import { findNextLayout, readLayout, storeLayout } from './store.ts';
import { readAccountListForm, readCashListForm } from '../lists/store/form.ts';
import { showProgramme } from '../programmes/store/programmes.ts';
import type { RouteParts } from '../request.ts';
import { previewSettlement } from '../settle/actions.ts';
import { readCashMinutesForm } from '../settle/store/cash-minutes.ts';
import { readDayCloseForm, settlementForm } from '../settle/store/forms.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The layouts in force, and the forms that an office prints by them. */
export function formsRoutes({ db, clock }: RouteParts): Bound {
  return bind(formsContract, {
    'GET /payouts/form-layouts/:form': async ({ params, query }) => {
      const on = query.on ?? dayAt(clock.now());
      const { validFrom, legalBasis, layout } = await readLayout(db.read, params.form, on);
      const next = await findNextLayout(db.read, params.form, on);
      return { validFrom, legalBasis, layout: { ...layout }, next };
    },
    'GET /payouts/form-layouts/:form/example': async ({ params: { form }, query }) => {
      const now = clock.now();
      const { layout } = await readLayout(db.read, form, query.on ?? dayAt(now));
      return {
        fileName: `${paperFileName(form)}.pdf`,
        mediaType: 'application/pdf',
        content: await printExample(form, layout, now),
        inline: true,
      };
    },
    'POST /payouts/form-layouts/:form': async ({ params, body }) => {
      await db.write((tx) => storeLayout(tx, { ...body, code: params.form }));
      return { done: true };
    },
    'GET /payouts/forms/:form': async ({ params, query, reveal }) => {
      const kind = query.as ?? 'pdf';
      const [content, ...more] = await print(db.read, kind, params.form, query, clock.now());
      if (!content || more.length > 0)
        throw new Refusal('form_unfit', { form: params.form, parts: more.length + 1 });
      const { code } = await showOffice(db.read, query.officeId);
      reveal({
        subjectKind: 'form',
        subjectId: `${params.form} ${code}`,
        reason: `${query.month ?? ''} ${query.handoverId ?? ''}`.trim() || 'print',
      });
      return {
        fileName: `${paperFileName(params.form, code, query.programme, query.month ?? query.handoverId?.slice(-8))}.${kind}`,
        mediaType: kind === 'pdf' ? 'application/pdf' : XLSX,
        content,
        inline: kind === 'pdf',
      };
    },
  });
}

interface FormQuery {
  readonly officeId: Id;
  readonly month?: Month | undefined;
  readonly programme?: string | undefined;
  readonly handoverId?: Id | undefined;
}

/** Fills a form and prints it. Refuses `form_unfit` naming what its query lacks, `not_found` when there is nothing to print. */
async function print(
  read: Read,
  kind: Kind,
  form: OfficeForm,
  { officeId, month, programme: code, handoverId }: FormQuery,
  now: Date,
): Promise<Buffer[]> {
  const root = await showRootOffice(read);
  const office = await showOffice(read, officeId);
  if (form === 'day-close' || form === 'cash-minutes') {
    if (!handoverId) throw new Refusal('form_unfit', { form, needs: ['handoverId'] });
    return form === 'day-close'
      ? printInForce(read, kind, form, found(await readDayCloseForm(read, handoverId, office, root, now)))
      : printInForce(read, kind, form, found(await readCashMinutesForm(read, handoverId, office, root, now)));
  }
  if (!month || !code) throw new Refusal('form_unfit', { form, needs: ['month', 'programme'] });
  const programme = await showProgramme(read, code, month);
  if (form === 'c72a')
    return printInForce(read, kind, form, await readCashListForm(read, office, root, programme, month, now));
  if (form === 'c72b')
    return printInForce(
      read,
      kind,
      form,
      await readAccountListForm(read, office, root, programme, month, now),
    );
  if (office.id !== root.id) throw new Refusal('form_unfit', { form, needs: 'root_office' });
  const figures = await previewSettlement(read, code, month);
  return printInForce(read, kind, form, await settlementForm(read, figures, programme, root, month, now));
}

function found<T>(form: T | null): T {
  if (form === null) throw new Refusal('not_found', {});
  return form;
}
