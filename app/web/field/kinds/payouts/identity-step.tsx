/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import { sha256 } from '#kernel/devices/seal.ts';
import { Icon } from '../../parts/icon.tsx';
import { Scan } from '../../parts/scan.tsx';
import { usePack } from '../../use-session.ts';
import type { Bag, Payee } from './bag.ts';
import type { Identity } from './draft.ts';
import { type Collector, identityOf, readCard } from './rules.ts';
import { say } from './texts.ts';

type Found = 'match' | 'noNumber' | 'notCard' | { readonly differ: string };

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
  const [scanning, setScanning] = useState(false);
  const [found, setFound] = useState<Found | null>(null);
  const { name, cccd } = identityOf(person, collector);
  const compare = async (text: string) => {
    setScanning(false);
    const card = readCard(text);
    if (!card) return setFound('notCard');
    if (cccd.hash === null) return setFound('noNumber');
    const same = (await sha256(`${own?.pack.salt ?? ''}${card.number}`)) === cccd.hash;
    setFound(same ? 'match' : { differ: card.name });
    onIdentity(same ? 'cccd_scanned' : null);
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
        {wrong ? t.differ(found.differ) : found ? t[found] : ''}
      </p>
      <div class="choices">
        <button
          type="button"
          class="choice"
          aria-pressed={identity === 'cccd_scanned'}
          onClick={() => setScanning(true)}
        >
          <Icon name="scan" />
          {t.scan}
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
      {scanning && <Scan onText={(text) => void compare(text)} onClose={() => setScanning(false)} />}
    </section>
  );
}
