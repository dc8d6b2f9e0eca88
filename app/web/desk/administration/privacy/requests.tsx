import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { Notice } from '#kernel/web/notice.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { Loaded } from '../loaded.tsx';
import { AnswerRequest } from './answer-request.tsx';
import { NewRequest } from './new-request.tsx';
import { type Request, requestsQuery } from './queries.ts';
import { usePrivacyTexts } from './texts/texts.ts';

/** What people asked about their own data, those that wait first. */
export function Requests({ keeps }: { keeps: boolean }) {
  const texts = usePrivacyTexts();
  const format = useFormat();
  const column = columnsOf<Request>(format);
  const requests = useQuery(requestsQuery);
  const [adding, setAdding] = useState(false);
  const [answering, setAnswering] = useState<Request | null>(null);
  const stateOf = (row: Request) =>
    row.answer
      ? `${texts.outcomes[row.answer.outcome as keyof typeof texts.outcomes]}${row.late ? ` (${texts.late})` : ''}`
      : row.late
        ? texts.overdue
        : texts.waiting;
  return (
    <Loaded query={requests}>
      {({ items, hours }) => (
        <>
          <DataTable
            caption={texts.requests}
            note={texts.answerWithin(hours)}
            fileName="personal-data-requests"
            rows={items}
            rowKey={(row) => row.id}
            {...(items.length === 0 && {
              instead: <Notice title={texts.noRequests}>{texts.noRequestsHint}</Notice>,
            })}
            tools={
              keeps && (
                <Button size="xs" onClick={() => setAdding(true)}>
                  {texts.addRequest}
                </Button>
              )
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
      )}
    </Loaded>
  );
}
