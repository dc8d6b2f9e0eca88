/** @jsxImportSource preact */
import { Photo } from '../../parts/photo.tsx';
import { Signature } from '../../parts/signature.tsx';
import { sumVnd } from './bag.ts';
import { asksPhoto, type PayDraft, type Signed } from './draft.ts';
import { identityOf } from './rules.ts';
import { say } from './texts.ts';
import { vnd } from '../../written.ts';

const WAYS = ['pad', 'thumb', 'paper'] as const;

/** How the receiver signs: on the phone, by a thumbprint that is photographed, or on paper whose number is kept. */
export function SignStep({ draft, change }: { draft: PayDraft; change: (part: Partial<PayDraft>) => void }) {
  const t = say();
  const { signed, person, collector, photo, vouchers } = draft;
  const set = (next: Signed) => change({ signed: next });
  return (
    <section>
      <h2>{t.sign}</h2>
      <p>
        {identityOf(person, collector).name} · {vnd(sumVnd(vouchers))}
      </p>
      <div class="tabs">
        {WAYS.map((how) => (
          <button
            type="button"
            key={how}
            aria-pressed={signed.how === how}
            onClick={() => set(how === 'paper' ? { how, number: '' } : { how, picture: null })}
          >
            {t[how]}
          </button>
        ))}
      </div>
      {signed.how === 'pad' && (
        <Signature label={t.padLabel} clear={t.clear} onPicture={(picture) => set({ how: 'pad', picture })} />
      )}
      {signed.how === 'thumb' && (
        <Photo
          label={t.thumbPhoto}
          picture={signed.picture}
          onPicture={(picture) => set({ how: 'thumb', picture })}
        />
      )}
      {signed.how === 'paper' && (
        <label class="field">
          {t.paperNumber}
          <input
            value={signed.number}
            maxLength={40}
            autoCapitalize="characters"
            onInput={(event) => set({ how: 'paper', number: event.currentTarget.value })}
          />
        </label>
      )}
      {asksPhoto(draft) && (
        <>
          <p>{t.photoWhy}</p>
          <Photo label={t.photo} picture={photo} onPicture={(picture) => change({ photo: picture })} />
        </>
      )}
    </section>
  );
}
