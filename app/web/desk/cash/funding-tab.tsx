import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { useLanguage } from '#kernel/web/language.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { FailureNotice, Notice } from '#kernel/web/notice.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { Waiting } from '#kernel/web/waiting.tsx';
import type { Me } from '../api.ts';
import { HandoverLink } from '../parts/handover/link.tsx';
import { FundDialog } from './fund-dialog.tsx';
import { type Funding, fundingQuery } from './queries.ts';
import { CASHIERS, holds } from './roles.ts';
import { useTexts } from './texts/texts.ts';

/** What the funders sent against their lists, and every deposit of it. */
export function FundingTab({ month, me }: { readonly month: string; readonly me: Me }) {
  const texts = useTexts();
  const { language } = useLanguage();
  const format = useFormat();
  const funding = useQuery(fundingQuery(month));
  const [recording, setRecording] = useState<Funding | null>(null);
  if (!funding.data)
    return funding.error ? (
      <FailureNotice error={funding.error} onRetry={() => void funding.refetch()} />
    ) : (
      <Waiting />
    );
  const rows = funding.data;
  if (rows.length === 0) return <Notice title={texts.noFunding}>{texts.noFundingHint}</Notice>;
  const nameOf = (row: Funding) => (language === 'vi' ? row.nameVi : row.nameEn);
  const column = columnsOf(format, rows);
  const deposits = rows.flatMap((row) => row.deposits.map((deposit) => ({ ...deposit, of: row })));
  const ofDeposits = columnsOf(format, deposits);
  return (
    <>
      <DataTable
        caption={texts.tabs.funding}
        fileOf={month}
        withTotal
        rows={rows}
        rowKey={(row) => row.programme}
        columns={[
          column.text('programme', texts.programme, nameOf),
          column.text('funder', texts.funder, (row) => row.funder),
          column.summedVnd('listVnd', texts.listed, (row) => row.listVnd),
          column.summedVnd('fundedVnd', texts.funded, (row) => row.fundedVnd),
          column.vnd('difference', texts.difference, (row) => row.differenceVnd, {
            cell: (row) => <Difference row={row} />,
          }),
          column.acts(
            texts.acts,
            (row) =>
              holds(me, CASHIERS) &&
              !row.settled && (
                <Button
                  size="compact-xs"
                  variant={BigInt(row.differenceVnd) < 0n ? 'filled' : 'default'}
                  onClick={() => setRecording(row)}
                >
                  {texts.record}
                </Button>
              ),
          ),
        ]}
      />
      {deposits.length > 0 && (
        <DataTable
          caption={texts.deposits}
          fileOf={month}
          rows={deposits}
          rowKey={(row) => row.handoverId}
          columns={[
            {
              key: 'document',
              head: texts.document,
              value: (row) => row.document,
              cell: (row) => <HandoverLink id={row.handoverId}>{row.document}</HandoverLink>,
            },
            ofDeposits.text('programme', texts.programme, (row) => nameOf(row.of)),
            ofDeposits.vnd('amount', texts.amount, (row) => row.amountVnd),
            ofDeposits.text('by', texts.by, (row) => row.by),
            ofDeposits.moment('at', texts.at, (row) => row.at),
          ]}
        />
      )}
      {recording && (
        <FundDialog
          month={month}
          funding={recording}
          name={nameOf(recording)}
          onClose={() => setRecording(null)}
        />
      )}
    </>
  );
}

function Difference({ row }: { readonly row: Funding }) {
  const texts = useTexts();
  const format = useFormat();
  const by = BigInt(row.differenceVnd);
  if (by === 0n) return <Marked as="good">{texts.enoughFunds}</Marked>;
  if (by < 0n)
    return (
      <Marked as="bad">
        {texts.missingFunds} {format.vnd(-by)}
      </Marked>
    );
  return (
    <Marked as="watch">
      {texts.moreFunds} {format.vnd(by)}
    </Marked>
  );
}
