import { useNavigate } from '@tanstack/react-router';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataGrid } from '#kernel/web/data-grid.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { Waiting } from '#kernel/web/waiting.tsx';
import { pagedGrid } from '../parts/load-all.tsx';
import { type Change, FilterBar, OfficeFilter, SpanFilter } from './filters.tsx';
import { type Correction, useCorrections } from './queries.ts';
import type { AuditSearch } from './search.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly office: string;
  readonly search: AuditSearch;
  readonly onChange: Change;
}

/** Everything that was put right at an office, in one list. */
export function Corrections({ office, search, onChange }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const navigate = useNavigate();
  const found = useCorrections(office, search);
  const kindOf = ({ kind }: Correction) => texts.correctionKinds[kind];
  const open = ({ handoverId, corrects, citizenId }: Correction) => {
    const id = handoverId ?? corrects;
    if (id !== null) void navigate({ to: '/handovers/$id', params: { id } });
    else if (citizenId !== null) void navigate({ to: '/people/$id', params: { id: citizenId } });
  };
  const column = columnsOf(format, found.rows);
  return (
    <>
      <FilterBar>
        <OfficeFilter value={office} onChange={onChange} />
        <SpanFilter search={search} onChange={onChange} />
      </FilterBar>
      {found.loading ? (
        <Waiting />
      ) : (
        <DataGrid
          caption={texts.views.corrections}
          name="audit-corrections"
          rowKey={(row) => row.id}
          onOpen={open}
          {...pagedGrid(found)}
          columns={[
            column.moment('at', texts.at, (row) => row.at, { width: 150 }),
            column.text('kind', texts.kind, kindOf, { width: 172 }),
            column.text('by', texts.by, (row) => row.by),
            column.text('office', texts.office, (row) => row.office, { hidden: 'narrow' }),
            column.vnd('amount', texts.amount, (row) => row.amountVnd, {
              width: 125,
              hidden: 'narrow',
              cell: (row) => (row.amountVnd === '0' ? '–' : format.vnd(row.amountVnd)),
            }),
            column.text('reason', texts.reason, (row) => row.reason),
          ]}
        />
      )}
    </>
  );
}
