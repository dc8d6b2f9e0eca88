import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DataTable } from '#kernel/web/data-table.tsx';
import { FailureNotice, Notice } from '#kernel/web/notice.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { Waiting } from '#kernel/web/waiting.tsx';
import { useMoment } from '../parts/moment.ts';
import styles from './page.module.css';
import { type Proposal, proposalsQuery } from './queries.ts';
import { RuleDialog } from './rule-dialog.tsx';
import { useTexts } from './texts/texts.ts';
import { WhatIsProposed } from './what-is-proposed.tsx';

/** What waits for a second person: what, who asked, how much; granted or denied with a reason. */
export function ProposalsTab({ officeId }: { readonly officeId: string }) {
  const texts = useTexts();
  const format = useFormat();
  const moment = useMoment();
  const proposals = useQuery(proposalsQuery(officeId));
  const [asked, setAsked] = useState<{ proposal: Proposal; granted: boolean } | null>(null);
  if (!proposals.data)
    return proposals.error ? (
      <FailureNotice error={proposals.error} onRetry={() => void proposals.refetch()} />
    ) : (
      <Waiting />
    );
  const rows = proposals.data;
  return (
    <>
      <DataTable
        caption={texts.proposals}
        note={texts.inDong}
        fileName="proposals"
        rows={rows}
        rowKey={(row) => row.id}
        {...(rows.length === 0 && {
          instead: <Notice title={texts.noProposals}>{texts.noProposalsHint}</Notice>,
        })}
        columns={[
          {
            key: 'kind',
            head: texts.proposal,
            value: (row) => texts.kinds[row.kind],
            cell: (row) => texts.kinds[row.kind],
          },
          {
            key: 'amount',
            head: texts.amount,
            align: 'end',
            value: (row) => BigInt(row.amountVnd),
            cell: (row) => format.vnd(row.amountVnd),
          },
          {
            key: 'what',
            head: texts.details,
            value: (row) => row.kind,
            cell: (row) => <WhatIsProposed what={row.what} />,
          },
          { key: 'office', head: texts.office, value: (row) => row.office, cell: (row) => row.office },
          { key: 'by', head: texts.askedBy, value: (row) => row.madeBy, cell: (row) => row.madeBy },
          { key: 'at', head: texts.at, value: (row) => row.madeAt, cell: (row) => moment(row.madeAt) },
          {
            key: 'acts',
            head: texts.acts,
            value: () => '',
            acts: true,
            cell: (proposal) =>
              proposal.mayRule ? (
                <span className={styles['acts']}>
                  <Button size="compact-xs" onClick={() => setAsked({ proposal, granted: true })}>
                    {texts.grant}
                  </Button>
                  <Button
                    size="compact-xs"
                    variant="default"
                    onClick={() => setAsked({ proposal, granted: false })}
                  >
                    {texts.deny}
                  </Button>
                </span>
              ) : (
                <span className={styles['quiet']}>{proposal.mine ? texts.mineWaits : texts.notYours}</span>
              ),
          },
        ]}
      />
      {asked && <RuleDialog {...asked} onClose={() => setAsked(null)} />}
    </>
  );
}
