import { Button } from '@mantine/core';
import { useState } from 'react';
import { addressOf } from '#kernel/web/ask.ts';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { useProgrammes } from '../../parts/programmes.ts';
import styles from '../calendar/calendar.module.css';
import type { Batch, Batches } from '../queries.ts';
import { useTexts } from '../texts/texts.ts';
import { AnswerDialog } from './answer-dialog.tsx';
import { FundsShort } from './funds.tsx';
import { BatchLines } from './lines.tsx';

interface Props {
  readonly month: string;
  readonly data: Batches;
}

/** The batches of a month: their files for the bank, its answers, and the people of each. */
export function BatchesMade({ month, data }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const programmes = useProgrammes();
  const [answering, setAnswering] = useState<Batch | null>(null);
  const [open, setOpen] = useState<string | null>(null);
  const { batches } = data;
  const shown = batches.find(({ id }) => id === open);
  const column = columnsOf(format, batches);
  return (
    <>
      {data.funds.map((funds) => (
        <FundsShort key={funds.programme} funds={funds} month={month} />
      ))}
      <DataTable
        caption={texts.bank.batches}
        fileOf={`${texts.bank.title} ${month}`}
        rows={batches}
        rowKey={(row) => row.id}
        {...(batches.length === 0 && { instead: <p className={styles['none']}>{texts.bank.noBatches}</p> })}
        columns={[
          column.text('programme', texts.programme, (row) => programmes.name(row.programme)),
          {
            key: 'made',
            head: texts.bank.madeAt,
            value: (row) => row.madeAt,
            cell: (row) => `${row.madeBy}, ${format.moment(row.madeAt)}`,
          },
          column.figure('vouchers', texts.vouchers, (row) => row.vouchers),
          column.vnd('total', texts.amount, (row) => row.totalVnd),
          {
            key: 'state',
            head: texts.state,
            value: (row) => (row.answer ? row.answer.rejected : -1),
            text: ({ answer }) =>
              answer
                ? texts.bank.answered(format.count(answer.paid), format.count(answer.rejected))
                : texts.bank.noAnswer,
            cell: (row) => <AnswerState batch={row} />,
          },
          column.acts(texts.bank.acts, (row) => (
            <span className={styles['bar']}>
              <Button
                size="compact-xs"
                variant="default"
                component="a"
                title={texts.bank.fileHint}
                download
                href={addressOf('/payouts/bank-batches/:batchId/file', { params: { batchId: row.id } })}
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
                aria-expanded={open === row.id}
                onClick={() => setOpen(open === row.id ? null : row.id)}
              >
                {texts.bank.lines}
              </Button>
            </span>
          )),
        ]}
      />
      {shown && <BatchLines key={`${shown.id} ${shown.answer?.recordedAt ?? ''}`} batch={shown} />}
      {answering && <AnswerDialog batch={answering} onClose={() => setAnswering(null)} />}
    </>
  );
}

function AnswerState({ batch: { answer } }: { batch: Batch }) {
  const texts = useTexts();
  const format = useFormat();
  if (answer === null) return <Marked as="going">{texts.bank.noAnswer}</Marked>;
  const { paid, rejected, skipped } = answer;
  return (
    <>
      <Marked as={rejected > 0 ? 'watch' : 'good'}>
        {texts.bank.answered(format.count(paid), format.count(rejected))}
      </Marked>
      {skipped.length > 0 && <Marked as="bad">{texts.bank.skipped(format.count(skipped.length))}</Marked>}
    </>
  );
}
