import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
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
              { key: 'who', head: texts.askedBy, value: (row) => row.askedBy, cell: (row) => row.askedBy },
              {
                key: 'kind',
                head: texts.kind,
                value: (row) => texts.kinds[row.kind],
                cell: (row) => texts.kinds[row.kind],
              },
              { key: 'text', head: texts.text, value: (row) => row.text, cell: (row) => row.text },
              {
                key: 'due',
                head: texts.due,
                value: (row) => row.dueAt,
                text: (row) => format.moment(row.dueAt),
                cell: (row) => format.moment(row.dueAt),
              },
              { key: 'state', head: texts.state, value: stateOf, cell: stateOf },
              ...(keeps
                ? [
                    {
                      key: 'acts',
                      head: '',
                      value: () => '',
                      acts: true,
                      cell: (row: Request) => (
                        <Button
                          size="compact-xs"
                          variant="default"
                          aria-label={texts.openRequest(row.askedBy)}
                          onClick={() => setAnswering(row)}
                        >
                          {row.answer ? texts.open : texts.answer}
                        </Button>
                      ),
                    },
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
