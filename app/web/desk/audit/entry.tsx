import { NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataGrid } from '#kernel/web/data-grid.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { Waiting } from '#kernel/web/waiting.tsx';
import { pagedGrid } from '../parts/load-all.tsx';
import { type Change, FilterBar, SpanFilter } from './filters.tsx';
import { type EntryEvent, useEntryEvents } from './queries.ts';
import type { AuditSearch } from './search.ts';
import { useTexts } from './texts/texts.ts';

const TYPED_FOR_MS = 300;

/** Who came in, who was turned away, and who tried what they have no right to. */
export function Entry({ search, onChange }: { search: AuditSearch; onChange: Change }) {
  const texts = useTexts();
  const format = useFormat();
  const found = useEntryEvents(search);
  const [by, setBy] = useState(search.by ?? '');
  const ask = useDebouncedCallback(
    (text: string) => onChange({ by: text.trim() || undefined }),
    TYPED_FOR_MS,
  );
  const whoOf = ({ by: name, username }: EntryEvent) =>
    name === null ? texts.nobody : `${name} (${username})`;
  const column = columnsOf(format, found.rows);
  return (
    <>
      <FilterBar>
        <TextInput
          size="xs"
          label={texts.who}
          placeholder={texts.seenByHint}
          value={by}
          onChange={(event) => {
            setBy(event.currentTarget.value);
            ask(event.currentTarget.value);
          }}
        />
        <NativeSelect
          size="xs"
          label={texts.event}
          value={search.event ?? ''}
          onChange={(event) => onChange({ event: event.currentTarget.value || undefined })}
        >
          <option value="">{texts.everyEvent}</option>
          {Object.entries(texts.events).map(([kind, name]) => (
            <option key={kind} value={kind}>
              {name}
            </option>
          ))}
        </NativeSelect>
        <SpanFilter search={search} onChange={onChange} />
      </FilterBar>
      {found.loading ? (
        <Waiting />
      ) : (
        <DataGrid
          caption={texts.views.entry}
          name="audit-entry"
          rowKey={(row) => row.id}
          {...pagedGrid(found)}
          columns={[
            column.moment('at', texts.at, (row) => row.at, { width: 150 }),
            column.text('who', texts.who, whoOf),
            column.text('event', texts.event, (row) => texts.events[row.kind], { width: 190 }),
            column.text('code', texts.why, (row) => row.code, { width: 150 }),
            column.text('route', texts.route, (row) => row.route),
            column.text('ip', texts.ip, (row) => row.ip, { width: 140 }),
            column.text('reference', texts.reference, (row) => row.reference, { hidden: true }),
          ]}
        />
      )}
    </>
  );
}
