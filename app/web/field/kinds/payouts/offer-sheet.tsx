/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import { sha256 } from '#kernel/devices/seal.ts';
import { offerText } from '#modules/payouts/at-door/rules.ts';
import { countedVnd } from '#kernel/words/money.ts';
import { Notes } from '../../parts/notes.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { ErrorText } from '../../parts/error-text.tsx';
import { useDoing } from '../../parts/use-doing.ts';
import { useSession } from '../../use-session.ts';
import type { Bag, Offer } from './bag.ts';
import { wanted } from './draft.ts';
import { say } from './texts.ts';
import { vnd } from '../../written.ts';

/** Counts what was handed to the bag before it is accepted: notes one by one, vouchers by naming those that are not there. */
export function OfferSheet({ offer, bag, onClose }: { offer: Offer; bag: Bag; onClose: () => void }) {
  const t = say();
  const session = useSession();
  const { run, busy, error } = useDoing();
  const written = BigInt(offer.amountVnd);
  const [count, setCount] = useState<Record<string, number>>({});
  const [missing, setMissing] = useState<readonly string[]>([]);
  const [refusing, setRefusing] = useState(false);
  const [reason, setReason] = useState('');
  const counted = countedVnd(count);
  const off = counted - written;
  const vouchers = new Map(
    bag.people.flatMap((person) => person.vouchers.map((each) => [each.id, { person, each }] as const)),
  );
  const what = [
    written > 0n && vnd(counted),
    offer.voucherIds.length > 0 && t.vouchersOf(offer.voucherIds.length - missing.length),
  ]
    .filter(Boolean)
    .join(' · ');
  const done = (work: () => Promise<unknown>) =>
    run(async () => {
      await work();
      onClose();
    });
  const accept = async () => {
    const seen = await sha256(offerText(offer));
    const body = { offerId: offer.id, count: written > 0n ? count : null, missing: [...missing], seen };
    await session.act(wanted('payouts.accept-offer', body));
  };
  return (
    <Sheet title={t.acceptTitle} onClose={onClose}>
      {written > 0n && (
        <>
          <p class="total">
            {t.written(vnd(written))}
            <br />
            <strong>{t.counted(vnd(counted))}</strong>
          </p>
          <Notes count={count} onCount={setCount} names={t} />
          {off !== 0n && counted > 0n && (
            <p class="warn" role="status">
              {t.differs(vnd(off < 0n ? -off : off))}
            </p>
          )}
        </>
      )}
      {offer.voucherIds.length > 0 && (
        <details>
          <summary>
            {t.missing} {missing.length > 0 ? t.missingSome(missing.length) : t.missingNone}
          </summary>
          {offer.voucherIds.map((id) => {
            const found = vouchers.get(id);
            return (
              <label class="pick" key={id}>
                <input
                  type="checkbox"
                  checked={missing.includes(id)}
                  onChange={(event) =>
                    setMissing(
                      event.currentTarget.checked ? [...missing, id] : missing.filter((each) => each !== id),
                    )
                  }
                />
                <span>
                  <strong>{found?.person.fullName ?? id}</strong>
                  <small>{found && vnd(BigInt(found.each.amountVnd))}</small>
                </span>
              </label>
            );
          })}
        </details>
      )}
      <ErrorText text={error} />
      {refusing ? (
        <>
          <label class="field">
            {t.refuseReason}
            <input value={reason} maxLength={200} onInput={(event) => setReason(event.currentTarget.value)} />
          </label>
          <button
            type="button"
            class="danger wide"
            disabled={busy || reason.trim() === ''}
            onClick={() =>
              done(() =>
                session.act(wanted('payouts.refuse-offer', { offerId: offer.id, reason: reason.trim() })),
              )
            }
          >
            {t.refuse}
          </button>
        </>
      ) : (
        <>
          <button
            type="button"
            class="go wide"
            disabled={busy || (written > 0n && counted === 0n)}
            onClick={() => done(accept)}
          >
            {t.acceptYes(what)}
          </button>
          <button type="button" class="quiet wide" onClick={() => setRefusing(true)}>
            {t.refuse}
          </button>
        </>
      )}
    </Sheet>
  );
}
