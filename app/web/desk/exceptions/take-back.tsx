import { Button } from '@mantine/core';
import { useState } from 'react';
import type { CaseDetail } from '../differences/queries.ts';
import { TakeBackDialog } from '../parts/take-back-dialog.tsx';
import type { AtDesk } from './queries.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly officeId: string;
  readonly ruled: CaseDetail;
  readonly atDesk: AtDesk;
}

/** A recognition is taken back as the payment it made: with a reason, by a second person. */
export function TakeBackRecognised({ officeId, ruled, atDesk }: Props) {
  const texts = useTexts();
  const [asked, setAsked] = useState(false);
  const handovers = new Set(ruled.entries.map(({ handoverId }) => handoverId));
  const mine = atDesk.vouchers.filter(({ paid }) => paid !== null && handovers.has(paid.handoverId));
  const paid = mine[0]?.paid;
  if (!paid) return null;
  const amountVnd = mine.reduce((sum, voucher) => sum + BigInt(voucher.amountVnd), 0n).toString();
  const { handoverId, receiptNo } = paid;
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setAsked(true)}>
        {texts.takeBack}
      </Button>
      {asked && (
        <TakeBackDialog
          payment={{ officeId, handoverId, receiptNo, amountVnd }}
          onClose={() => setAsked(false)}
        />
      )}
    </>
  );
}
