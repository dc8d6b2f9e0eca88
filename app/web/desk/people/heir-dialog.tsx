import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { TextField } from '#kernel/web/fields/text-field.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { ask } from '../api.ts';
import { PEOPLE } from '../parts/people-queries.ts';
import type { Part } from './person-page.tsx';
import { useTexts } from './texts/texts.ts';
import { useFields } from './use-fields.ts';

interface Props extends Part {
  readonly onClose: () => void;
}

/** Records who may collect what a dead person was still due, with the papers that say so. */
export function HeirDialog({ place, citizenId, onClose }: Props) {
  const texts = useTexts();
  const { fields, field } = useFields({ fullName: '', cccd: '', relation: '', document: '' });
  const act = useAct({
    send: (id, input: typeof fields) =>
      ask('POST /payouts/people/:citizenId/heirs', {
        params: { citizenId },
        body: { id, officeId: place.id, ...input },
      }),
    touches: [[PEOPLE]],
    onDone: () => {
      toast(texts.heirDone);
      onClose();
    },
  });
  const tidy = {
    fullName: fields.fullName.trim(),
    cccd: fields.cccd.replaceAll(/\D/g, ''),
    relation: fields.relation.trim(),
    document: fields.document.trim(),
  };
  const number = /^\d{12}$/.test(tidy.cccd);
  const fit = number && tidy.fullName !== '' && tidy.relation !== '' && tidy.document !== '';
  return (
    <ActDialog
      title={texts.addHeir}
      onClose={onClose}
      act={act}
      label={texts.record}
      input={fit ? tidy : null}
    >
      <p>{texts.heirWhat}</p>
      <TextField label={texts.name} required maxLength={200} data-autofocus {...field('fullName')} />
      <TextField
        label={texts.proxyCccd}
        required
        inputMode="numeric"
        autoComplete="off"
        error={fields.cccd !== '' && !number ? texts.wrongNumber.cccd : undefined}
        {...field('cccd')}
      />
      <TextField label={texts.relation} required maxLength={100} {...field('relation')} />
      <TextField label={texts.heirDocument} required maxLength={200} {...field('document')} />
    </ActDialog>
  );
}
