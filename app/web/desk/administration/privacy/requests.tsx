import { Button } from '@mantine/core';
import { useState } from 'react';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { FailureNotice, Notice } from '#kernel/web/notice.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { Waiting } from '#kernel/web/waiting.tsx';
import { NextRows, useRowsSaid } from '../../parts/load-all.tsx';
import { AnswerRequest } from './answer-request.tsx';
import { NewRequest } from './new-request.tsx';
import { type Request, useRequests } from './queries.ts';
import { usePrivacyTexts } from './texts/texts.ts';

/** What people asked about their own data, those that wait first. */
export function Requests({ keeps }: { keeps: boolean }) {
  const texts = usePrivacyTexts();
  const format = useFormat();
  const column = columnsOf<Request>(format);
  const requests = useRequests();
  const { rows, first } = requests;
  const said = useRowsSaid(requests);
  const [adding, setAdding] = useState(false);
  const [answering, setAnswering] = useState<Request | null>(null);
  const stateOf = (row: Request) =>
    row.answer
      ? `${texts.outcomes[row.answer.outcome as keyof typeof texts.outcomes]}${row.late ? ` (${texts.late})` : ''}`
      : row.late
        ? texts.overdue
        : texts.waiting;
  if (!first)
    return requests.error ? <FailureNotice error={requests.error} onRetry={requests.retry} /> : <Waiting />;
  return (
    <>
      <DataTable
        caption={texts.requests}
        note={`${texts.answerWithin(first.hours)}, ${said}`}
        rows={rows}
        rowKey={(row) => row.id}
        {...(rows.length === 0 && {
          instead: <Notice title={texts.noRequests}>{texts.noRequestsHint}</Notice>,
        })}
        tools={
          <>
            <NextRows pages={requests} />
            {keeps && (
              <Button size="xs" onClick={() => setAdding(true)}>
                {texts.addRequest}
              </Button>
            )}
          </>
        }
        columns={[
          column.text('who', texts.askedBy, (row) => row.askedBy),
          column.text('kind', texts.kind, (row) => texts.kinds[row.kind]),
          column.text('text', texts.text, (row) => row.text),
          column.moment('due', texts.due, (row) => row.dueAt),
          column.text('state', texts.state, stateOf),
          ...(keeps
            ? [
                column.acts('', (row: Request) => (
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={texts.openRequest(row.askedBy)}
                    onClick={() => setAnswering(row)}
                  >
                    {row.answer ? texts.open : texts.answer}
                  </Button>
                )),
              ]
            : []),
        ]}
      />
      {adding && <NewRequest onClose={() => setAdding(false)} />}
      {answering && <AnswerRequest request={answering} onClose={() => setAnswering(null)} />}
    </>
  );
}
