import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { newId } from '#kernel/words/id.ts';
import { type Count, countedVnd } from '#kernel/words/money.ts';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { Callout } from '#kernel/web/callout.tsx';
import { CountField } from '#kernel/web/fields/count-field.tsx';
import { MoneyField } from '#kernel/web/fields/money-field.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../api.ts';
import styles from './page.module.css';
import type { MyHand } from '../parts/hands.ts';
import { useHandName } from '../parts/handover/texts/texts.ts';
import { StockNotes, useStockNotes } from '../parts/stock-notes.tsx';
import { takersQuery } from '../parts/takers.ts';
import { TakerSelect } from './taker-select.tsx';
import { useTexts } from './texts/texts.ts';
import { TwoPeople, useNeedsTwo } from './two-people.tsx';

interface Props {
  readonly officeId: string;
  readonly hands: readonly MyHand[];
  readonly from: MyHand;
  readonly onClose: () => void;
}

interface Given {
  readonly towardHand: string;
  readonly count: Count;
  readonly asProposal: boolean;
  /** The id of the offer, where the taker is whoever gives: the act is then the acceptance. */
  readonly offerId: string | null;
}

/**
 * Cash from a hand of one's own toward another, counted out; above the limit it is proposed instead. What goes into
 * one's own drawer is counted once and accepted with the same act; a vault may have other keepers, who count.
 */
export function GiveDialog({ officeId, hands, from, onClose }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const handName = useHandName();
  const takers = useQuery(takersQuery(officeId));
  const needsTwo = useNeedsTwo(officeId);
  const [fromHand, setFrom] = useState(from.id);
  const [towardHand, setToward] = useState('');
  const [count, setCount] = useState<Count>({});
  const giver = hands.find((hand) => hand.id === fromHand) ?? from;
  const fit = (takers.data?.hands ?? []).filter((hand) => hand.kind !== 'desk' && hand.id !== giver.id);
  const toward = fit.find((hand) => hand.id === towardHand);
  const [wantedVnd, setWanted] = useState<bigint | null>(null);
  const stock = useStockNotes(officeId, giver.id, wantedVnd ?? 0n);
  const amountVnd = countedVnd(count);
  const tooMuch = amountVnd > BigInt(giver.balanceVnd);
  const asProposal = needsTwo(amountVnd);
  const [offerId] = useState(newId);
  const own = hands.some((hand) => hand.mine && hand.id === toward?.id);
  const act = useAct<Given, unknown>({
    send: (id, { asProposal: two, offerId: own, ...what }) => {
      if (two)
        return ask('POST /payouts/proposals', {
          body: { id, officeId, what: { kind: 'offer', fromHand: giver.id, ...what } },
        });
      const ids = own === null ? { id } : { id: own, takenAs: id };
      return ask('POST /payouts/offers', { body: { ...ids, officeId, fromHand: giver.id, ...what } });
    },
    touches: [['payouts']],
    onDone: (_answer, { asProposal: two, offerId: own, count: given }) => {
      const amount = format.vnd(countedVnd(given));
      toast(two ? texts.proposed : own === null ? texts.given(amount) : texts.moved(amount));
      onClose();
    },
  });
  const ready = toward !== undefined && amountVnd > 0n && !tooMuch;
  return (
    <ActDialog
      title={texts.give}
      label={asProposal ? texts.propose : `${texts.give} ${ready ? format.dong(amountVnd) : ''}`.trim()}
      act={act}
      onClose={onClose}
      input={ready ? { towardHand: toward.id, count, asProposal, offerId: own ? offerId : null } : null}
    >
      <NativeSelect
        label={texts.giveFrom}
        value={giver.id}
        disabled={act.busy}
        data={hands
          .filter((hand) => hand.kind !== 'desk')
          .map((hand) => ({ value: hand.id, label: `${hand.name}: ${format.vnd(hand.balanceVnd)}` }))}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <TakerSelect takers={fit} value={towardHand} disabled={act.busy} onChange={setToward} />
      <MoneyField
        label={texts.giveAmount}
        value={wantedVnd}
        onChange={(amount) => setWanted(amount)}
        disabled={act.busy}
      />
      {wantedVnd !== null && (
        <p className={styles['quiet']} role="status">
          {wantedVnd > BigInt(giver.balanceVnd) ? (
            texts.giveMore(format.vnd(giver.balanceVnd))
          ) : (
            <StockNotes {...stock} />
          )}
        </p>
      )}
      <CountField
        label={texts.counting}
        value={count}
        onChange={setCount}
        disabled={act.busy}
        {...(wantedVnd !== null && { expectedVnd: wantedVnd, suggested: stock.notes ?? null })}
      />
      {tooMuch && (
        <Callout as="bad" role="alert">
          {texts.giveMore(format.vnd(giver.balanceVnd))}
        </Callout>
      )}
      {ready && (
        <Callout role="status">
          {(own && !asProposal ? texts.moveSum : texts.giveSum)(format.vnd(amountVnd), handName(toward))}
        </Callout>
      )}
      {ready && asProposal && <TwoPeople officeId={officeId} />}
    </ActDialog>
  );
}
