/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks';
import { texts } from '../language.ts';
import { PIN_DIGITS } from '../store/vault.ts';
import { useSession } from '../use-session.ts';

/** Six keys a thumb finds; the digits themselves are never shown. */
export function PinPad({
  title,
  busy,
  onPin,
}: {
  title: string;
  busy: boolean;
  onPin: (pin: string) => void;
}) {
  const { pin: t } = texts();
  const [typed, setTyped] = useState('');
  const press = (digit: string) => {
    const next = typed + digit;
    if (busy || next.length > PIN_DIGITS) return;
    setTyped(next);
    if (next.length < PIN_DIGITS) return;
    onPin(next);
    setTyped('');
  };
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (/^\d$/.test(event.key)) press(event.key);
      if (event.key === 'Backspace') setTyped(typed.slice(0, -1));
    };
    addEventListener('keydown', key);
    return () => removeEventListener('keydown', key);
  });
  return (
    <>
      <h1>{title}</h1>
      <p class="dots" role="status" aria-label={t.typed(typed.length)}>
        {Array.from({ length: PIN_DIGITS }, (_, i) => (
          <span key={i} class={i < typed.length ? 'full' : ''} />
        ))}
      </p>
      <div class="pad">
        {['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'].map((digit) => (
          <button
            type="button"
            key={digit}
            class={digit === '0' ? 'zero' : ''}
            disabled={busy}
            aria-label={t.digit(digit)}
            onClick={() => press(digit)}
          >
            {digit}
          </button>
        ))}
        <button
          type="button"
          class="erase"
          disabled={busy}
          aria-label={t.erase}
          onClick={() => setTyped(typed.slice(0, -1))}
        >
          ⌫
        </button>
      </div>
    </>
  );
}

const isWeak = (pin: string) =>
  /^(\d)\1+$/.test(pin) ||
  '01234567890'.includes(pin) ||
  '09876543210'.includes(pin) ||
  /^(\d\d)\1\1$/.test(pin);

export function MakePin() {
  const { pin: t, loading } = texts();
  const session = useSession();
  const [first, setFirst] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const take = (pin: string) => {
    setTrouble(null);
    if (first === null) return isWeak(pin) ? setTrouble(t.weak) : setFirst(pin);
    setFirst(null);
    if (pin !== first) return setTrouble(t.differ);
    setBusy(true);
    void session.setPin(pin);
  };
  return (
    <main class="page pin">
      <PinPad
        key={first === null ? 'first' : 'again'}
        title={first === null ? t.make : t.again}
        busy={busy}
        onPin={take}
      />
      <p role="alert" class="error">
        {trouble}
      </p>
      <p>{busy ? loading : t.why}</p>
    </main>
  );
}
