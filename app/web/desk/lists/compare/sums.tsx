import { SegmentedControl } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { useProgrammes } from '../../parts/programmes.ts';
import type { Comparison } from '../queries.ts';
import { useTexts } from '../texts/texts.ts';
import styles from './compare.module.css';

type Figures = Omit<Comparison['communes'][number], 'unitId' | 'name' | 'district'>;

const PEOPLE = ['beforePeople', 'nowPeople', 'newPeople', 'gonePeople', 'changedPeople'] as const;

interface Row extends Figures {
  readonly key: string;
  readonly name: string;
  readonly place: string;
  /** Null when one of the months has no list. */
  readonly filter: { readonly programme: string } | { readonly unit: string } | null;
}

/** How one month became the next, by programme or by commune; a name narrows the people below to its own. */
export function Sums({ comparison, month }: { comparison: Comparison; month: string }) {
  const texts = useTexts();
  const format = useFormat();
  const programmes = useProgrammes();
  const navigate = useNavigate({ from: '/lists/compare' });
  const [by, setBy] = useState<'programme' | 'commune'>('programme');
  const rows: Row[] =
    by === 'programme'
      ? comparison.programmes.map(({ programme, comparable, ...figures }) => ({
          ...figures,
          key: programme,
          name: programmes.name(programme),
          place: comparable ? '' : texts.compare.notComparable,
          filter: comparable ? { programme } : null,
        }))
      : comparison.communes.map(({ unitId, name, district, ...figures }) => ({
          ...figures,
          key: String(unitId),
          name: name ?? texts.compare.noCommune,
          place: district ?? '',
          filter: unitId === null ? null : { unit: String(unitId) },
        }));
  const signed = (vnd: bigint) => (vnd > 0n ? `+${format.vnd(vnd)}` : vnd === 0n ? '0' : format.vnd(vnd));
  const column = columnsOf(format, rows);
  const difference = (row: Row) => BigInt(row.nowVnd) - BigInt(row.beforeVnd);
  return (
    <DataTable
      caption={by === 'programme' ? texts.byProgramme : texts.compare.byCommune}
      fileOf={texts.compare.title(format.month(month), format.month(comparison.before))}
      rows={rows}
      rowKey={(row) => row.key}
      withTotal
      maxHeight={360}
      tools={
        <SegmentedControl
          size="xs"
          aria-label={texts.compare.by}
          value={by}
          onChange={(value) => setBy(value)}
          data={[
            { value: 'programme', label: texts.programme },
            { value: 'commune', label: texts.commune },
          ]}
        />
      }
      columns={[
        {
          key: 'name',
          head: by === 'programme' ? texts.programme : texts.commune,
          value: (row) => row.name,
          cell: (row) =>
            row.filter === null ? (
              row.name
            ) : (
              <button
                type="button"
                className={styles['narrow']}
                title={texts.compare.narrow(row.name)}
                onClick={() => void navigate({ search: { month, ...row.filter }, resetScroll: false })}
              >
                {row.name}
              </button>
            ),
        },
        ...(rows.some(({ place }) => place !== '')
          ? [column.text('place', by === 'programme' ? texts.state : texts.district, (row) => row.place)]
          : []),
        ...PEOPLE.map((key) => column.summed(key, texts.compare[key], (row) => row[key])),
        column.summedVnd('beforeVnd', texts.compare.beforeVnd, (row) => row.beforeVnd),
        column.summedVnd('nowVnd', texts.compare.nowVnd, (row) => row.nowVnd),
        column.summedVnd('difference', texts.compare.difference, difference, {
          cell: (row) => signed(difference(row)),
          total: signed(rows.reduce((sum, row) => sum + difference(row), 0n)),
        }),
      ]}
    />
  );
}
