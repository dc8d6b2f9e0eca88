/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import { newId } from '#kernel/words/id.ts';
import { countedVnd } from '#kernel/words/money.ts';
import { texts } from '../../language.ts';
import { Notes } from '../../parts/notes.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { ErrorText } from '../../parts/error-text.tsx';
import { useDoing } from '../../parts/use-doing.ts';
import { useSession } from '../../use-session.ts';
import type { Bag, BagNow } from './bag.ts';
import { wanted } from './draft.ts';
import { say } from './texts.ts';
import { vnd } from '../../written.ts';

/** Counts what is left and offers it back: the cash to the vault, the vouchers to the desk, where each is accepted. */
export function ReturnSheet({ bag, now, onClose }: { bag: Bag; now: BagNow; onClose: () => void }) {
  const t = say();
  const session = useSession();
  const { run, busy, error } = useDoing();
  const [count, setCount] = useState<Record<string, number>>({});
  const counted = countedVnd(count);
  const off = counted - now.moneyVnd;
  const voucherIds = [...now.held].slice(0, 700);
  const unpaid = unpaidOf(bag, now);
  const { vault, desk } = bag.returnTo;
  const body = {
    cash: counted > 0n ? { offerId: newId(), towardHand: vault, count } : null,
    vouchers: voucherIds.length > 0 ? { offerId: newId(), towardHand: desk, voucherIds } : null,
  };
  const what = [counted > 0n && vnd(counted), voucherIds.length > 0 && t.vouchersOf(voucherIds.length)]
    .filter(Boolean)
    .join(' · ');
  return (
    <Sheet title={t.giveBack} onClose={onClose}>
      <p class="total">
        {t.bookSays(vnd(now.moneyVnd))}
        <br />
        <strong>{t.counted(vnd(counted))}</strong>
      </p>
      <Notes count={count} onCount={setCount} names={t} expected={now.notes} />
      {now.moneyVnd > 0n &&
        (now.notes ? (
          <button type="button" class="quiet wide" onClick={() => setCount({ ...now.notes })}>
            {t.countedSo}
          </button>
        ) : (
          <p class="hint">{t.notesUnsure}</p>
        ))}
      {counted > 0n && off !== 0n && (
        <p class="warn" role="status">
          {(off < 0n ? t.returnShort : t.returnOver)(vnd(off < 0n ? -off : off))}
        </p>
      )}
      {unpaid.length > 0 && (
        <details>
          <summary>{t.unpaid(unpaid.length)}</summary>
          <ul class="acts">
            {unpaid.map(({ id, name, amountVnd, why }) => (
              <li key={id}>
                <p class="act">
                  <strong>{name}</strong>
                  <small>{[vnd(BigInt(amountVnd)), why].filter(Boolean).join(' · ')}</small>
                </p>
              </li>
            ))}
          </ul>
        </details>
      )}
      <ErrorText text={error} />
      <button
        type="button"
        class="go wide"
        disabled={busy || what === ''}
        onClick={() =>
          run(async () => {
            await session.act(wanted('payouts.return-offer', body));
            onClose();
          })
        }
      >
        {t.giveBackYes(what)}
      </button>
    </Sheet>
  );
}

/** Whose vouchers go back, and why, as far as somebody was at the door. */
function unpaidOf({ people }: Bag, now: BagNow) {
  const t = say();
  return people.flatMap((person) => {
    const visit = now.visits.get(person.citizenId);
    const why = visit ? t.reasons[visit.reason] : null;
    return person.vouchers
      .filter(({ id }) => now.held.has(id))
      .map(({ id, amountVnd }) => ({ id, name: person.fullName, amountVnd, why }));
  });
}

/** Closes the bag of the day with what is counted in it now, which is nothing unless a difference has a reason. */
export function CloseSheet({ now, onClose }: { now: BagNow; onClose: () => void }) {
  const t = say();
  const session = useSession();
  const { run, busy, error } = useDoing();
  const [count, setCount] = useState<Record<string, number>>({});
  const [reason, setReason] = useState('');
  const off = countedVnd(count) !== now.moneyVnd;
  const body = {
    day: session.today(),
    count,
    vouchersCounted: now.held.size,
    reason: off ? reason.trim() : null,
  };
  return (
    <Sheet title={t.closeBag} leave={texts().back} onClose={onClose}>
      <p>{now.moneyVnd === 0n ? t.closeEmpty : t.closeWhy(vnd(now.moneyVnd))}</p>
      {now.returns.some((each) => each.state === 'waiting') && <p class="warn">{t.closeWaiting}</p>}
      {now.moneyVnd !== 0n && (
        <>
          <p class="total">
            <strong>{t.counted(vnd(countedVnd(count)))}</strong>
          </p>
          <Notes count={count} onCount={setCount} names={t} />
        </>
      )}
      {off && (
        <label class="field">
          {t.closeReason}
          <input value={reason} maxLength={200} onInput={(event) => setReason(event.currentTarget.value)} />
        </label>
      )}
      <ErrorText text={error} />
      <button
        type="button"
        class="go wide"
        disabled={busy || (off && reason.trim() === '')}
        onClick={() =>
          run(async () => {
            await session.act(wanted('payouts.close-bag', body));
            onClose();
          })
        }
      >
        {t.closeYes}
      </button>
    </Sheet>
  );
}
