import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { type Count, countedVnd } from '#kernel/words/money.ts';
import { Sheet } from '#kernel/web/sheet.tsx';
import type { Act } from '#kernel/web/use-act.ts';
import { useBirthText } from '../parts/birth-text.ts';
import type { Person } from '../parts/people-queries.ts';
import { AttemptDialog } from './windows.ts';
import { CollectorChoice } from './collector-choice.tsx';
import styles from './counter.module.css';
import { DueVouchers } from './due-vouchers.tsx';
import { PayPanel } from './pay-panel.tsx';
import {
  cameFor,
  type Collector,
  type Payment,
  type Receipt,
  sumVnd,
  usualCollector,
  whyNotNow,
} from './payment.ts';
import type { Signed } from './sign-choice.tsx';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly officeId: string;
  readonly person: Person;
  /** Who came with their own card to collect for the person. */
  readonly collector?: Collector;
  readonly act: Act<Payment, Receipt>;
  /** What stands in the find field and has not been looked up. */
  readonly typed: string;
  readonly payKey: { current: (() => void) | null };
  readonly onPark: () => void;
  readonly onLeave: () => void;
}

/** The person at the counter: what they may receive today and why not the rest, who collects, and the payment. */
export function PersonAtCounter({
  officeId,
  person,
  collector: came,
  act,
  typed,
  payKey,
  onPark,
  onLeave,
}: Props) {
  const texts = useTexts();
  const birthText = useBirthText();
  const [collector, setCollector] = useState(() => cameFor(person, came) ?? usualCollector(person));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [count, setCount] = useState<Count | null>(null);
  const [signed, setSigned] = useState<Signed>({ as: 'paper' });
  const [unpaid, setUnpaid] = useState(false);
  const [held, setHeld] = useState<string | null>(null);

  const due = person.vouchers.filter((voucher) => voucher.status === 'due');
  const payable = due.filter((voucher) => whyNotNow(voucher, person, collector) === null);
  const chosen = payable.filter((voucher) => !left.has(voucher.id));
  const amountVnd = sumVnd(chosen);

  /** What keeps the deliberate key from paying, in words; null when it pays. */
  const whyHeld = (): string | null => {
    if (act.busy) return texts.held.busy;
    if (typed.trim() !== '') return texts.held.typed;
    if (chosen.length === 0) return texts.held.nothing;
    if (count !== null && countedVnd(count) !== amountVnd) return texts.held.count;
    if (signed.as === 'pad' && signed.sha256 === null) return texts.held.signature;
    return null;
  };
  const pay = () => {
    const why = whyHeld();
    setHeld(why);
    if (why !== null) return;
    act.run({
      citizenId: person.person.id,
      voucherIds: chosen.map((voucher) => voucher.id),
      amountVnd: amountVnd.toString(),
      collector,
      signed: signed.as,
      ...(signed.as === 'pad' && signed.sha256 !== null && { signatureSha256: signed.sha256 }),
      ...(count !== null && { count }),
      occurredAt: new Date().toISOString(),
    });
  };
  useEffect(() => {
    payKey.current = pay;
    return () => {
      payKey.current = null;
    };
  });
  const { fullName, birth, cccdMasked, hamlet, commune } = person.person;
  return (
    <div className={styles['front']}>
      <Sheet
        title={fullName}
        note={[birthText(birth), cccdMasked, [hamlet, commune].filter(Boolean).join(', ')]
          .filter(Boolean)
          .join(' · ')}
        tools={
          <>
            <Link to="/people/$id" params={{ id: person.person.id }} className={styles['more'] ?? ''}>
              {texts.openPerson}
            </Link>
            <Button
              size="compact-xs"
              variant="subtle"
              onClick={() => setUnpaid(true)}
              disabled={act.busy || due.length === 0}
            >
              {texts.unpaid}
            </Button>
            <Button size="compact-xs" variant="subtle" onClick={onPark} disabled={act.busy}>
              {texts.park} <kbd className={styles['key']}>F6</kbd>
            </Button>
            <Button size="compact-xs" variant="subtle" onClick={onLeave} disabled={act.busy}>
              {texts.leave}
            </Button>
          </>
        }
        flush
      >
        <DueVouchers
          person={person}
          collector={collector}
          left={left}
          disabled={act.busy}
          onToggle={(id) => {
            setLeft((now) =>
              now.has(id) ? new Set([...now].filter((each) => each !== id)) : new Set([...now, id]),
            );
            setCount(null);
          }}
        />
      </Sheet>
      {payable.length > 0 || person.authorities.length > 0 ? (
        <PayPanel
          officeId={officeId}
          amountVnd={amountVnd}
          vouchers={chosen.length}
          count={count}
          onCount={setCount}
          signed={signed}
          onSigned={setSigned}
          act={act}
          held={held}
          onPay={pay}
          collector={
            <CollectorChoice
              person={person}
              value={collector}
              disabled={act.busy}
              onChange={(next) => {
                setCollector(next);
                setCount(null);
              }}
            />
          }
        />
      ) : null}
      {unpaid && (
        <AttemptDialog
          officeId={officeId}
          vouchers={due}
          name={fullName}
          onClose={() => setUnpaid(false)}
          onDone={onLeave}
        />
      )}
    </div>
  );
}
