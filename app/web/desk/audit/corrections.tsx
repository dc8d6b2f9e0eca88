import { useNavigate } from '@tanstack/react-router';
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
          fileName="corrections"
          rowKey={(row) => row.id}
          onOpen={open}
          {...pagedGrid(found)}
          columns={[
            {
              key: 'at',
              head: texts.at,
              width: 150,
              value: (row) => row.at,
              text: (row) => format.moment(row.at),
              cell: (row) => format.moment(row.at),
            },
            { key: 'kind', head: texts.kind, width: 190, value: kindOf, cell: kindOf },
            { key: 'by', head: texts.by, value: (row) => row.by, cell: (row) => row.by },
            { key: 'office', head: texts.office, value: (row) => row.office, cell: (row) => row.office },
            {
              key: 'amount',
              head: texts.amount,
              width: 140,
              align: 'end',
              value: (row) => BigInt(row.amountVnd),
              cell: (row) => (row.amountVnd === '0' ? '–' : format.vnd(row.amountVnd)),
            },
            {
              key: 'reason',
              head: texts.reason,
              value: (row) => row.reason,
              cell: (row) => row.reason,
            },
          ]}
        />
      )}
    </>
  );
}
