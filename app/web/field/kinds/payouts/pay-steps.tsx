/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Count, countedVnd, fewestNotes, notesFrom } from '#kernel/words/money.ts';
import { Icon } from '../../parts/icon.tsx';
import { Notes } from '../../parts/notes.tsx';
import { texts } from '../../language.ts';
import type { Kept } from '../../store/shapes.ts';
import { useSession } from '../../use-session.ts';
import { type Payee, sumVnd, type Voucher } from './bag.ts';
import { payAct, type PayDraft, type Position, watchPosition, whatLacks } from './draft.ts';
import { IdentityStep } from './identity-step.tsx';
import type { Collector } from './rules.ts';
import { SignStep } from './sign-step.tsx';
import { say } from './texts.ts';
import { vnd } from '../../written.ts';

/** Three steps at the door: who it is, the money, the signature. Nothing is kept until the last button, and then all at once. */
export function PaySteps({
  person,
  vouchers,
  collector,
  stock,
  onBack,
  onWritten,
}: {
  person: Payee;
  vouchers: readonly Voucher[];
  collector: Collector;
  /** The notes in the bag, when they are known. */
  stock: Count | null;
  onBack: () => void;
  onWritten: (kept: Kept) => void;
}) {
  const t = say();
  const session = useSession();
  const amount = sumVnd(vouchers);
  const suggested = (stock && notesFrom(stock, amount)) ?? fewestNotes(amount).count;
  const [step, setStep] = useState(1);
  const [draft, setDraft] = useState<PayDraft>(() => ({
    person,
    vouchers,
    collector,
    identity: null,
    count: suggested,
    signed: { how: 'pad', picture: null },
    photo: null,
  }));
  const [writing, setWriting] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const position = useRef<Position>(null);
  // A door needs the whole of a small screen: the way around stands aside until the payment is written or given up.
  useEffect(() => {
    document.body.classList.add('paying');
    return () => document.body.classList.remove('paying');
  }, []);
  useEffect(() => watchPosition((found) => (position.current = found)), []);
  const change = (part: Partial<PayDraft>) => setDraft((before) => ({ ...before, ...part }));
  const lacks = whatLacks(draft);

  const write = () => {
    setWriting(true);
    setTrouble(null);
    session.act(payAct(draft, position.current)).then(onWritten, (error: unknown) => {
      setWriting(false);
      const full = error instanceof DOMException && error.name === 'QuotaExceededError';
      setTrouble(full ? t.fullWritten : t.notWritten);
    });
  };
  const ready = step === 1 ? draft.identity !== null : step === 2 ? lacks !== 'count' : lacks === null;
  return (
    <article class="stop steps">
      <header class="person">
        <button
          type="button"
          class="back"
          aria-label={texts().back}
          disabled={writing}
          onClick={() => (step === 1 ? onBack() : setStep(step - 1))}
        >
          <Icon name="back" />
        </button>
        <div>
          <p class="step">{t.step(step)}</p>
          <h1>{person.fullName}</h1>
        </div>
      </header>
      {step === 1 && (
        <IdentityStep
          person={person}
          collector={collector}
          identity={draft.identity}
          onIdentity={(identity) => change({ identity })}
        />
      )}
      {step === 2 && <MoneyStep amount={amount} suggested={suggested} draft={draft} change={change} />}
      {step === 3 && <SignStep draft={draft} change={change} />}
      {trouble && (
        <p class="error large" role="alert">
          {trouble}
        </p>
      )}
      <div class="thumb">
        {step < 3 ? (
          <button type="button" class="go wide" disabled={!ready} onClick={() => setStep(step + 1)}>
            {texts().next}
          </button>
        ) : (
          <button type="button" class="go wide" disabled={!ready || writing} onClick={write}>
            {writing ? t.writing : t.write(vnd(amount))}
          </button>
        )}
      </div>
    </article>
  );
}

function MoneyStep({
  amount,
  suggested,
  draft,
  change,
}: {
  amount: bigint;
  suggested: Count;
  draft: PayDraft;
  change: (part: Partial<PayDraft>) => void;
}) {
  const t = say();
  const { count } = draft;
  const off = count ? countedVnd(count) - amount : 0n;
  const said = vnd(off < 0n ? -off : off);
  return (
    <section>
      <h2 class="amount">{t.toHand(vnd(amount))}</h2>
      {count && (
        <>
          <p>{t.notesWhy}</p>
          <p class={off === 0n ? 'ok' : 'error'} role="status">
            {off === 0n ? t.enough : off > 0n ? t.over(said) : t.under(said)}
          </p>
          <Notes count={count} names={t} onCount={(next) => change({ count: next })} />
        </>
      )}
      <label class="pick">
        <input
          type="checkbox"
          checked={count === null}
          onChange={(event) => change({ count: event.currentTarget.checked ? null : suggested })}
        />
        <span>{t.skipNotes}</span>
      </label>
    </section>
  );
}
