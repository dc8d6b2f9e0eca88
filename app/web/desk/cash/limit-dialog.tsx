import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { MoneyField } from '#kernel/web/fields/money-field.tsx';
import { TextField } from '#kernel/web/fields/text-field.tsx';
import { useShared } from '#kernel/web/texts/texts.ts';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../api.ts';
import styles from './page.module.css';
import { limitsQuery } from './queries.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly officeId: string;
  readonly hand: { readonly id: string; readonly name: string; readonly limitVnd: string | null };
  readonly onClose: () => void;
}

interface Limit {
  readonly limitVnd: string | null;
  readonly reason: string;
}

/** How much a hand may hold from now on, with the reason; the limits before it stand below. */
export function LimitDialog({ officeId, hand, onClose }: Props) {
  const texts = useTexts();
  const shared = useShared();
  const format = useFormat();
  const before = useQuery(limitsQuery(officeId, hand.id));
  const [limitVnd, setLimit] = useState<bigint | null>(hand.limitVnd === null ? null : BigInt(hand.limitVnd));
  const [reason, setReason] = useState('');
  const act = useAct<Limit, unknown>({
    send: (id, limit) =>
      ask('POST /payouts/hands/:handId/limits', {
        params: { handId: hand.id },
        body: { id, officeId, ...limit },
      }),
    touches: [['payouts']],
    onDone: () => {
      toast(texts.limitSet);
      onClose();
    },
  });
  return (
    <ActDialog
      title={`${texts.setLimit}: ${hand.name}`}
      label={texts.setLimit}
      act={act}
      onClose={onClose}
      input={reason.trim() === '' ? null : { limitVnd: limitVnd?.toString() ?? null, reason: reason.trim() }}
    >
      <MoneyField label={texts.drawerLimit} value={limitVnd} onChange={setLimit} data-autofocus />
      <TextField label={shared.reason} maxLength={200} required value={reason} onChange={setReason} />
      <section>
        <strong>{texts.limitHistory}</strong>
        {before.data?.length === 0 && <p className={styles['quiet']}>{texts.noLimits}</p>}
        {before.data?.map((limit) => (
          <p key={limit.id}>
            {limit.limitVnd === null ? texts.noLimit : format.dong(limit.limitVnd)}, {limit.by},{' '}
            {format.moment(limit.at)}: {limit.reason}
          </p>
        ))}
      </section>
    </ActDialog>
  );
}
