import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { asFailure } from '#kernel/web/failure.ts';
import { FailureNotice, Notice, useFailureText } from '#kernel/web/notice.tsx';
import { ActState } from '#kernel/web/act-state.tsx';
import { useAct } from '#kernel/web/use-act.ts';
import { PEOPLE, personQuery } from '../parts/people-queries.ts';
import styles from './counter.module.css';
import { FindField } from './find-field.tsx';
import { Paid, type PaidNow } from './paid.tsx';
import { type Collector, collectorKey, type Payment, type Receipt, sendPayment } from './payment.ts';
import { PersonAtCounter } from './person-at-counter.tsx';
import { QueueList } from './queue-list.tsx';
import { useTexts } from './texts/texts.ts';
import { Today } from './today.tsx';
import { useCounterKeys } from './use-counter-keys.ts';
import { useQueue } from './use-queue.ts';
import { WaitingOffers } from './waiting-offers.tsx';

interface Props {
  readonly officeId: string;
  readonly staffId: string;
  /** Somebody whom another screen sends to the counter. */
  readonly called: string | undefined;
  readonly onCalled: () => void;
}

/** One counter at work: who is looked for, who stands there, who waits, what was just paid. */
export function Counter({ officeId, staffId, called, onCalled }: Props) {
  const queries = useQueryClient();
  const field = useRef<HTMLInputElement>(null);
  const payKey = useRef<(() => void) | null>(null);
  const [typed, setTyped] = useState('');
  const [choosing, setChoosing] = useState(false);
  const [paid, setPaid] = useState<PaidNow | null>(null);
  // Who came with another's right; forgotten by a reload, as everything that names a person is.
  const [collectors, setCollectors] = useState<ReadonlyMap<string, Collector>>(new Map());
  const queue = useQueue(`tungnha.counter.${staffId}.${officeId}`);
  const act = useAct<Payment, Receipt>({
    send: (id, payment) => sendPayment(id, officeId, payment),
    keepAs: `tungnha.counter.pay.${staffId}.${officeId}`,
    touches: [['payouts'], [PEOPLE]],
    onDone: (receipt, payment) => {
      setPaid({ receipt, payment });
      if (queue.present === payment.citizenId) queue.leave();
      setTyped('');
    },
  });
  const focus = useCallback(() => field.current?.focus(), []);
  useEffect(focus, [focus, paid, act.busy]);
  /** Whoever may still be paid waits when another is brought; the others were only asked about. */
  const paysToday = (citizenId: string | null) => {
    const known =
      citizenId === null ? undefined : queries.getQueryData(personQuery(officeId, citizenId).queryKey);
    return known?.vouchers.some(({ whyNot }) => whyNot === null) ?? false;
  };
  const bring = (citizenId: string, collector?: Collector) => {
    if (collector) setCollectors((now) => new Map(now).set(citizenId, collector));
    act.clear();
    setPaid(null);
    queue.bring(citizenId, paysToday(queue.present));
    void queries.invalidateQueries({ queryKey: [PEOPLE, citizenId] });
    focus();
  };
  useEffect(() => {
    if (called === undefined || act.busy) return;
    bring(called);
    onCalled();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a call is answered once, whatever else changes
  }, [called]);
  const swap = () => {
    if (act.busy) return;
    act.clear();
    setPaid(null);
    if (queue.present === null) queue.next();
    else queue.park();
    focus();
  };
  useCounterKeys({ field, pay: () => payKey.current?.(), swap });
  return (
    <div className={styles['counter']}>
      <div className={styles['main']}>
        <FindField
          officeId={officeId}
          field={field}
          disabled={act.busy}
          value={typed}
          onChange={setTyped}
          onChoosing={setChoosing}
          onFound={bring}
        />
        <ActState act={act} />
        {choosing ? null : paid ? (
          <Paid officeId={officeId} paid={paid} />
        ) : (
          <Front
            officeId={officeId}
            collectors={collectors}
            citizenId={act.busy && 'input' in act.step ? act.step.input.citizenId : queue.present}
            act={act}
            typed={typed}
            payKey={payKey}
            onPark={swap}
            onLeave={() => {
              act.clear();
              queue.leave();
              focus();
            }}
          />
        )}
      </div>
      <aside className={styles['side']}>
        <WaitingOffers officeId={officeId} />
        <QueueList officeId={officeId} queue={queue} disabled={act.busy} onBring={bring} onSwap={swap} />
        <Today officeId={officeId} />
      </aside>
    </div>
  );
}

interface FrontProps {
  readonly officeId: string;
  readonly citizenId: string | null;
  readonly collectors: ReadonlyMap<string, Collector>;
  readonly act: ReturnType<typeof useAct<Payment, Receipt>>;
  readonly typed: string;
  readonly payKey: { current: (() => void) | null };
  readonly onPark: () => void;
  readonly onLeave: () => void;
}

/** Who stands at the counter, or what to do while nobody does. */
function Front({ officeId, citizenId, collectors, ...rest }: FrontProps) {
  const texts = useTexts();
  const say = useFailureText();
  const person = useQuery({
    ...personQuery(officeId, citizenId ?? ''),
    enabled: citizenId !== null,
  });
  if (citizenId === null) return <Notice title={texts.ready} hint={texts.readyHint} />;
  if (person.error && asFailure(person.error).code === 'person_not_allowed')
    return <Notice title={texts.notHere}>{say(asFailure(person.error))}</Notice>;
  if (person.error && !person.data)
    return <FailureNotice error={person.error} onRetry={() => void person.refetch()} />;
  if (!person.data)
    return (
      <p role="status" className={styles['asking']}>
        {texts.looking}
      </p>
    );
  const collector = collectors.get(citizenId);
  return (
    <PersonAtCounter
      key={`${citizenId} ${collector ? collectorKey(collector) : ''}`}
      officeId={officeId}
      person={person.data}
      {...(collector && { collector })}
      {...rest}
    />
  );
}
