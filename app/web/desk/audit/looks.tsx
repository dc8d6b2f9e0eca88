import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataGrid } from '#kernel/web/data-grid.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { Waiting } from '#kernel/web/waiting.tsx';
import { pagedGrid } from '../parts/load-all.tsx';
import { type Change, FilterBar, SpanFilter } from './filters.tsx';
import { type Look, useLooks } from './queries.ts';
import type { AuditSearch } from './search.ts';
import { useTexts } from './texts/texts.ts';

const TYPED_FOR_MS = 300;

/** Who was shown whose personal data, when, and why. */
export function Looks({ search, onChange }: { search: AuditSearch; onChange: Change }) {
  const texts = useTexts();
  const format = useFormat();
  const found = useLooks(search);
  const [by, setBy] = useState(search.by ?? '');
  const ask = useDebouncedCallback(
    (text: string) => onChange({ by: text.trim() || undefined }),
    TYPED_FOR_MS,
  );
  const kinds = texts.subjectKinds as Readonly<Record<string, string>>;
  const subjectOf = (row: Look) =>
    row.subject ?? `${kinds[row.subjectKind] ?? row.subjectKind} ${row.subjectId}`;
  // What the system writes itself is said in the reader's language; people's own words stand as they are.
  const reasons = texts.lookReasons as Readonly<Record<string, string>>;
  const reasonOf = ({ reason }: Look) =>
    reasons[reason.startsWith('request ') ? 'request' : reason] ?? reason;
  const column = columnsOf(format, found.rows);
  return (
    <>
      <FilterBar>
        <TextInput
          size="xs"
          label={texts.seenBy}
          placeholder={texts.seenByHint}
          value={by}
          onChange={(event) => {
            setBy(event.currentTarget.value);
            ask(event.currentTarget.value);
          }}
        />
        <SpanFilter search={search} onChange={onChange} />
      </FilterBar>
      {found.loading ? (
        <Waiting />
      ) : (
        <DataGrid
          caption={texts.views.looks}
          name="audit-looks"
          rowKey={(row) => row.id}
          {...pagedGrid(found)}
          columns={[
            column.moment('at', texts.at, (row) => row.at, { width: 150 }),
            {
              key: 'by',
              head: texts.seenBy,
              value: (row) => row.by,
              text: (row) => `${row.by} (${row.username})`,
              cell: (row) => `${row.by} (${row.username})`,
            },
            {
              key: 'subject',
              head: texts.subject,
              value: subjectOf,
              cell: (row) =>
                row.subjectKind === 'citizen' ? (
                  <Link to="/people/$id" params={{ id: row.subjectId }}>
                    {subjectOf(row)}
                  </Link>
                ) : (
                  subjectOf(row)
                ),
            },
            column.text('reason', texts.reason, reasonOf),
            column.text('route', texts.route, (row) => row.route, { hidden: true }),
            {
              key: 'ip',
              head: texts.ip,
              width: 130,
              value: (row) => row.ip ?? '',
              cell: (row) => row.ip ?? '–',
            },
          ]}
        />
      )}
    </>
  );
}
