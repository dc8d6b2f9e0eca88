/** @jsxImportSource preact */
import { kinds } from '../kinds/all.ts';
import { said, texts } from '../language.ts';
import { isOpen } from '../store/queue.ts';
import type { Act, Ruling } from '../store/shapes.ts';
import { useNow, useSession } from '../use-session.ts';
import { momentText } from '../written.ts';

/** How the office's rulings read for the payer; a word that is not known here is something to ask about. */
const READS: Readonly<Record<string, 'recognised' | 'reversed'>> = {
  applied: 'recognised',
  recognised: 'recognised',
  found: 'recognised',
  kept: 'recognised',
  written_off: 'recognised',
  dismissed: 'reversed',
  returned: 'reversed',
  taken_back: 'reversed',
};

/** An act, and where it stands: unsent, recorded, with the office, or ruled on; `bare` where that is said beside it. */
export function ActLine({ act, bare = false }: { act: Act; bare?: boolean }) {
  const { send: t } = texts();
  const { packed, rulings } = useNow();
  const kind = kinds.find((each) => act.kind.startsWith(`${each.module}.`));
  const { answer } = act;
  const ruling = rulings.find((each) => each.operationId === act.id);
  const open = isOpen(answer, act.settledAt);
  const stands = () => {
    if (answer === null) return t.waiting;
    if (ruling && !open) return t.ruled[readsOf(ruling)];
    if (open && answer.first === 'posted') return t.doubtful;
    return t.outcome[answer.first];
  };
  return (
    <p class="act">
      <strong>{kind?.say(act, packed?.packs[kind.module] ?? null) ?? act.kind}</strong>
      <small>
        {t.number(act.seq)} · {momentText(act.at)}
      </small>
      {!bare && (
        <small class={open ? 'mark why' : 'mark'}>
          {stands()}
          {open && answer?.code ? `: ${said(answer.text) ?? answer.code}` : ''}
        </small>
      )}
    </p>
  );
}

const readsOf = ({ ruling }: Ruling) => READS[ruling] ?? 'needsYou';

/** What the office has ruled and the payer has not read yet: recognised, reversed, or something to do. */
export function Rulings() {
  const { send: t } = texts();
  const session = useSession();
  const { rulings, acts } = useNow();
  const unread = rulings.filter(({ readAt }) => readAt === null);
  if (unread.length === 0) return null;
  return (
    <div class="card" role="status">
      <h2>{t.rulings}</h2>
      {unread.map((ruling) => {
        const act = acts.find((each) => each.id === ruling.operationId);
        const reads = readsOf(ruling);
        return (
          <div key={ruling.id} class="question">
            <p class={reads === 'recognised' ? 'ok' : reads === 'reversed' ? 'warn' : 'error'}>
              {t.ruled[reads]}
            </p>
            {act ? <ActLine act={act} bare /> : <p>{t.number(ruling.seq)}</p>}
            <p>{said(ruling.text) ?? ruling.ruling}</p>
            {ruling.note !== '' && <p>“{ruling.note}”</p>}
            <small>
              {ruling.by}, {momentText(ruling.at)}
            </small>
            <button type="button" class="quiet" onClick={() => void session.readRuling(ruling.id)}>
              {t.read}
            </button>
          </div>
        );
      })}
    </div>
  );
}
