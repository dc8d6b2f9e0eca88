import { Button } from '@mantine/core';
import { useState } from 'react';
import { isDay } from '#kernel/words/day.ts';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { ReasonDialog } from '#kernel/web/reason-dialog.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
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

function NoteDialog({ place, citizenId, onClose }: Part & { readonly onClose: () => void }) {
  const texts = useTexts();
  return (
    <ReasonDialog
      title={texts.addNote}
      label={texts.record}
      field={texts.note}
      maxLength={500}
      send={(id, text) =>
        ask('POST /payouts/people/:citizenId/notes', {
          params: { citizenId },
          body: { id, officeId: place.id, text },
        })
      }
      touches={[[PEOPLE, citizenId]]}
      done={() => texts.noteDone}
      onClose={onClose}
    >
      <p>{texts.noteWhat}</p>
    </ReasonDialog>
  );
}
