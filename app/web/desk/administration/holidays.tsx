import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { ChoiceField } from '#kernel/web/fields/choice-field.tsx';
import { DayField } from '#kernel/web/fields/day-field.tsx';
import { TextField } from '#kernel/web/fields/text-field.tsx';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../api.ts';
import { useOwnWords } from '../parts/own-words.ts';
import { useToday } from '../parts/use-today.ts';
import { Loaded } from './loaded.tsx';
import { type Holiday, holidaysQuery } from './queries.ts';
import { useTexts } from './texts/texts.ts';
import { useDone } from './use-done.ts';
import { Sureness, surenessOf } from './version.tsx';

const KINDS = ['holiday', 'substitute', 'swapped-off', 'swapped-work'] as const;
const YEARS_AROUND = [-2, -1, 0, 1, 2];

/** The days off of a year, by which bank days move. */
export function Holidays({ changes }: { changes: boolean }) {
  const texts = useTexts();
  const format = useFormat();
  const ownWords = useOwnWords();
  const column = columnsOf<Holiday>(format);
  const thisYear = Number(useToday().slice(0, 4));
  const [chosen, setChosen] = useState<number | null>(null);
  const year = chosen ?? thisYear;
  const holidays = useQuery(holidaysQuery(year));
  const [adding, setAdding] = useState(false);
  const kindOf = ({ kind }: Holiday) => texts.holidayKinds[kind];
  return (
    <Loaded query={holidays}>
      {(rows) => (
        <>
          <DataTable
            caption={texts.holidaysOf(String(year))}

            rows={rows}
            rowKey={(row) => row.day}
            {...(rows.length === 0 && { instead: <p>{texts.noHolidays}</p> })}
            tools={
              <>
                <NativeSelect
                  size="xs"
                  aria-label={texts.year}
                  value={String(year)}
                  onChange={(event) => setChosen(Number(event.currentTarget.value))}
                  data={YEARS_AROUND.map((n) => String(thisYear + n))}
                />
                {changes && (
                  <Button size="xs" onClick={() => setAdding(true)}>
                    {texts.addHoliday}
                  </Button>
                )}
              </>
            }
            columns={[
              column.day('day', texts.day, (row) => row.day, { cell: (row) => format.weekday(row.day) }),
              column.text('kind', texts.holidayKind, kindOf),
              column.text('name', texts.name, (row) => ownWords(row.name)),
              column.text('basis', texts.legalBasis, (row) => row.legalBasis),
              {
                key: 'sure',
                head: texts.sure,
                value: (row) => surenessOf(texts, row.confidence),
                cell: (row) => <Sureness of={row.confidence} />,
              },
            ]}
          />
          {adding && <AddHoliday onClose={() => setAdding(false)} />}
        </>
      )}
    </Loaded>
  );
}

function AddHoliday({ onClose }: { onClose: () => void }) {
  const texts = useTexts();
  const [day, setDay] = useState<string | null>(null);
  const [kind, setKind] = useState<Holiday['kind']>('holiday');
  const [name, setName] = useState('');
  const [basis, setBasis] = useState('');
  const add = useAct({
    send: (_id, body: Omit<Holiday, 'confidence'>) => ask('POST /holidays', { body }),
    touches: [['holidays'], ['payouts']],
    onDone: useDone(onClose),
  });
  const right = day !== null && name.trim() !== '' && basis.trim() !== '';
  return (
    <ActDialog
      onClose={onClose}
      act={add}
      title={texts.addHoliday}
      label={texts.addHoliday}
      input={right ? { day, kind, name: name.trim(), legalBasis: basis.trim() } : null}
    >
      <DayField label={texts.day} required value={day} onChange={setDay} />
      <ChoiceField
        label={texts.holidayKind}
        value={kind}
        onChange={setKind}
        values={KINDS}
        names={texts.holidayKinds}
      />
      <TextField label={texts.name} required maxLength={200} value={name} onChange={setName} />
      <TextField label={texts.legalBasis} required maxLength={500} value={basis} onChange={setBasis} />
    </ActDialog>
  );
}
