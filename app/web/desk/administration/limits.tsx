import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { MoneyField } from '#kernel/web/fields/money-field.tsx';
import { useShared } from '#kernel/web/texts/texts.ts';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../api.ts';
import { Loaded } from './loaded.tsx';
import { type Limit, limitsQuery } from './queries.ts';
import { useTexts } from './texts/texts.ts';
import { NO_VERSION, VersionFields, whole } from './version.tsx';

/** The limits of the province through time; the newest of each stands. */
export function Limits({ changes }: { changes: boolean }) {
  const texts = useTexts();
  const format = useFormat();
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
            fileName="limits"
            rows={rows}
            rowKey={(row) => `${row.name} ${row.validFrom}`}
            columns={[
              column.text('name', texts.limit, nameOf),
              column.figure('value', texts.amount, (row) => row.valueVnd),
              column.day('from', texts.validFrom, (row) => row.validFrom),
              column.text('basis', texts.legalBasis, (row) => row.legalBasis),
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

interface Change {
  readonly valueVnd: string;
  readonly validFrom: string;
  readonly legalBasis: string;
}

function ChangeLimit({ limit, name, onClose }: { limit: Limit; name: string; onClose: () => void }) {
  const texts = useTexts();
  const shared = useShared();
  const [value, setValue] = useState<bigint | null>(BigInt(limit.valueVnd));
  const [version, setVersion] = useState(NO_VERSION);
  const change = useAct({
    send: (_id, body: Change) => ask('POST /payouts/settings', { body: { name: limit.name, ...body } }),
    touches: [['reference'], ['payouts']],
    onDone: () => {
      toast(shared.done);
      onClose();
    },
  });
  const dated = whole(version);
  return (
    <ActDialog
      opened
      onClose={onClose}
      act={change}
      title={texts.changeLimit(name)}
      label={texts.change}
      input={dated && value !== null ? { ...dated, valueVnd: String(value) } : null}
    >
      <p>{texts.changeHint}</p>
      <VersionFields value={version} onChange={setVersion} />
      <MoneyField label={texts.amount} required value={value} onChange={setValue} />
    </ActDialog>
  );
}
