import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Count, countedVnd } from '#kernel/words/money.ts';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { Callout } from '#kernel/web/callout.tsx';
import { Facts } from '#kernel/web/facts.tsx';
import { CountField } from '#kernel/web/fields/count-field.tsx';
import { LongTextField } from '#kernel/web/fields/text-field.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../api.ts';
import { useHandName } from '../parts/handover/texts/texts.ts';
import { myHandsQuery } from '../parts/hands.ts';
import type { Closing, ClosingHand } from './queries.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly data: Closing;
  readonly hand: ClosingHand;
  readonly onClose: () => void;
}

interface Counted {
  readonly count: Count;
  readonly thingsCounted: number;
  readonly reason?: string;
}

/** Counting a hand blind, laying the count against the book, accounting for a difference, closing. */
export function CountDialog({ data, hand, onClose }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const name = useHandName()({ ...hand, office: data.office.name });
  const [count, setCount] = useState<Count>({});
  const [things, setThings] = useState<number | null>(hand.holdsThings ? null : 0);
  const [compared, setCompared] = useState(false);
  const [reason, setReason] = useState('');
  // A book that was read before somebody else moved the hand would name a false difference.
  const books = useQuery({ ...myHandsQuery(data.office.id), enabled: compared, staleTime: 0 });
  const act = useAct<Counted, { readonly caseIds: readonly string[] }>({
    send: (id, counted) =>
      ask('POST /payouts/closes/hand', {
        body: { id, officeId: data.office.id, handId: hand.id, day: data.day, ...counted },
      }),
    touches: [['payouts']],
    onDone: (answer) => {
      toast(answer.caseIds.length > 0 ? texts.handClosedWithCase(name) : texts.handClosed(name));
      onClose();
    },
  });
  const book = books.isFetching ? undefined : books.data?.find((each) => each.id === hand.id);
  const sum = countedVnd(count);
  const cashBy = book ? sum - BigInt(book.balanceVnd) : 0n;
  const thingsBy = book && things !== null ? things - book.things : 0;
  const differs = cashBy !== 0n || thingsBy !== 0;
  const said = reason.trim();
  const ready = compared && book !== undefined && things !== null && (!differs || said !== '');
  return (
    <ActDialog
      title={`${texts.count}: ${name}`}
      label={texts.closeHand(format.vnd(sum))}
      act={act}
      onClose={onClose}
      input={ready ? { count, thingsCounted: things, ...(differs && said !== '' && { reason: said }) } : null}
    >
      {data.day < data.today && <Callout as="watch">{texts.pastDay(format.day(data.day))}</Callout>}
      <CountField label={texts.counting} value={count} onChange={setCount} disabled={compared || act.busy} />
      {hand.holdsThings && (
        <TextInput
          label={texts.things}
          inputMode="numeric"
          autoComplete="off"
          required
          disabled={compared || act.busy}
          value={things === null ? '' : String(things)}
          onChange={({ currentTarget }) => {
            const digits = currentTarget.value.replace(/\D/g, '').slice(0, 6);
            setThings(digits === '' ? null : Number(digits));
          }}
        />
      )}
      {!compared && (
        <Button variant="light" disabled={things === null} onClick={() => setCompared(true)}>
          {sum === 0n ? `${texts.empty}: ${texts.compare.toLowerCase()}` : texts.compare}
        </Button>
      )}
      {compared && books.error && <FailureNotice error={books.error} onRetry={() => void books.refetch()} />}
      {compared && book && (
        <Callout as={differs ? 'watch' : undefined} role="status">
          <Facts
            facts={[
              [texts.book, format.dong(book.balanceVnd)],
              [texts.counted, format.dong(sum)],
              hand.holdsThings && [texts.thingsBook, format.count(book.things)],
            ]}
          />
          {!differs && <Marked as="good">{texts.fits}</Marked>}
          {cashBy < 0n && <p>{texts.shortWhy(format.vnd(-cashBy))}</p>}
          {cashBy > 0n && <p>{texts.overWhy(format.vnd(cashBy))}</p>}
          {thingsBy !== 0 && <p>{texts.thingsWhy(format.count(thingsBy))}</p>}
          <Button size="compact-xs" variant="subtle" disabled={act.busy} onClick={() => setCompared(false)}>
            {texts.recount}
          </Button>
        </Callout>
      )}
      {compared && book && differs && (
        <LongTextField
          label={texts.reason}
          description={texts.reasonHint}
          required
          maxLength={200}
          value={reason}
          disabled={act.busy}
          onChange={setReason}
        />
      )}
    </ActDialog>
  );
}
