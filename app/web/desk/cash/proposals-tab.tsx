import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { FailureNotice, Notice } from '#kernel/web/notice.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { Waiting } from '#kernel/web/waiting.tsx';
import styles from './page.module.css';
import { type Proposal, proposalsQuery } from './queries.ts';
import { RuleDialog } from './rule-dialog.tsx';
import { useTexts } from './texts/texts.ts';
import { WhatIsProposed } from './what-is-proposed.tsx';

/** What waits for a second person: what, who asked, how much; granted or denied with a reason. */
export function ProposalsTab({ officeId }: { readonly officeId: string }) {
  const texts = useTexts();
  const format = useFormat();
  const proposals = useQuery(proposalsQuery(officeId));
  const [asked, setAsked] = useState<{ proposal: Proposal; granted: boolean } | null>(null);
  if (!proposals.data)
    return proposals.error ? (
      <FailureNotice error={proposals.error} onRetry={() => void proposals.refetch()} />
    ) : (
      <Waiting />
    );
  const rows = proposals.data;
  const column = columnsOf(format, rows);
  return (
    <>
      <DataTable
        caption={texts.proposals}
        rows={rows}
        rowKey={(row) => row.id}
        {...(rows.length === 0 && {
          instead: <Notice title={texts.noProposals}>{texts.noProposalsHint}</Notice>,
        })}
        columns={[
          column.text('kind', texts.proposal, (row) => texts.kinds[row.kind]),
          column.vnd('amount', texts.amount, (row) => row.amountVnd),
          {
            key: 'what',
            head: texts.details,
            value: (row) => texts.kinds[row.kind],
            cell: (row) => <WhatIsProposed what={row.what} />,
          },
          column.text('office', texts.office, (row) => row.office),
          column.text('by', texts.askedBy, (row) => row.madeBy),
          column.moment('at', texts.at, (row) => row.madeAt),
          column.acts(texts.acts, (proposal) =>
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
          ),
        ]}
      />
      {asked && <RuleDialog {...asked} onClose={() => setAsked(null)} />}
    </>
  );
}
