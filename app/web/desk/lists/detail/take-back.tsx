import { Button } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { laterWindow } from '#kernel/web/later.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { officeWith } from '../../parts/programmes.ts';
import { meQuery } from '../../queries.ts';
import type { List } from '../queries.ts';
import { useTexts } from '../texts/texts.ts';

const RestoreDialog = laterWindow(async () => (await import('./restore-dialog.tsx')).RestoreDialog);
const WithdrawDialog = laterWindow(async () => (await import('./withdraw-dialog.tsx')).WithdrawDialog);

/** Withdraws a list as a whole, or takes a withdrawal back; for the payout controller of the province. */
export function TakeBackButton({ list }: { readonly list: List }) {
  const texts = useTexts().takeBack;
  const me = useSuspenseQuery(meQuery).data;
  const [asked, setAsked] = useState(false);
  const root = officeWith(me, ['payout-controller']);
  if (root === undefined || root.officePath.includes('/') || list.restored) return null;
  const shared = { listId: list.id, rootId: root.officeId, onClose: () => setAsked(false) };
  const isWithdrawal = list.kind === 'withdrawal';
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setAsked(true)}>
        {isWithdrawal ? texts.restore : texts.withdraw}
      </Button>
      {asked && (isWithdrawal ? <RestoreDialog {...shared} /> : <WithdrawDialog {...shared} />)}
    </>
  );
}

/** The withdrawals of a whole list that were made, each leading to its own list. */
export function Withdrawals({ list }: { readonly list: List }) {
  const texts = useTexts().takeBack;
  const shared = useTexts();
  const format = useFormat();
  if (list.withdrawals.length === 0) return null;
  const column = columnsOf(format, list.withdrawals);
  return (
    <DataTable
      caption={texts.history}
      fileOf={list.fileName}
      rows={list.withdrawals}
      rowKey={(row) => row.listId}
      columns={[
        column.moment('at', texts.at, (row) => row.at, {
          cell: (row) => (
            <Link to="/lists/$listId" params={{ listId: row.listId }} aria-label={texts.open}>
              {format.moment(row.at)}
            </Link>
          ),
        }),
        column.figure('vouchers', shared.vouchers, (row) => row.vouchers),
        column.vnd('amount', shared.amount, (row) => row.totalVnd),
        column.text('document', texts.document, (row) => row.document),
        column.text('reason', texts.reason, (row) => row.reason),
        column.text('by', texts.by, (row) => row.by),
        {
          key: 'state',
          head: texts.state,
          value: (row) => (row.restored ? texts.wasRestored : texts.stands),
          cell: (row) => (
            <Marked as={row.restored ? 'going' : 'closed'}>
              {row.restored ? texts.wasRestored : texts.stands}
            </Marked>
          ),
        },
      ]}
    />
  );
}
