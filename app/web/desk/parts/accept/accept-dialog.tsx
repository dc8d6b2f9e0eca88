import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type Count, countedVnd } from '#kernel/words/money.ts';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { Callout } from '#kernel/web/callout.tsx';
import { CountField } from '#kernel/web/fields/count-field.tsx';
import { Facts } from '#kernel/web/facts.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../../api.ts';
import { useHandName } from '../handover/texts/texts.ts';
import { PEOPLE } from '../people-queries.ts';
import { OfferedThings } from './offered-things.tsx';
import { useTexts } from './texts/texts.ts';

type Hand = Parameters<ReturnType<typeof useHandName>>[0];

/** What waits to be accepted, and who gave it. */
export interface OfferToAccept {
  readonly id: string;
  readonly from: Hand;
  readonly toward: Hand;
  readonly towardOfficeId: string;
  readonly by: string;
  readonly offeredAt: string;
  readonly amountVnd: string;
  readonly things: number;
}

interface Props {
  readonly offer: OfferToAccept;
  readonly blind: boolean;
  readonly onClose: () => void;
}

interface Taken {
  readonly count?: Count;
  readonly missing?: string[];
}

/**
 * Counting what was handed over, and accepting it once. Blind, the sum that the giver wrote shows only after the count; a
 * difference is said with its figures before anything is sent.
 */
export function AcceptDialog({ offer, blind, onClose }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const handName = useHandName();
  const writtenVnd = BigInt(offer.amountVnd);
  const cash = writtenVnd > 0n;
  const [count, setCount] = useState<Count>({});
  const [compared, setCompared] = useState(!blind || !cash);
  const [missing, setMissing] = useState<ReadonlySet<string>>(new Set());
  const act = useAct<Taken, { readonly caseIds: readonly string[] }>({
    send: (id, taken) =>
      ask('POST /payouts/offers/:offerId/acceptance', {
        params: { offerId: offer.id },
        body: { id, officeId: offer.towardOfficeId, ...taken },
      }),
    touches: [['payouts'], [PEOPLE]],
    onDone: (answer, taken) => {
      const got = cash
        ? texts.accepted(format.vnd(countedVnd(taken.count ?? {})))
        : texts.acceptedThings(format.count(offer.things - missing.size));
      toast(answer.caseIds.length > 0 ? texts.acceptedWithCase : got);
      onClose();
    },
  });
  const countedSum = countedVnd(count);
  const found = format.count(offer.things - missing.size);
  const label = !cash
    ? texts.acceptThings(found)
    : offer.things > 0
      ? texts.acceptBoth(format.vnd(countedSum), found)
      : texts.acceptSum(format.vnd(countedSum));
  const ready = compared && (!cash || countedSum > 0n);
  const input: Taken = {
    ...(cash && { count }),
    ...(missing.size > 0 && { missing: [...missing] }),
  };
  return (
    <ActDialog
      size={offer.things > 0 ? 'xl' : 'md'}
      title={texts.title(handName(offer.from), handName(offer.toward))}
      label={label}
      act={act}
      onClose={onClose}
      input={ready ? input : null}
    >
      <p>{texts.by(offer.by, format.moment(offer.offeredAt))}</p>
      {cash && (
        <CountField
          label={texts.counting}
          value={count}
          onChange={setCount}
          disabled={act.busy || (blind && compared)}
        />
      )}
      {cash && !compared && (
        <Button
          variant="light"
          disabled={countedSum === 0n}
          title={texts.blindHint}
          onClick={() => setCompared(true)}
        >
          {texts.compare}
        </Button>
      )}
      {cash && compared && countedSum > 0n && (
        <Compared writtenVnd={writtenVnd} countedSum={countedSum}>
          {blind && (
            <Button size="compact-xs" variant="subtle" disabled={act.busy} onClick={() => setCompared(false)}>
              {texts.recount}
            </Button>
          )}
        </Compared>
      )}
      {offer.things > 0 && <OfferedThings offer={offer} missing={missing} onChange={setMissing} />}
    </ActDialog>
  );
}

interface ComparedProps {
  readonly writtenVnd: bigint;
  readonly countedSum: bigint;
  readonly children?: ReactNode;
}

/** What the giver wrote against what was counted, and what becomes of a difference. */
function Compared({ writtenVnd, countedSum, children }: ComparedProps) {
  const texts = useTexts();
  const format = useFormat();
  const by = countedSum - writtenVnd;
  return (
    <Callout as={by === 0n ? undefined : 'watch'} role="status">
      <Facts
        facts={[
          [texts.written, format.dong(writtenVnd)],
          [texts.counted, format.dong(countedSum)],
        ]}
      />
      {by === 0n && <Marked as="good">{texts.fits}</Marked>}
      {by < 0n && <p>{texts.shortBy(format.vnd(-by))}</p>}
      {by > 0n && <p>{texts.overBy(format.vnd(by))}</p>}
      {children}
    </Callout>
  );
}
