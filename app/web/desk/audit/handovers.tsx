import { NativeSelect } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { DataGrid } from '#kernel/web/data-grid.tsx';
import { DayField } from '#kernel/web/fields/day-field.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { Waiting } from '#kernel/web/waiting.tsx';
import { useHandoverTexts, useKindNames } from '../parts/handover/texts/texts.ts';
import { pagedGrid } from '../parts/load-all.tsx';
import { type Change, FilterBar, OfficeFilter } from './filters.tsx';
import { type HandoverLine, useHandovers } from './queries.ts';
import type { AuditSearch } from './search.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly office: string;
  readonly search: AuditSearch;
  readonly onChange: Change;
}

/** The handovers of an office and all below it, newest first; each opens in full. */
export function Handovers({ office, search, onChange }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const navigate = useNavigate();
  const found = useHandovers(office, search);
  const { kinds } = useHandoverTexts();
  const names = useKindNames();
  const reasonOf = ({ reason }: HandoverLine) => (reason === null ? '' : names.reason(reason));
  const kindOf = ({ kind }: HandoverLine) => names.handover(kind);
  return (
    <>
      <FilterBar>
        <OfficeFilter value={office} onChange={onChange} />
        <DayField
          size="xs"
          label={texts.day}
          value={search.day ?? null}
          onChange={(day) => onChange({ day: day ?? undefined })}
        />
        <NativeSelect
          size="xs"
          label={texts.kind}
          value={search.kind ?? ''}
          onChange={(event) => onChange({ kind: event.currentTarget.value || undefined })}
          data={[
            { value: '', label: texts.everyKind },
            ...Object.entries(kinds).map(([value, label]) => ({ value, label })),
          ]}
        />
      </FilterBar>
      {found.loading ? (
        <Waiting />
      ) : (
        <DataGrid
          caption={texts.views.handovers}
          name="audit-handovers"
          fileName={`handovers-${search.day ?? 'all'}`}
          rowKey={(row) => row.id}
          onOpen={({ id }) => void navigate({ to: '/handovers/$id', params: { id } })}
          {...pagedGrid(found)}
          columns={[
            {
              key: 'at',
              head: texts.at,
              width: 150,
              value: (row) => row.recordedAt,
              text: (row) => format.moment(row.recordedAt),
              cell: (row) => format.moment(row.recordedAt),
            },
            { key: 'kind', head: texts.kind, width: 190, value: kindOf, cell: kindOf },
            { key: 'actor', head: texts.by, value: (row) => row.actor, cell: (row) => row.actor },
            { key: 'office', head: texts.office, value: (row) => row.office, cell: (row) => row.office },
            {
              key: 'amount',
              head: texts.amount,
              width: 140,
              align: 'end',
              value: (row) => BigInt(row.amountVnd),
              cell: (row) => format.vnd(row.amountVnd),
            },
            {
              key: 'things',
              head: texts.things,
              width: 80,
              align: 'end',
              value: (row) => row.things,
              cell: (row) => format.count(row.things),
            },
            {
              key: 'reason',
              head: texts.reason,
              value: reasonOf,
              cell: reasonOf,
            },
            {
              key: 'reverses',
              head: texts.corrects,
              width: 110,
              hidden: true,
              value: (row) => row.reverses ?? '',
              cell: (row) => row.reverses ?? '',
            },
          ]}
        />
      )}
    </>
  );
}
