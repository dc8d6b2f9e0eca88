/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks';
import { addDays } from '#kernel/words/day.ts';
import { Sheet } from '../../parts/sheet.tsx';
import { ErrorText } from '../../parts/error-text.tsx';
import { useDoing } from '../../parts/use-doing.ts';
import { useSession } from '../../use-session.ts';
import type { Payee, Voucher } from './bag.ts';
import { type Position, wanted, watchPosition } from './draft.ts';
import { NEXT, type NextStep, type VisitReason } from './rules.ts';
import { say } from './texts.ts';
import { TOLD_REASONS, type Told, ToldBy } from './told-by.tsx';

/** Came to the door and did not pay: why, and what comes next. The vouchers stay in the bag. */
export function VisitSheet({
  person,
  vouchers,
  onClose,
}: {
  person: Payee;
  vouchers: readonly Voucher[];
  onClose: () => void;
}) {
  const t = say();
  const session = useSession();
  const { run, busy, error } = useDoing();
  const [reason, setReason] = useState<VisitReason | null>(null);
  const [next, setNext] = useState<NextStep>('none');
  const [againOn, setAgainOn] = useState(addDays(session.today(), 1));
  const [note, setNote] = useState('');
  const [told, setTold] = useState<Told>({ name: '', relation: 'child', phone: '' });
  const asksTold = reason !== null && TOLD_REASONS.includes(reason);
  const name = told.name.trim();
  const lacksTold = asksTold && reason === 'dead' && name === '';
  const wrongPhone = told.phone !== '' && !/^0\d{9,10}$/.test(told.phone);
  const position = useRef<Position>(null);
  useEffect(() => watchPosition((found) => (position.current = found)), []);
  const save = async (why: VisitReason) => {
    const body = {
      citizenId: person.citizenId,
      voucherIds: vouchers.map(({ id }) => id),
      reason: why,
      next,
      againOn: next === 'again' ? againOn : null,
      note: note.trim() || null,
      toldBy: asksTold && name !== '' ? { name, relation: told.relation, phone: told.phone || null } : null,
      position: position.current,
    };
    await session.act(wanted('payouts.visit', body));
    onClose();
  };
  return (
    <Sheet title={t.visit} onClose={onClose}>
      <div class="chips" role="group" aria-label={t.visit}>
        {(Object.keys(NEXT) as VisitReason[]).map((each) => (
          <button
            type="button"
            key={each}
            class="chip"
            aria-pressed={reason === each}
            onClick={() => {
              setReason(each);
              setNext(NEXT[each][0] as NextStep);
            }}
          >
            {t.reasons[each]}
          </button>
        ))}
      </div>
      {reason && (
        <>
          <h3>{t.nextTitle}</h3>
          <div class="chips" role="group" aria-label={t.nextTitle}>
            {NEXT[reason].map((each) => (
              <button
                type="button"
                key={each}
                class="chip"
                aria-pressed={next === each}
                onClick={() => setNext(each)}
              >
                {t.steps[each]}
              </button>
            ))}
          </div>
          {next === 'again' && (
            <label class="field">
              {t.againOn}
              <input
                type="date"
                value={againOn}
                min={session.today()}
                onInput={(event) => setAgainOn(event.currentTarget.value)}
              />
            </label>
          )}
          {asksTold && <ToldBy told={told} onTold={setTold} must={reason === 'dead'} />}
          <label class="field">
            {t.note}
            <input value={note} maxLength={300} onInput={(event) => setNote(event.currentTarget.value)} />
          </label>
          <ErrorText text={error} />
          <button
            type="button"
            class="go wide"
            disabled={busy || (next === 'again' && againOn === '') || lacksTold || (asksTold && wrongPhone)}
            onClick={() => run(() => save(reason))}
          >
            {t.visitSave}
          </button>
        </>
      )}
    </Sheet>
  );
}
