import { NativeSelect } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataGrid } from '#kernel/web/data-grid.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { Waiting } from '#kernel/web/waiting.tsx';
import { useHandoverTexts, useKindNames } from '../parts/handover/texts/texts.ts';
import { pagedGrid } from '../parts/load-all.tsx';
import { type Change, FilterBar, OfficeFilter, SpanFilter } from './filters.tsx';
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
  const column = columnsOf(format, found.rows);
  return (
    <>
      <FilterBar>
        <OfficeFilter value={office} onChange={onChange} />
        <SpanFilter search={search} onChange={onChange} />
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
          fileOf={[search.from, search.to].filter(Boolean).join('-')}
          rowKey={(row) => row.id}
          onOpen={({ id }) => void navigate({ to: '/handovers/$id', params: { id } })}
          {...pagedGrid(found)}
          columns={[
            column.moment('at', texts.at, (row) => row.recordedAt, { width: 150 }),
            column.text('kind', texts.kind, kindOf, { width: 172 }),
            column.text('actor', texts.by, (row) => row.actor),
            column.text('office', texts.office, (row) => row.office, { hidden: 'narrow' }),
            column.vnd('amount', texts.amount, (row) => row.amountVnd, { width: 125 }),
            column.figure('things', texts.things, (row) => row.things, { width: 80, hidden: 'narrow' }),
            column.text('reason', texts.reason, reasonOf, { hidden: 'narrow' }),
            column.text('reverses', texts.corrects, (row) => row.reverses, { width: 110, hidden: true }),
          ]}
        />
      )}
    </>
  );
}
