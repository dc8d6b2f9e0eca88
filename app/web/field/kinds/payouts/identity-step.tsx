/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import { sha256 } from '#kernel/devices/seal.ts';
import { Icon } from '../../parts/icon.tsx';
import { Scan } from '../../parts/scan.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { usePack } from '../../use-session.ts';
import type { Bag, Payee } from './bag.ts';
import type { Identity } from './draft.ts';
import { type Collector, identityOf, readCard } from './rules.ts';
import { say } from './texts.ts';

type Found = 'match' | 'noNumber' | 'notCard' | { readonly differ: string };

/** Where the camera cannot be had, the number is read from the card and typed. */
function TypeCard({ onNumber, onClose }: { onNumber: (number: string) => void; onClose: () => void }) {
  const t = say();
  const [number, setNumber] = useState('');
  return (
    <Sheet title={t.typeCard} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onNumber(number);
        }}
      >
        <label class="field">
          {t.cardNumber}
          <input
            inputMode="numeric"
            autoComplete="off"
            value={number}
            maxLength={15}
            onInput={(event) => setNumber(event.currentTarget.value.replace(/\D/g, ''))}
          />
        </label>
        <button type="submit" class="go wide" disabled={!/^\d{9}(\d{3})?$/.test(number)}>
          {t.compareCard}
        </button>
      </form>
    </Sheet>
  );
}

/** Who stands at the door: by the card's code against the hash on file, by papers, or by sight. */
export function IdentityStep({
  person,
  collector,
  identity,
  onIdentity,
}: {
  person: Payee;
  collector: Collector;
  identity: Identity | null;
  onIdentity: (identity: Identity | null) => void;
}) {
  const t = say();
  const own = usePack<Bag>('payouts');
  const [reading, setReading] = useState<'scan' | 'type' | null>(null);
  const [found, setFound] = useState<Found | null>(null);
  const { name, cccd } = identityOf(person, collector);
  const compare = async (card: { number: string; name: string } | null, how: Identity) => {
    setReading(null);
    if (!card) return setFound('notCard');
    if (cccd.hash === null) return setFound('noNumber');
    const same = (await sha256(`${own?.pack.salt ?? ''}${card.number}`)) === cccd.hash;
    setFound(same ? 'match' : { differ: card.name });
    onIdentity(same ? how : null);
  };
  const choose = (next: Identity) => {
    setFound(null);
    onIdentity(next);
  };
  const wrong = typeof found === 'object' && found !== null;
  return (
    <section>
      <h2>{t.identity}</h2>
      <p>
        {name}
        {cccd.tail ? ` · ${t.card(cccd.tail)}` : ''}
      </p>
      <p aria-live="assertive" class={wrong ? 'error large' : found === 'match' ? 'ok' : 'hint'}>
        {wrong ? (found.differ === '' ? t.differTyped : t.differ(found.differ)) : found ? t[found] : ''}
      </p>
      <div class="choices">
        <button
          type="button"
          class="choice"
          aria-pressed={identity === 'cccd_scanned'}
          onClick={() => setReading('scan')}
        >
          <Icon name="scan" />
          {t.scan}
        </button>
        <button
          type="button"
          class="choice"
          aria-pressed={identity === 'cccd_typed'}
          onClick={() => setReading('type')}
        >
          <Icon name="pen" />
          {t.typeCard}
        </button>
        <button
          type="button"
          class="choice"
          aria-pressed={identity === 'papers_seen'}
          disabled={wrong}
          onClick={() => choose('papers_seen')}
        >
          <Icon name="paper" />
          {t.seen}
        </button>
        <button
          type="button"
          class="choice"
          aria-pressed={identity === 'known'}
          disabled={wrong}
          onClick={() => choose('known')}
        >
          <Icon name="check" />
          {t.known}
        </button>
      </div>
      {reading === 'scan' && (
        <Scan
          onText={(text) => void compare(readCard(text), 'cccd_scanned')}
          onClose={() => setReading(null)}
          other={{ label: t.typeCard, onChoose: () => setReading('type') }}
        />
      )}
      {reading === 'type' && (
        <TypeCard
          onNumber={(number) => void compare({ number, name: '' }, 'cccd_typed')}
          onClose={() => setReading(null)}
        />
      )}
    </section>
  );
}
