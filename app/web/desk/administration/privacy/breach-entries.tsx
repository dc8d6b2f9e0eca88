import { Modal } from '@mantine/core';
import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { useBack } from '#kernel/web/back.ts';
import { Facts } from '#kernel/web/facts.tsx';
import { ChoiceField } from '#kernel/web/fields/choice-field.tsx';
import { DayField } from '#kernel/web/fields/day-field.tsx';
import { LongTextField } from '#kernel/web/fields/text-field.tsx';
import { useShared } from '#kernel/web/texts/texts.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../../api.ts';
import { useToday } from '../../parts/use-today.ts';
import { type Breach, startOf } from './queries.ts';
import { usePrivacyTexts } from './texts/texts.ts';
import { useDone } from '../use-done.ts';

const KINDS = ['measure', 'notice-authority', 'notice-people', 'closed'] as const;
type Kind = (typeof KINDS)[number];

interface Props {
  readonly breach: Breach;
  readonly keeps: boolean;
  readonly onClose: () => void;
}

/** What was done about a breach, and the fields to add to it while it is open. */
export function BreachEntries({ breach, keeps, onClose }: Props) {
  const texts = usePrivacyTexts();
  const shared = useShared();
  const adds = keeps && !breach.closed;
  useBack({ back: onClose }, !adds);
  if (adds) return <AddEntry breach={breach} onClose={onClose} />;
  return (
    <Modal
      opened
      onClose={onClose}
      title={texts.breach}
      lockScroll={false}
      closeButtonProps={{ 'aria-label': shared.close }}
    >
      <Entries breach={breach} />
    </Modal>
  );
}

function Entries({ breach }: { breach: Breach }) {
  const texts = usePrivacyTexts();
  const format = useFormat();
  return (
    <>
      <p>{breach.description}</p>
      <Facts
        facts={[
          [texts.foundOn, format.moment(breach.foundAt)],
          [texts.notify, format.moment(breach.notifyBy)],
          [texts.recordedBy, breach.recordedBy],
          breach.sensitive && [texts.sensitive, texts.yes],
        ]}
      />
      {breach.entries.length > 0 && (
        <ul>
          {breach.entries.map((entry, i) => (
            <li key={`${entry.at} ${i}`}>
              {format.moment(entry.at)}, {texts.entryKinds[entry.kind]}: {entry.text} ({entry.writtenBy})
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function AddEntry({ breach, onClose }: Omit<Props, 'keeps'>) {
  const texts = usePrivacyTexts();
  const [kind, setKind] = useState<Kind>('measure');
  const [day, setDay] = useState<string | null>(useToday());
  const [text, setText] = useState('');
  const add = useAct({
    send: (id, body: { kind: Kind; text: string; at: string }) =>
      ask('POST /privacy/breaches/:breachId/entries', {
        params: { breachId: breach.id },
        body: { id, ...body },
      }),
    touches: [['privacy']],
    onDone: useDone(onClose),
  });
  return (
    <ActDialog
      onClose={onClose}
      act={add}
      title={texts.breach}
      label={texts.addEntry}
      size="lg"
      input={day === null || text.trim() === '' ? null : { kind, text: text.trim(), at: startOf(day) }}
    >
      <Entries breach={breach} />
      <ChoiceField
        label={texts.kind}
        value={kind}
        onChange={setKind}
        values={KINDS}
        names={texts.entryKinds}
      />
      <DayField label={texts.on} required value={day} onChange={setDay} />
      <LongTextField label={texts.entryText} required maxLength={4000} value={text} onChange={setText} />
    </ActDialog>
  );
}
