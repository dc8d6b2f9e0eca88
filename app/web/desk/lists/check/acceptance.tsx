import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { Failure } from '#kernel/web/failure.ts';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../../api.ts';
import { useProgrammes } from '../../parts/programmes.ts';
import { Reading } from '../intake/reading.tsx';
import { type Check, checkQuery } from '../queries.ts';
import { en } from '../texts/en.ts';
import { useTexts } from '../texts/texts.ts';
import { vi } from '../texts/vi.ts';
import styles from './check.module.css';

interface Props {
  readonly check: Check;
  readonly onClose: () => void;
}

/** Enters the list that was looked at; while it is under way its rows are counted, and it can be stopped whole. */
export function Acceptance({ check, onClose }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const programmes = useProgrammes();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const stopping = useRef<AbortController | null>(null);
  const act = useAct({
    send: async (id, { checkId }: { checkId: string }) => {
      const stop = new AbortController();
      stopping.current = stop;
      try {
        const answer = await ask(
          'POST /payouts/list-checks/:checkId/acceptance',
          { params: { checkId }, body: { id } },
          stop.signal,
        );
        if (answer.outcome === 'refused')
          throw new Failure({ code: 'list_refused', message: both('nowRefused') });
        return answer.listId;
      } catch (error) {
        if (stop.signal.aborted) return await whatBecame(id, checkId);
        throw error;
      }
    },
    onDone: (listId) => {
      onClose();
      toast(texts.check.accepted(format.count(check.people), format.vnd(check.totalVnd)));
      void queries.invalidateQueries({ queryKey: checkQuery(check.id).queryKey });
      void navigate({ to: '/lists/$listId', params: { listId }, search: {} });
    },
    touches: [['payouts']],
  });
  const { step } = act;
  return (
    <ActDialog
      title={texts.check.acceptTitle}
      onClose={onClose}
      act={act}
      label={texts.check.accept}
      input={{ checkId: check.id }}
    >
      <p>
        {texts.check.acceptSays(
          programmes.name(check.programme),
          format.month(check.month),
          format.count(check.report.vouchers),
          format.count(check.people),
          format.vnd(check.totalVnd),
        )}
      </p>
      {check.report.reviews > 0 && <p>{texts.check.acceptReviews(format.count(check.report.reviews))}</p>}
      {check.report.warnings > 0 && <p>{texts.check.acceptWarnings(format.count(check.report.warnings))}</p>}
      <p className={styles['quiet']}>
        {check.kind === 'withdrawal' ? texts.check.acceptWithdrawal : texts.check.acceptAfter}
      </p>
      {step.at === 'sending' && <Reading id={step.id} sent={1} onStop={() => stopping.current?.abort()} />}
    </ActDialog>
  );
}

const both = (key: 'nowRefused' | 'stopped') => ({ vi: vi.check[key], en: en.check[key] });

const ASK_MS = 500;

/** After a stop only the server knows whether the list was entered in the last moment: it is asked until the work is over. */
async function whatBecame(id: string, checkId: string): Promise<string> {
  for (;;) {
    const { rows } = await ask('GET /payouts/list-checks/:checkId/progress', { params: { checkId: id } });
    if (rows === null) break;
    await new Promise((done) => setTimeout(done, ASK_MS));
  }
  const { listId } = await ask('GET /payouts/list-checks/:checkId', { params: { checkId } });
  if (listId !== null) return listId;
  throw new Failure({ code: 'stopped', message: both('stopped') });
}
