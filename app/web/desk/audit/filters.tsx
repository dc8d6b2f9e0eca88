import { NativeSelect } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { DayField } from '#kernel/web/fields/day-field.tsx';
import { ask } from '../api.ts';
import styles from './filters.module.css';
import type { AuditSearch } from './search.ts';
import { useTexts } from './texts/texts.ts';

export type Change = (next: Partial<Record<keyof AuditSearch, string | undefined>>) => void;

const officesQuery = queryOptions({
  queryKey: ['offices'],
  queryFn: ({ signal }) => ask('GET /offices', undefined, signal),
  staleTime: 300_000,
});

export function FilterBar({ children }: { children: ReactNode }) {
  const texts = useTexts();
  return (
    <search className={styles['bar']} aria-label={texts.filters}>
      {children}
    </search>
  );
}

/** An office of the person's reach, indented by its depth in the tree. */
export function OfficeFilter({ value, onChange }: { value: string; onChange: Change }) {
  const texts = useTexts();
  const offices = useQuery(officesQuery);
  const depth = (path: string) => path.split('/').length - 1;
  return (
    <NativeSelect
      size="xs"
      label={texts.office}
      value={value}
      onChange={(event) => onChange({ office: event.currentTarget.value })}
    >
      {(offices.data ?? []).map(({ id, name, path }) => (
        <option key={id} value={id}>
          {`${'\u2003'.repeat(depth(path))}${name}`}
        </option>
      ))}
    </NativeSelect>
  );
}

/** A span of days; either end may stay open. */
export function SpanFilter({ search, onChange }: { search: AuditSearch; onChange: Change }) {
  const texts = useTexts();
  return (
    <>
      <DayField
        size="xs"
        label={texts.from}
        value={search.from ?? null}
        onChange={(from) => onChange({ from: from ?? undefined })}
      />
      <DayField
        size="xs"
        label={texts.to}
        value={search.to ?? null}
        onChange={(to) => onChange({ to: to ?? undefined })}
      />
    </>
  );
}
