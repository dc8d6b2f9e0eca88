import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { ChoiceField } from '#kernel/web/fields/choice-field.tsx';
import { DayField } from '#kernel/web/fields/day-field.tsx';
import { LongTextField, TextField } from '#kernel/web/fields/text-field.tsx';
import { FailureNotice, Notice } from '#kernel/web/notice.tsx';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { Waiting } from '#kernel/web/waiting.tsx';
import { ask } from '../../api.ts';
import { NextRows, useRowsSaid } from '../../parts/load-all.tsx';
import { useToday } from '../../parts/use-today.ts';
import { BreachEntries } from './breach-entries.tsx';
import { type Breach, useBreaches, startOf } from './queries.ts';
import { usePrivacyTexts } from './texts/texts.ts';
import { useDone } from '../use-done.ts';

const KINDS = ['disclosed', 'lost', 'altered', 'misused', 'other'] as const;

/** The register of breaches, with whether the authority was told. */
export function Breaches({ keeps }: { keeps: boolean }) {
  const texts = usePrivacyTexts();
  const format = useFormat();
  const column = columnsOf<Breach>(format);
  const breaches = useBreaches();
  const { rows, first } = breaches;
  const said = useRowsSaid(breaches);
  const [adding, setAdding] = useState(false);
  const [opened, setOpened] = useState<string | null>(null);
  const stateOf = (row: Breach) =>
    row.closed ? texts.closed : row.notified ? texts.notified : texts.notifyBy(format.moment(row.notifyBy));
  if (!first)
    return breaches.error ? <FailureNotice error={breaches.error} onRetry={breaches.retry} /> : <Waiting />;
  return (
    <>
      <DataTable
        caption={texts.breaches}
        note={`${texts.notifyWithin(first.hours)}, ${said}`}
        rows={rows}
        rowKey={(row) => row.id}
        {...(rows.length === 0 && {
          instead: <Notice title={texts.noBreaches}>{texts.noBreachesHint}</Notice>,
        })}
        tools={
          <>
            <NextRows pages={breaches} />
            {keeps && (
              <Button size="xs" onClick={() => setAdding(true)}>
                {texts.addBreach}
              </Button>
            )}
          </>
        }
        columns={[
          column.moment('found', texts.foundOn, (row) => row.foundAt),
          column.text('kind', texts.kind, (row) => texts.breachKinds[row.kind]),
          column.text('what', texts.description, (row) => row.description),
          {
            key: 'people',
            head: texts.people,
            align: 'end',
            value: (row) => row.people ?? -1,
            text: (row) => (row.people === null ? '' : String(row.people)),
            cell: (row) => (row.people === null ? texts.unknown : format.count(row.people)),
          },
          column.text('state', texts.state, stateOf),
          column.acts('', (row) => (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={texts.openBreach(row.description)}
              onClick={() => setOpened(row.id)}
            >
              {texts.open}
            </Button>
          )),
        ]}
      />
      {adding && <NewBreach onClose={() => setAdding(false)} />}
      {rows
        .filter(({ id }) => id === opened)
        .map((breach) => (
          <BreachEntries key={breach.id} breach={breach} keeps={keeps} onClose={() => setOpened(null)} />
        ))}
    </>
  );
}

interface Found {
  readonly foundAt: string;
  readonly happenedAt: null;
  readonly kind: Breach['kind'];
  readonly description: string;
  readonly people: number | null;
  readonly sensitive: boolean;
}

function NewBreach({ onClose }: { onClose: () => void }) {
  const texts = usePrivacyTexts();
  const [kind, setKind] = useState<Breach['kind']>('disclosed');
  const [day, setDay] = useState<string | null>(useToday());
  const [description, setDescription] = useState('');
  const [people, setPeople] = useState('');
  const [sensitive, setSensitive] = useState(false);
  const add = useAct({
    send: (id, body: Found) => ask('POST /privacy/breaches', { body: { id, ...body } }),
    touches: [['privacy']],
    onDone: useDone(onClose),
  });
  const count = people.trim() === '' ? null : Number(people);
  const isCount = count === null || (Number.isInteger(count) && count >= 0);
  const whole = day !== null && description.trim() !== '' && isCount;
  return (
    <ActDialog
      onClose={onClose}
      act={add}
      title={texts.addBreach}
      label={texts.addBreach}
      input={
        whole
          ? {
              foundAt: startOf(day),
              happenedAt: null,
              kind,
              description: description.trim(),
              people: count,
              sensitive,
            }
          : null
      }
    >
      <DayField label={texts.foundOn} required value={day} onChange={setDay} />
      <ChoiceField
        label={texts.kind}
        value={kind}
        onChange={setKind}
        values={KINDS}
        names={texts.breachKinds}
      />
      <LongTextField
        label={texts.description}
        required
        minRows={3}
        maxLength={4000}
        value={description}
        onChange={setDescription}
      />
      <TextField
        label={texts.people}
        description={texts.peopleHint}
        inputMode="numeric"
        maxLength={9}
        wrong={!isCount && texts.wrongPeople}
        value={people}
        onChange={setPeople}
      />
      <Checkbox
        label={texts.sensitive}
        checked={sensitive}
        onChange={(event) => setSensitive(event.currentTarget.checked)}
      />
    </ActDialog>
  );
}
