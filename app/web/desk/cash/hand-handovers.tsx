import { Button } from '@mantine/core';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../api.ts';
import { HandoverLink } from '../parts/handover/link.tsx';
import { useHandName, useKindNames } from '../parts/handover/texts/texts.ts';
import { NextRows, useRowsSaid } from '../parts/load-all.tsx';
import { usePages } from '../parts/use-pages.ts';
import type { HandNow } from './queries.ts';
import { useTexts } from './texts/texts.ts';

/** The handovers that moved a hand's money, newest first, each leading to itself in full. */
export function HandHandovers({ hand, onClose }: { readonly hand: HandNow; readonly onClose: () => void }) {
  const texts = useTexts();
  const format = useFormat();
  const names = useKindNames();
  const handName = useHandName();
  const pages = usePages(
    ['payouts', 'handovers', hand.id],
    (page, signal) =>
      ask('GET /payouts/handovers', { query: { officeId: hand.officeId, handId: hand.id, ...page } }, signal),
    50,
  );
  const { rows } = pages;
  const said = useRowsSaid(pages);
  if (pages.error && rows.length === 0) return <FailureNotice error={pages.error} onRetry={pages.retry} />;
  const column = columnsOf(format, rows);
  return (
    <DataTable
      caption={texts.handoversOf(handName(hand))}
      note={said}

      maxHeight={320}
      rows={rows}
      rowKey={(row) => row.id}
      tools={
        <>
          <NextRows pages={pages} />
          <Button size="compact-xs" variant="subtle" onClick={onClose}>
            {texts.closeList}
          </Button>
        </>
      }
      {...(!pages.loading && rows.length === 0 && { instead: <p>{texts.noHandovers}</p> })}
      columns={[
        {
          key: 'kind',
          head: texts.handover,
          value: (row) => names.handover(row.kind),
          cell: (row) => <HandoverLink id={row.id}>{names.handover(row.kind)}</HandoverLink>,
        },
        column.moment('at', texts.recordedAt, (row) => row.recordedAt),
        column.text('actor', texts.actor, (row) => row.actor),
        column.vnd('amount', texts.amount, (row) => row.amountVnd),
        {
          key: 'reason',
          head: texts.reason,
          value: (row) => row.reason ?? '',
          cell: (row) => row.reason ?? '–',
        },
      ]}
    />
  );
}
