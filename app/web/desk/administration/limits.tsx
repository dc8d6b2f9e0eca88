import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { MoneyField } from '#kernel/web/fields/money-field.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../api.ts';
import { useOwnWords } from '../parts/own-words.ts';
import { ChangeDialog } from './change-dialog.tsx';
import { Loaded } from './loaded.tsx';
import { type Limit, limitsQuery } from './queries.ts';
import { useTexts } from './texts/texts.ts';

/** The limits of the province through time; the newest of each stands. */
export function Limits({ changes }: { changes: boolean }) {
  const texts = useTexts();
  const format = useFormat();
  const ownWords = useOwnWords();
  const column = columnsOf<Limit>(format);
  const limits = useQuery(limitsQuery);
  const [changing, setChanging] = useState<Limit | null>(null);
  const names = texts.limitNames as Readonly<Record<string, string>>;
  const nameOf = ({ name }: Limit) => names[name] ?? name;
  return (
    <Loaded query={limits}>
      {(rows) => (
        <>
          <DataTable
            caption={texts.views.limits}
            rows={rows}
            rowKey={(row) => `${row.name} ${row.validFrom}`}
            columns={[
              column.text('name', texts.limit, nameOf),
              column.figure('value', texts.amount, (row) => row.valueVnd),
              column.day('from', texts.validFrom, (row) => row.validFrom),
              column.text('basis', texts.legalBasis, (row) => ownWords(row.legalBasis)),
              ...(changes
                ? [
                    column.acts(
                      '',
                      (row: Limit) =>
                        rows.find(({ name }) => name === row.name) === row && (
                          <Button size="compact-xs" variant="default" onClick={() => setChanging(row)}>
                            {texts.change}
                          </Button>
                        ),
                    ),
                  ]
                : []),
            ]}
          />
          {changing && (
            <ChangeLimit limit={changing} name={nameOf(changing)} onClose={() => setChanging(null)} />
          )}
        </>
      )}
    </Loaded>
  );
}

function ChangeLimit({ limit, name, onClose }: { limit: Limit; name: string; onClose: () => void }) {
  const texts = useTexts();
  const [value, setValue] = useState<bigint | null>(BigInt(limit.valueVnd));
  return (
    <ChangeDialog
      title={texts.changeLimit(name)}
      rule={value === null ? null : { name: limit.name, valueVnd: String(value) }}
      send={(_id, body) => ask('POST /payouts/settings', { body })}
      touches={[['reference'], ['payouts']]}
      onClose={onClose}
    >
      <MoneyField label={texts.amount} required value={value} onChange={setValue} />
    </ChangeDialog>
  );
}
