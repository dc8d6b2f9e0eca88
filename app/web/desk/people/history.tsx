import { Button } from '@mantine/core';
import { useState } from 'react';
import { isDay } from '#kernel/words/day.ts';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { LongTextField } from '#kernel/web/fields/text-field.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../api.ts';
import { NextRows } from '../parts/load-all.tsx';
import { PEOPLE, useHistory } from '../parts/people-queries.ts';
import styles from './page.module.css';
import type { Part } from './person-page.tsx';
import { KEEPERS_AND_CONTROL, mayAt } from './rights.ts';
import { useTexts } from './texts/texts.ts';

/** Notes about the person and every change of the record: who, when, from what, to what, why. Nothing here is ever changed. */
export function History(part: Part) {
  const texts = useTexts();
  const format = useFormat();
  const { me, place, citizenId } = part;
  const [writing, setWriting] = useState(false);
  const history = useHistory(place.id, citizenId);
  const { rows: lines } = history;
  const names: Readonly<Record<string, string>> = texts.fields;
  const say = (value: string | null) =>
    value === null ? texts.none : isDay(value) ? format.day(value) : (texts.values[value as 'male'] ?? value);
  return (
    <Sheet
      title={texts.history}
      tools={
        mayAt(me, KEEPERS_AND_CONTROL, place) && (
          <Button size="compact-xs" variant="default" onClick={() => setWriting(true)}>
            {texts.addNote}
          </Button>
        )
      }
    >
      {history.error && lines.length === 0 && <FailureNotice error={history.error} onRetry={history.retry} />}
      {!history.loading && !history.error && lines.length === 0 && (
        <p className={styles['quiet']}>{texts.noHistory}</p>
      )}
      <ul className={styles['list']} aria-label={texts.history}>
        {lines.map((line) => (
          <li key={line.id}>
            <span>{line.kind === 'note' ? line.text : `${texts.changed}: ${line.text}`}</span>
            {line.fields.map((field) => (
              <span key={field.name} className={styles['quiet']}>
                {names[field.name] ?? field.name}: {say(field.before)} → {say(field.after)}
              </span>
            ))}
            <span className={styles['quiet']}>
              {line.by}, {format.moment(line.at)}
            </span>
          </li>
        ))}
      </ul>
      <NextRows pages={history} />
      {writing && <NoteDialog {...part} onClose={() => setWriting(false)} />}
    </Sheet>
  );
}

interface NoteProps extends Part {
  readonly onClose: () => void;
}

function NoteDialog({ place, citizenId, onClose }: NoteProps) {
  const texts = useTexts();
  const [text, setText] = useState('');
  const act = useAct({
    send: (id, input: string) =>
      ask('POST /payouts/people/:citizenId/notes', {
        params: { citizenId },
        body: { id, officeId: place.id, text: input },
      }),
    touches: [[PEOPLE, citizenId]],
    onDone: () => {
      toast(texts.noteDone);
      onClose();
    },
  });
  return (
    <ActDialog
      title={texts.addNote}
      onClose={onClose}
      act={act}
      label={texts.record}
      input={text.trim() === '' ? null : text.trim()}
    >
      <p>{texts.noteWhat}</p>
      <LongTextField
        label={texts.note}
        required
        minRows={3}
        maxLength={500}
        data-autofocus
        value={text}
        onChange={setText}
      />
    </ActDialog>
  );
}
