import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { Callout } from '#kernel/web/callout.tsx';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataGrid } from '#kernel/web/data-grid.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../../api.ts';
import { LoadAll } from '../../parts/load-all.tsx';
import { useProgrammes } from '../../parts/programmes.ts';
import { usePages } from '../../parts/use-pages.ts';
import type { Batch } from '../queries.ts';
import { useTexts } from '../texts/texts.ts';

type Shown = 'all' | 'paid' | 'rejected';

/** The people of a batch; once the bank has answered, who was paid and who comes back to be paid in cash. */
export function BatchLines({ batch }: { batch: Batch }) {
  const texts = useTexts();
  const format = useFormat();
  const programmes = useProgrammes();
  const [shown, setShown] = useState<Shown>(batch.answer && batch.answer.rejected > 0 ? 'rejected' : 'all');
  const pages = usePages(['payouts', 'batch-lines', batch.id, shown], (page, signal) =>
    ask(
      'GET /payouts/bank-batches/:batchId/lines',
      {
        params: { batchId: batch.id },
        query: { ...page, ...(shown !== 'all' && { state: shown }) },
      },
      signal,
    ),
  );
  const column = columnsOf(format, pages.rows);
  return (
    <>
      <Skipped batch={batch} />
      <DataGrid
        caption={texts.bank.linesOf(programmes.name(batch.programme))}
        name="batch-lines"
        fileOf={`${texts.bank.title} ${batch.id.slice(-8)}`}
        rows={pages.rows}
        rowKey={(row) => row.voucherId}
        more={pages.all !== null}
        loading={pages.loading}
        onEnd={pages.more}
        height={400}
        {...(pages.error && { instead: <FailureNotice error={pages.error} onRetry={pages.retry} /> })}
        tools={
          <>
            {batch.answer && (
              <SegmentedControl
                size="xs"
                aria-label={texts.state}
                value={shown}
                onChange={(value) => setShown(value)}
                data={(['all', 'paid', 'rejected'] as const).map((value) => ({
                  value,
                  label: texts.bank.states[value],
                }))}
              />
            )}
            <LoadAll all={pages.all} loading={pages.loadingAll} />
          </>
        }
        columns={[
          column.text('name', texts.fullName, (row) => row.fullName),
          {
            key: 'bank',
            head: texts.bank.bankName,
            value: (row) => row.bankName ?? '',
            cell: (row) => row.bankName ?? '–',
          },
          {
            key: 'account',
            head: texts.bank.account,
            width: 160,
            value: (row) => row.accountMasked ?? '',
            cell: (row) => row.accountMasked ?? '–',
          },
          column.vnd('amount', texts.amount, (row) => row.amountVnd, { width: 130 }),
          column.text('state', texts.state, (row) => texts.bank.states[row.state], { width: 160 }),
        ]}
      />
    </>
  );
}

/** Whose voucher the bank did not hold any more when its answer came. */
function Skipped({ batch }: { batch: Batch }) {
  const texts = useTexts();
  const skipped = batch.answer?.skipped ?? [];
  const namesOf = (credited: boolean) =>
    skipped
      .filter((line) => line.credited === credited)
      .map(({ fullName }) => fullName)
      .join(', ');
  const [paid, left] = [namesOf(true), namesOf(false)];
  return (
    <>
      {paid !== '' && <Callout as="bad">{texts.bank.skippedCredited(paid)}</Callout>}
      {left !== '' && <Callout as="watch">{texts.bank.skippedLeft(left)}</Callout>}
    </>
  );
}
