import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { addressOf } from '#kernel/web/ask.ts';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { useProgrammes } from '../../parts/programmes.ts';
import { useParts } from '../../parts/texts/texts.ts';
import { groupsQuery } from '../queries.ts';
import { useTexts } from '../texts/texts.ts';
import type { Move } from './move-dialog.tsx';
import styles from './calendar.module.css';

interface Props {
  readonly at: Move;
  readonly month: string;
  readonly office: string;
  readonly onMove: (move: Move) => void;
}

/** One office's day by hamlet and programme; a hamlet moves by itself, and its papers are a click away. */
export function DayGroups({ at, month, office, onMove }: Props) {
  const texts = useTexts();
  const names = useParts();
  const format = useFormat();
  const programmes = useProgrammes();
  const groups = useQuery(groupsQuery(at.atOfficeId, month, at.fromDay));
  const rows = (groups.data ?? []).filter(({ channel }) => channel !== 'bank');
  const papers = [...new Set(rows.map(({ programme }) => programme))];
  const column = columnsOf(format, rows);
  return (
    <DataTable
      fileOf={texts.title}
      caption={texts.groups.title(office, format.day(at.fromDay))}

      rows={rows}
      rowKey={(row) => `${row.unitId} ${row.hamlet} ${row.programme} ${row.channel}`}
      maxHeight={360}
      withTotal
      {...(groups.isLoadingError && {
        instead: <FailureNotice error={groups.error} onRetry={() => void groups.refetch()} />,
      })}
      tools={
        <span className={styles['bar']}>
          {papers.map((programme) => (
            <Button
              key={programme}
              size="compact-xs"
              variant="default"
              component="a"
              target="_blank"
              rel="noopener"
              href={addressOf('/payouts/forms/:form', {
                params: { form: 'c72a' },
                query: { officeId: at.atOfficeId, month, programme },
              })}
            >
              {texts.groups.payList(programmes.name(programme))}
            </Button>
          ))}
        </span>
      }
      columns={[
        {
          key: 'hamlet',
          head: texts.hamlet,
          value: (row) => row.hamlet ?? '',
          cell: (row) => row.hamlet ?? '–',
        },
        {
          key: 'commune',
          head: texts.commune,
          value: (row) => row.commune ?? '',
          cell: (row) => row.commune ?? '–',
        },
        column.text('programme', texts.programme, (row) => programmes.name(row.programme)),
        column.text('channel', texts.channel, (row) => names.channels[row.channel]),
        column.summed('people', texts.people, (row) => row.people),
        column.summed('open', texts.groups.open, (row) => row.open),
        column.summedVnd('vnd', texts.amount, (row) => row.vnd),
        column.acts(
          texts.move.act,
          (row) =>
            row.open > 0 && (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={`${texts.move.act}: ${row.hamlet ?? ''} ${programmes.name(row.programme)}`}
                onClick={() =>
                  onMove({
                    atOfficeId: at.atOfficeId,
                    fromDay: at.fromDay,
                    people: row.people,
                    vnd: BigInt(row.vnd),
                    open: row.open,
                    programme: row.programme,
                    ...(row.channel !== 'bank' && { channel: row.channel }),
                    ...(row.unitId !== null && { unitId: row.unitId }),
                    ...(row.hamlet !== null && { hamlet: row.hamlet }),
                  })
                }
              >
                {texts.move.short}
              </Button>
            ),
        ),
      ]}
    />
  );
}
