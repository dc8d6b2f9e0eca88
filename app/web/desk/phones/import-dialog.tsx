import { FileInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { BATCH_MOST } from '#kernel/devices/batch.ts';
import { type ExportFile, readExportFile, readFrames } from '#kernel/devices/frames.ts';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { Callout } from '#kernel/web/callout.tsx';
import { LongTextField } from '#kernel/web/fields/text-field.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../api.ts';
import styles from './page.module.css';
import type { Phone } from './queries.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly phone: Phone;
  readonly officeId: string;
  readonly onClose: () => void;
}

type Read = { readonly file: ExportFile } | { readonly missing: readonly number[] } | 'unreadable' | null;

/** Takes in what a phone has exported, from its file or from the texts of its QR codes; each operation is answered by itself. */
export function ImportDialog({ phone, officeId, onClose }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const [text, setText] = useState('');
  const read = useRead(text);
  const file = read !== null && read !== 'unreadable' && 'file' in read ? read.file : null;
  const other = file !== null && file.device !== phone.id;
  const act = useAct<ExportFile, Told>({
    send: (_id, input) => send(phone.id, officeId, input),
    touches: [['payouts']],
    onDone: ({ fresh, aside, known }) => {
      toast(texts.imported(format.count(fresh), format.count(known), format.count(aside)));
      onClose();
    },
  });
  const choose = async (chosen: File | null) => setText(chosen ? await chosen.text() : '');
  return (
    <ActDialog
      title={texts.importTitle(phone.person)}
      label={texts.importLabel}
      act={act}
      onClose={onClose}
      input={other ? null : file}
    >
      <Callout>{texts.importHint}</Callout>
      <FileInput
        label={texts.importFile}
        accept="application/json,.json"
        clearable
        clearButtonProps={{ 'aria-label': texts.clear }}
        disabled={act.busy}
        onChange={(chosen) => void choose(chosen)}
      />
      <LongTextField
        label={texts.importText}
        description={texts.importTextHint}
        minRows={3}
        maxRows={8}
        value={text}
        disabled={act.busy}
        onChange={setText}
      />
      <p className={styles['quiet']} role="status">
        {read === null
          ? ''
          : read === 'unreadable'
            ? texts.unreadable
            : 'missing' in read
              ? texts.missingFrames(read.missing.join(', '))
              : other
                ? texts.otherPhone
                : texts.readable(format.count(read.file.operations.length))}
      </p>
    </ActDialog>
  );
}

function useRead(text: string): Read {
  const [read, setRead] = useState<Read>(null);
  useEffect(() => {
    let over = false;
    const work = async () => {
      const lines = text.split(/\s+/).filter((line) => line !== '');
      const file = readExportFile(text.trim());
      const found = file ? { file } : await readFrames(lines.filter((line) => line.startsWith('TN1.')));
      if (!over) setRead(text.trim() === '' ? null : (found ?? 'unreadable'));
    };
    void work();
    return () => {
      over = true;
    };
  }, [text]);
  return read;
}

interface Told {
  readonly fresh: number;
  readonly known: number;
  readonly aside: number;
}

/** As many at a time as the server takes; what was here already is answered so. */
async function send(deviceId: string, officeId: string, { operations }: ExportFile): Promise<Told> {
  const outcomes: string[] = [];
  for (let at = 0; at < operations.length; at += BATCH_MOST) {
    const part = operations.slice(at, at + BATCH_MOST).map(({ text, signature }) => ({ text, signature }));
    const { answers } = await ask('POST /devices/:deviceId/exports', {
      params: { deviceId },
      body: { officeId, operations: part },
    });
    outcomes.push(...answers.map(({ outcome }) => outcome));
  }
  const count = (wanted: string) => outcomes.filter((outcome) => outcome === wanted).length;
  const [known, aside] = [count('already'), count('quarantined')];
  return { known, aside, fresh: outcomes.length - known - aside };
}
