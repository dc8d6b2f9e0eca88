import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ActState } from '#kernel/web/act-state.tsx';
import { TextField } from '#kernel/web/fields/text-field.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { isDay } from '#kernel/words/day.ts';
import { ask } from '../../api.ts';
import { useRegimeName } from '../../parts/regime-name.ts';
import { useProgrammes } from '../../parts/programmes.ts';
import { useParts } from '../../parts/texts/texts.ts';
import { type Review, REVIEWS, reviewsQuery } from '../queries.ts';
import { useTexts } from '../texts/texts.ts';
import styles from './reviews.module.css';

type Side = Review['entered'];

interface Props {
  readonly review: Review;
  readonly mayPutOff: boolean;
  readonly onLater: () => void;
}

/** One pair and its ruling: a key chooses, Enter confirms what the choice means, Escape leaves it. */
export function Pair({ review, mayPutOff, onLater }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const [chosen, setChosen] = useState<boolean | null>(null);
  const [reason, setReason] = useState<string>(texts.reviews.usualReason);
  const heading = useRef<HTMLDivElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const confirming = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (chosen !== null) confirming.current?.focus();
  }, [chosen]);
  const act = useRuling(review.id);
  const { entered } = review;
  const due = entered.vouchers.filter(({ status }) => status === 'due');
  const dueVnd = due.reduce((sum, { amountVnd }) => sum + BigInt(amountVnd), 0n);
  const choose = (same: boolean) => {
    if (!act.busy && reason.trim() !== '') setChosen(same);
  };
  const confirm = () => {
    if (chosen !== null && !act.busy) act.run({ same: chosen, reason: reason.trim() });
  };
  useHotkeys([
    ['1', () => choose(true)],
    ['2', () => choose(false)],
    ['3', () => mayPutOff && !act.busy && onLater()],
    [
      'Enter',
      (event) => {
        // A button that has the focus takes its own Enter.
        if (!(event.target instanceof HTMLElement && event.target.closest('button, a'))) confirm();
      },
      { preventDefault: false },
    ],
    ['Escape', () => setChosen(null)],
  ]);
  return (
    <div className={styles['stack']} ref={heading} tabIndex={-1}>
      <Sheet
        title={entered.fullName}
        note={texts.reviews.from(review.fileName, format.count(review.line))}
        flush
      >
        <Beside entered={entered} known={review.known} />
      </Sheet>
      <div className={styles['ruling']}>
        <TextField
          label={texts.reviews.reason}
          required
          maxLength={200}
          value={reason}
          disabled={act.busy}
          onChange={setReason}
        />
        <Button disabled={act.busy || reason.trim() === ''} onClick={() => choose(true)}>
          {texts.reviews.same}
        </Button>
        <Button variant="default" disabled={act.busy || reason.trim() === ''} onClick={() => choose(false)}>
          {texts.reviews.notSame}
        </Button>
        <Button variant="default" disabled={!mayPutOff || act.busy} onClick={onLater}>
          {texts.reviews.later}
        </Button>
      </div>
      {chosen !== null && (
        <div className={styles['armed']} role="alert">
          <p>
            {chosen
              ? texts.reviews.meansSame(format.count(due.length), format.vnd(dueVnd))
              : texts.reviews.meansNotSame(format.count(due.length), format.vnd(dueVnd))}
          </p>
          <Button loading={act.busy} onClick={confirm} ref={confirming}>
            {texts.reviews.confirm}
          </Button>
          <Button variant="default" disabled={act.busy} onClick={() => setChosen(null)}>
            {texts.reviews.back}
          </Button>
        </div>
      )}
      <ActState act={act} />
      <p className={styles['quiet']}>{texts.reviews.final}</p>
    </div>
  );
}

function useRuling(reviewId: string) {
  const texts = useTexts();
  const format = useFormat();
  const queries = useQueryClient();
  return useAct({
    send: (id, said: { same: boolean; reason: string }) =>
      ask('POST /payouts/reviews/:reviewId/ruling', { params: { reviewId }, body: { id, ...said } }),
    onDone: ({ vouchersMoved }, { same }) => {
      toast(same ? texts.reviews.merged(format.count(vouchersMoved)) : texts.reviews.keptApart);
      queries.setQueryData(reviewsQuery.queryKey, (now) =>
        now ? { ...now, items: now.items.filter(({ id }) => id !== reviewId) } : now,
      );
      void queries.invalidateQueries({ queryKey: REVIEWS });
    },
  });
}

/** Line by line: what both say alike, what differs, what one of them does not know. */
function Beside({ entered, known }: { entered: Side; known: Side }) {
  const texts = useTexts();
  const format = useFormat();
  const birth = (side: Side) => (side.birth && isDay(side.birth) ? format.day(side.birth) : side.birth);
  const sex = ({ sex: of }: Side) => (of === 'male' || of === 'female' ? texts.reviews.sexes[of] : null);
  const lines: readonly (readonly [string, (side: Side) => string | null])[] = [
    [texts.fullName, (side) => side.fullName],
    [texts.birth, birth],
    [texts.reviews.sex, sex],
    [texts.cccd, (side) => side.cccdMasked],
    [texts.reviews.cmnd, (side) => side.cmndMasked],
    [texts.reviews.insuranceNo, (side) => side.insuranceNoMasked],
    [texts.hamlet, (side) => side.hamlet],
    [texts.commune, (side) => side.commune],
    [texts.reviews.address, (side) => side.address],
    [texts.reviews.phone, (side) => side.phoneMasked],
    [texts.reviews.bankAccount, (side) => side.bankAccountMasked],
    [texts.reviews.dead, (side) => (side.dead ? texts.reviews.isDead : null)],
  ];
  return (
    <table className={styles['pair']}>
      <colgroup>
        <col />
        <col />
        <col />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">{texts.reviews.fact}</th>
          <th scope="col">{texts.reviews.entered}</th>
          <th scope="col">{texts.reviews.known}</th>
          <th scope="col">{texts.reviews.compared}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(([name, of]) => {
          const [here, there] = [of(entered), of(known)];
          if (here === null && there === null) return null;
          const as = here === null || there === null ? 'missing' : here === there ? 'same' : 'differs';
          return (
            <tr key={name} data-as={as}>
              <th scope="row">{name}</th>
              <td>{here ?? '–'}</td>
              <td>{there ?? '–'}</td>
              <td>
                <Marked as={MARKS[as]}>{texts.reviews.marks[as]}</Marked>
              </td>
            </tr>
          );
        })}
        <tr>
          <th scope="row">{texts.reviews.vouchers}</th>
          <td>
            <Vouchers side={entered} />
          </td>
          <td>
            <Vouchers side={known} />
          </td>
          <td />
        </tr>
      </tbody>
    </table>
  );
}

const MARKS = { same: 'good', differs: 'watch', missing: 'going' } as const;

function Vouchers({ side }: { side: Side }) {
  const names = useParts();
  const format = useFormat();
  const programmes = useProgrammes();
  const regimeName = useRegimeName();
  if (side.vouchers.length === 0) return '–';
  return (
    <ul>
      {side.vouchers.map((voucher) => (
        <li key={voucher.id}>
          {format.month(voucher.month)}: {programmes.name(voucher.programme)}, {regimeName(voucher.regime)},{' '}
          {format.dong(voucher.amountVnd)} ({names.statuses[voucher.status].toLowerCase()}, {voucher.office})
        </li>
      ))}
    </ul>
  );
}
