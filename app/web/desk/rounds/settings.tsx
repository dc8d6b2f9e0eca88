import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { type Column, DataTable } from '#kernel/web/data-table.tsx';
import { DayField } from '#kernel/web/fields/day-field.tsx';
import { TextField } from '#kernel/web/fields/text-field.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import type { Day } from '#kernel/words/day.ts';
import { RANGES } from '#modules/rounds/rules/settings.ts';
import { ask } from '../api.ts';
import { useOwnWords } from '../parts/own-words.ts';
import { type DayReply, type Setting, settingsQuery } from './queries.ts';
import { useTexts } from './texts/texts.ts';
import { readTime, timeText } from './use-measures.ts';

/** The figures the day was planned with: limits, speeds, how roads lengthen the straight line; who set each, and how sure. */
export function Settings({ data }: { data: DayReply }) {
  const texts = useTexts();
  const format = useFormat();
  const ownWords = useOwnWords();
  const settings = useQuery(settingsQuery(data.day));
  const [opened, setOpened] = useState<Setting | null>(null);
  const nameOf = ({ name }: Setting) => texts.settingNames[name as keyof typeof RANGES];
  const valueOf = ({ name, value }: Setting) =>
    name === 'start-minute' ? timeText(Number(value)) : format.vnd(value);
  const column = columnsOf(format, settings.data ?? []);
  const columns: Column<Setting>[] = [
    column.text('name', texts.setting, nameOf),
    column.figure('value', texts.value, ({ value }) => value, {
      cell: valueOf,
      text: (row) => (row.name === 'start-minute' ? valueOf(row) : row.value),
    }),
    column.day('from', texts.validFrom, ({ validFrom }) => validFrom),
    column.text('basis', texts.basis, ({ legalBasis }) => ownWords(legalBasis)),
    {
      key: 'sure',
      head: texts.sureness,
      value: ({ confidence }) => confidence,
      cell: ({ confidence }) =>
        confidence === 'unsure' ? (
          <Marked as="watch">{texts.unsure}</Marked>
        ) : (
          <Marked as="good">{texts.set}</Marked>
        ),
      text: ({ confidence }) => (confidence === 'unsure' ? texts.unsure : texts.set),
    },
    ...(data.may.set
      ? [
          column.acts('', (row: Setting) => (
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => setOpened(row)}
              aria-label={texts.changeOf(nameOf(row))}
            >
              {texts.change}
            </Button>
          )),
        ]
      : []),
  ];
  return (
    <>
      <DataTable
        caption={texts.settings}
        fileOf={texts.title}
        note={texts.settingsNote(data.limits.unsure.length)}
        columns={columns}
        rows={settings.data ?? []}
        rowKey={({ name }) => name}
      />
      {opened && (
        <SetDialog setting={opened} name={nameOf(opened)} day={data.day} onClose={() => setOpened(null)} />
      )}
    </>
  );
}

interface DialogProps {
  readonly setting: Setting;
  readonly name: string;
  readonly day: Day;
  readonly onClose: () => void;
}

/** A figure from a day on, with what it rests on. */
function SetDialog({ setting, name, day, onClose }: DialogProps) {
  const texts = useTexts();
  const format = useFormat();
  const asTime = setting.name === 'start-minute';
  const shown = (figure: bigint) => (asTime ? timeText(Number(figure)) : format.vnd(figure));
  const [value, setValue] = useState(shown(BigInt(setting.value)));
  const [validFrom, setFrom] = useState<Day | null>(day);
  const [legalBasis, setBasis] = useState('');
  const act = useAct({
    send: (_id, body: { value: string; validFrom: Day; legalBasis: string }) =>
      ask('POST /rounds/settings', { body: { name: setting.name, ...body } }),
    touches: [['rounds']],
    onDone: () => {
      toast(texts.settingDone(name));
      onClose();
    },
  });
  const [least, most] = RANGES[setting.name as keyof typeof RANGES];
  const figure = readFigure(value, asTime);
  const wrong = figure === null || figure < least || figure > most;
  const ready = !wrong && validFrom !== null && legalBasis.trim() !== '';
  return (
    <ActDialog
      title={name}
      label={texts.setFrom}
      act={act}
      onClose={onClose}
      input={ready ? { value: figure.toString(), validFrom, legalBasis: legalBasis.trim() } : null}
    >
      <TextField
        required
        label={texts.value}
        data-autofocus
        description={texts.between(shown(least), shown(most))}
        error={wrong && value.trim() !== '' && (asTime ? texts.needTime : texts.needFigure)}
        disabled={act.busy}
        value={value}
        onChange={setValue}
      />
      <DayField required label={texts.validFrom} disabled={act.busy} value={validFrom} onChange={setFrom} />
      <TextField
        required
        label={texts.basis}
        maxLength={200}
        disabled={act.busy}
        value={legalBasis}
        onChange={setBasis}
      />
    </ActDialog>
  );
}

/** A whole figure with or without its points, or a time of day in minutes; null for anything else. */
function readFigure(text: string, asTime: boolean): bigint | null {
  if (!asTime)
    return /^(\d+|\d{1,3}([.,]\d{3})+)$/.test(text.trim()) ? BigInt(text.replaceAll(/\D/g, '')) : null;
  const minute = readTime(text);
  return minute === null ? null : BigInt(minute);
}
