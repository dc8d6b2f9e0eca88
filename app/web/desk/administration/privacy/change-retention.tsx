import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { useShared } from '#kernel/web/texts/texts.ts';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { ask } from '../../api.ts';
import { useTexts } from '../texts/texts.ts';
import { NO_VERSION, VersionFields, whole } from '../version.tsx';
import type { Retention } from './queries.ts';
import { usePrivacyTexts } from './texts/texts.ts';

type Rule = Retention['rules'][number];

/** How long something is kept from a coming day on, with its legal basis; what stood before stays in the table. */
export function ChangeRetention({
  rule,
  name,
  onClose,
}: {
  readonly rule: Rule;
  readonly name: string;
  readonly onClose: () => void;
}) {
  const texts = usePrivacyTexts();
  const shared = useShared();
  const { change, changeHint } = useTexts();
  const [days, setDays] = useState<number | null>(rule.days);
  const [version, setVersion] = useState(NO_VERSION);
  const act = useAct({
    send: (_id, body: { readonly days: number; readonly validFrom: string; readonly legalBasis: string }) =>
      ask('POST /privacy/retention', { body: { what: rule.what, ...body } }),
    touches: [['privacy']],
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
      act={act}
      title={texts.changeRetention(name)}
      label={change}
      input={dated && days !== null ? { ...dated, days } : null}
    >
      <p>{changeHint}</p>
      <VersionFields value={version} onChange={setVersion} />
      <NumberInput
        label={texts.days}
        required
        hideControls
        allowDecimal={false}
        min={1}
        max={36_500}
        value={days ?? ''}
        onChange={(value) => setDays(typeof value === 'number' && value >= 1 ? value : null)}
      />
    </ActDialog>
  );
}
