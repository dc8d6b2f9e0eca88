import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { Callout } from '#kernel/web/callout.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../api.ts';
import type { MyHand } from '../parts/hands.ts';
import { useHandName } from '../parts/handover/texts/texts.ts';
import { takersQuery } from '../parts/takers.ts';
import { type Chosen, ChooseVouchers } from './choose-vouchers.tsx';
import { HELD_MAX } from './held.ts';
import { SHELVES } from './roles.ts';
import { TakerSelect } from './taker-select.tsx';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly officeId: string;
  readonly from: MyHand;
  readonly onClose: () => void;
}

/** Vouchers from the office's desk or one's bag toward another desk or bag: one handover, however many they are. */
export function GiveVouchersDialog({ officeId, from, onClose }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const handName = useHandName();
  const takers = useQuery(takersQuery(officeId));
  const [towardHand, setToward] = useState('');
  const [chosen, setChosen] = useState<Chosen>(new Map());
  const fit = (takers.data?.hands ?? []).filter(({ id, kind }) => SHELVES.includes(kind) && id !== from.id);
  const toward = fit.find(({ id }) => id === towardHand);
  const amountVnd = [...chosen.values()].reduce((sum, each) => sum + each, 0n);
  const n = format.count(chosen.size);
  const tooMany = chosen.size > HELD_MAX;
  const act = useAct<{ readonly towardHand: string; readonly things: string[] }, unknown>({
    send: (id, given) => ask('POST /payouts/offers', { body: { id, officeId, fromHand: from.id, ...given } }),
    touches: [['payouts']],
    onDone: (_answer, { things }) => {
      toast(texts.vouchersGiven(format.count(things.length)));
      onClose();
    },
  });
  const ready = toward !== undefined && chosen.size > 0 && !tooMany;
  return (
    <ActDialog
      size="xl"
      title={texts.giveVouchersFrom(from.name)}
      label={chosen.size > 0 ? texts.giveSoMany(n) : texts.giveVouchers}
      act={act}
      onClose={onClose}
      input={ready ? { towardHand: toward.id, things: [...chosen.keys()] } : null}
    >
      <TakerSelect takers={fit} value={towardHand} disabled={act.busy} onChange={setToward} />
      <ChooseVouchers
        officeId={officeId}
        handId={from.id}
        lying={from.things}
        chosen={chosen}
        disabled={act.busy}
        onChoose={setChosen}
      />
      <Callout as={tooMany ? 'bad' : undefined} role="status">
        {tooMany
          ? texts.tooManyChosen(n, format.count(HELD_MAX))
          : toward && chosen.size > 0
            ? texts.giveVouchersSum(n, format.vnd(amountVnd), handName(toward))
            : texts.chosenVouchers(n, format.vnd(amountVnd))}
      </Callout>
    </ActDialog>
  );
}
