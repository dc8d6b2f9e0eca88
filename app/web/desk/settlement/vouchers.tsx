import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { Reply } from '#kernel/web/ask.ts';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import type { DeskContract } from '../api.ts';
import { HandoverLink } from '../parts/handover/link.tsx';
import { useHandName } from '../parts/handover/texts/texts.ts';
import { NextRows, useRowsSaid } from '../parts/load-all.tsx';
import { Paper } from '../parts/paper.tsx';
import { type Behind, type Line, useVouchers } from './queries.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly behind: Behind;
  readonly lines: readonly Line[];
}

type Voucher = Reply<DeskContract, 'GET /payouts/settlement/vouchers'>['items'][number];

/** The vouchers behind a figure, each with the handover that paid it, gave it back, or moved it last. */
export function Vouchers({ behind, lines }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const handName = useHandName();
  const noteOf = ({ note, holder }: Voucher) => note ?? (holder ? handName(holder) : '');
  const navigate = useNavigate({ from: '/settlement' });
  const pages = useVouchers(behind);
  const { rows } = pages;
  const said = useRowsSaid(pages);
  if (pages.error && rows.length === 0) return <FailureNotice error={pages.error} onRetry={pages.retry} />;
  const { month, programme, office } = behind;
  const officeName = lines.find((line) => line.officeId === office)?.officeName;
  const column = columnsOf(format, rows);
  return (
    <DataTable
      caption={
        officeName === undefined
          ? texts.behind(texts[behind.state])
          : texts.behindAt(texts[behind.state], officeName)
      }
      note={said}
      fileOf={`${programme}-${month}`}
      maxHeight={400}
      rows={rows}
      rowKey={(row) => row.id}
      tools={
        <>
          {office !== undefined && (
            <>
              <Paper form="c72a" label={texts.c72a} query={{ officeId: office, month, programme }} />
              <Paper form="c72b" label={texts.c72b} query={{ officeId: office, month, programme }} />
            </>
          )}
          <NextRows pages={pages} />
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => void navigate({ search: { month, programme } })}
          >
            {texts.close}
          </Button>
        </>
      }
      {...(!pages.loading && rows.length === 0 && { instead: <p>{texts.noVouchers}</p> })}
      columns={[
        {
          key: 'line',
          head: texts.line,
          align: 'end',
          value: (row) => row.line,
          cell: (row) => format.count(row.line),
        },
        text('office', texts.office),
        text('commune', texts.commune),
        column.month('benefit', texts.benefitMonth, (row) => row.benefitMonth),
        column.vnd('amount', texts.amount, (row) => row.amountVnd),
        {
          key: 'became',
          head: texts.became,
          value: (row) => texts[row.state],
          cell: (row) =>
            row.handoverId === null ? (
              texts[row.state]
            ) : (
              <HandoverLink id={row.handoverId}>{texts[row.state]}</HandoverLink>
            ),
        },
        column.moment('at', texts.at, (row) => row.at),
        {
          key: 'note',
          head: texts.note,
          value: noteOf,
          cell: (row) => noteOf(row) || '–',
        },
      ]}
    />
  );
}

const text = (key: keyof Voucher & ('office' | 'commune'), head: string) => ({
  key,
  head,
  value: (row: Voucher) => row[key] ?? '',
  cell: (row: Voucher) => row[key] ?? '–',
});
