/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks';
import { countUnsent } from '../../acts.ts';
import { ErrorText } from '../../parts/error-text.tsx';
import { useDoing } from '../../parts/use-doing.ts';
import { useNow, usePack, useSession } from '../../use-session.ts';
import { type Bag, foldBag, type Offer } from './bag.ts';
import { CloseSheet, ReturnSheet } from './home-sheets.tsx';
import { OfferSheet } from './offer-sheet.tsx';
import { Returns } from './returns.tsx';
import { handName } from './hand-name.ts';
import { say } from './texts.ts';
import { vnd, momentText } from '../../written.ts';

const ASK_MS = 10_000;

/** What comes into the bag, and what goes back at the end of the round. */
export function BagScreen() {
  const t = say();
  const session = useSession();
  const { packed, kept } = useNow();
  const own = usePack<Bag>('payouts');
  const { run, busy, error } = useDoing();
  const [offer, setOffer] = useState<Offer | null>(null);
  const [home, setHome] = useState<'return' | 'close' | null>(null);
  const now = own && foldBag(own.pack, own.acts);
  const waits = now?.returns.some((each) => each.state === 'waiting') ?? false;
  const unsent = countUnsent(kept) > 0;
  // The office counts while the payer stands there: what it says is asked for, as long as this is looked at.
  useEffect(() => {
    if (!waits || unsent) return;
    const timer = setInterval(() => void session.refresh().catch(() => {}), ASK_MS);
    return () => clearInterval(timer);
  }, [waits, unsent]);
  if (!own || !packed || !now) return null;
  const { pack } = own;
  return (
    <section class="page">
      <h1>{t.bag}</h1>
      {!pack.bag && <p class="warn">{t.noBag}</p>}
      {now.closed && <p class="warn">{t.closed}</p>}
      {now.offers.map((each) => (
        <div class="card" key={each.id}>
          <h2>{t.offered(handName(each.from))}</h2>
          <p class="figures">
            {BigInt(each.amountVnd) > 0n && <strong>{vnd(BigInt(each.amountVnd))}</strong>}
            {each.voucherIds.length > 0 && <strong>{t.vouchersOf(each.voucherIds.length)}</strong>}
          </p>
          <p>{each.by}</p>
          <button type="button" class="go wide" onClick={() => setOffer(each)}>
            {t.accept}
          </button>
        </div>
      ))}
      <div class="card">
        <p>{t.packedAt(momentText(packed.receivedAt))}</p>
        <p>{t.purgeAt(momentText(packed.purgeAt))}</p>
        <ErrorText text={error} />
        <button type="button" class="quiet wide" disabled={busy} onClick={() => run(session.refresh)}>
          {t.refresh}
        </button>
      </div>
      {pack.bag && !now.closed && (
        <div class="card">
          <h2>{t.home}</h2>
          <p>{t.homeWhy}</p>
          {now.returns.length > 0 && <Returns returns={now.returns} />}
          <button
            type="button"
            class="quiet wide"
            disabled={now.held.size === 0 && now.moneyVnd === 0n}
            onClick={() => setHome('return')}
          >
            {t.giveBack}
          </button>
          <button
            type="button"
            class="quiet wide"
            disabled={now.held.size > 0}
            onClick={() => setHome('close')}
          >
            {t.closeBag}
          </button>
        </div>
      )}
      {offer && <OfferSheet offer={offer} bag={pack} onClose={() => setOffer(null)} />}
      {home === 'return' && <ReturnSheet bag={pack} now={now} onClose={() => setHome(null)} />}
      {home === 'close' && <CloseSheet now={now} onClose={() => setHome(null)} />}
    </section>
  );
}
