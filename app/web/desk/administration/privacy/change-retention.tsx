import { useState } from 'react';
import { WholeField } from '#kernel/web/fields/whole-field.tsx';
import { ask } from '../../api.ts';
import { ChangeDialog } from '../change-dialog.tsx';
import type { Retention } from './queries.ts';
import { usePrivacyTexts } from './texts/texts.ts';

interface Props {
  readonly rule: Retention['rules'][number];
  readonly name: string;
  readonly onClose: () => void;
}

/** How long something is kept from a coming day on, with its legal basis; what stood before stays in the table. */
export function ChangeRetention({ rule, name, onClose }: Props) {
  const texts = usePrivacyTexts();
  const [days, setDays] = useState<number | null>(rule.days);
  return (
    <ChangeDialog
      title={texts.changeRetention(name)}
      rule={days === null ? null : { what: rule.what, days }}
      send={(_id, body) => ask('POST /privacy/retention', { body })}
      touches={[['privacy']]}
      onClose={onClose}
    >
      <WholeField label={texts.days} required from={1} to={36_500} value={days} onChange={setDays} />
    </ChangeDialog>
  );
}
