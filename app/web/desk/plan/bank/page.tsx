import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { addressOf } from '#kernel/web/ask.ts';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { NoticePage, Page } from '#kernel/web/page.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../../api.ts';
import { useProgrammes } from '../../parts/programmes.ts';
import styles from '../calendar/calendar.module.css';
import { type Batch, batchesQuery, usePlanPlace } from '../queries.ts';
import { NoMonth } from '../../parts/no-month.tsx';
import { PlanTabs } from '../tabs.tsx';
import { useTexts } from '../texts/texts.ts';
import { AnswerDialog } from './answer-dialog.tsx';
import { BatchLines } from './lines.tsx';

/** Vouchers paid into accounts: made into batches for the bank, and its answers taken in. */
export function BankPage() {
  const texts = useTexts();
  const format = useFormat();
  const programmes = useProgrammes();
  const search = useSearch({ from: '/frame/plan/bank' });
  const place = usePlanPlace(search);
  const { month } = place;
  const [making, setMaking] = useState<string | null>(null);
  const [answering, setAnswering] = useState<Batch | null>(null);
  const [open, setOpen] = useState<string | null>(null);
  const batches = useQuery({ ...batchesQuery(month ?? ''), enabled: month !== undefined });
  const act = useAct({
    send: (id, body: { programme: string; month: string }) =>
      ask('POST /payouts/bank-batches', { body: { id, ...body } }),
    onDone: ({ vouchers, totalVnd }) => {
      toast(texts.bank.made(format.count(vouchers), format.vnd(totalVnd)));
      setMaking(null);
    },
    touches: [['payouts']],
  });
  if (place.own === undefined) return <NoticePage title={texts.noView}>{texts.noViewHint}</NoticePage>;
  const waiting = batches.data?.waiting ?? [];
  const wanted = waiting.find(({ programme }) => programme === making);
  const shown = batches.data?.batches.find(({ id }) => id === open);
  const ofWaiting = columnsOf(format, waiting);
  const ofBatches = columnsOf(format, batches.data?.batches);
  return (
    <Page title={texts.bank.title} help={texts.help}>
      <PlanTabs place={place} search={search} withOffice={false} />
      {batches.error ? (
        <FailureNotice error={batches.error} onRetry={() => void batches.refetch()} />
      ) : !batches.data ? (
        <NoMonth months={place.asked} />
      ) : (
        <>
          <DataTable
            caption={texts.bank.waiting}
            note={texts.inDong}
            fileName={`cho-chuyen-khoan-${month ?? ''}`}
            rows={waiting}
            rowKey={(row) => row.programme}
            {...(waiting.length === 0 && {
              instead: <p className={styles['none']}>{texts.bank.noneWaiting}</p>,
            })}
            columns={[
              ofWaiting.text('programme', texts.programme, (row) => programmes.name(row.programme)),
              ofWaiting.figure('vouchers', texts.vouchers, (row) => row.vouchers),
              ofWaiting.figure('total', texts.amount, (row) => row.totalVnd),
              ofWaiting.acts(texts.bank.acts, (row) => (
                <Button
                  size="compact-xs"
                  aria-label={`${texts.bank.make}: ${programmes.name(row.programme)}`}
                  onClick={() => setMaking(row.programme)}
                >
                  {texts.bank.make}
                </Button>
              )),
            ]}
          />
          <DataTable
            caption={texts.bank.batches}
            note={texts.inDong}
            fileName={`chuyen-khoan-${month ?? ''}`}
            rows={batches.data.batches}
            rowKey={(row) => row.id}
            {...(batches.data.batches.length === 0 && {
              instead: <p className={styles['none']}>{texts.bank.noBatches}</p>,
            })}
            columns={[
              ofBatches.text('programme', texts.programme, (row) => programmes.name(row.programme)),
              {
                key: 'made',
                head: texts.bank.madeAt,
                value: (row) => row.madeAt,
                text: (row) => `${row.madeBy}, ${format.moment(row.madeAt)}`,
                cell: (row) => `${row.madeBy}, ${format.moment(row.madeAt)}`,
              },
              ofBatches.figure('vouchers', texts.vouchers, (row) => row.vouchers),
              ofBatches.figure('total', texts.amount, (row) => row.totalVnd),
              {
                key: 'state',
                head: texts.state,
                value: (row) => (row.answer ? row.answer.rejected : -1),
                cell: (row) =>
                  row.answer === null ? (
                    <Marked as="going">{texts.bank.noAnswer}</Marked>
                  ) : (
                    <Marked as={row.answer.rejected > 0 ? 'watch' : 'good'}>
                      {texts.bank.answered(format.count(row.answer.paid), format.count(row.answer.rejected))}
                    </Marked>
                  ),
              },
              ofBatches.acts(texts.bank.acts, (row) => (
                <span className={styles['bar']}>
                  <Button
                    size="compact-xs"
                    variant="default"
                    component="a"
                    title={texts.bank.fileHint}
                    download
                    href={addressOf('/payouts/bank-batches/:batchId/file', {
                      params: { batchId: row.id },
                    })}
                  >
                    {texts.bank.file}
                  </Button>
                  {row.answer === null && (
                    <Button size="compact-xs" onClick={() => setAnswering(row)}>
                      {texts.bank.takeAnswer}
                    </Button>
                  )}
                  <Button
                    size="compact-xs"
                    variant="default"
                    onClick={() => setOpen(open === row.id ? null : row.id)}
                  >
                    {texts.bank.lines}
                  </Button>
                </span>
              )),
            ]}
          />
          {shown && <BatchLines key={shown.id} batch={shown} />}
        </>
      )}
      {wanted && (
        <ActDialog
          title={texts.bank.make}
          onClose={() => setMaking(null)}
          act={act}
          label={texts.bank.make}
          input={month !== undefined ? { programme: wanted.programme, month } : null}
        >
          <p>
            {texts.bank.makeSays(
              programmes.name(wanted.programme),
              format.count(wanted.vouchers),
              format.vnd(wanted.totalVnd),
            )}
          </p>
        </ActDialog>
      )}
      {answering && <AnswerDialog batch={answering} onClose={() => setAnswering(null)} />}
    </Page>
  );
}
