/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import { Icon } from '../../parts/icon.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { ErrorText } from '../../parts/error-text.tsx';
import { useDoing } from '../../parts/use-doing.ts';
import { hrefOf } from '../../route.ts';
import type { Act, Kept } from '../../store/shapes.ts';
import { useSession } from '../../use-session.ts';
import { type BagNow, type Payee, sumVnd, type Voucher } from './bag.ts';
import { wanted } from './draft.ts';
import { say } from './texts.ts';
import { vnd, timeText } from '../../written.ts';

/** What was paid to this person from this phone; says so only of what is written down, and undoes it by another act. */
export function PaidCard({
  vouchers,
  now,
  just,
  nextId,
}: {
  person: Payee;
  vouchers: readonly Voucher[];
  now: BagNow;
  just: Kept | null;
  nextId: string | null;
}) {
  const t = say();
  const [undoing, setUndoing] = useState<Act | null>(null);
  const payments = new Map(
    vouchers.flatMap(({ id }) => {
      const act = now.paidBy.get(id);
      return act ? [[act.id, act] as const] : [];
    }),
  );
  return (
    <section class="paid" role="status">
      {[...payments.values()].map((act) => (
        <div key={act.id}>
          <p class="stamp">
            <Icon name="check" />
            {t.done} {vnd(sumVnd(vouchers.filter(({ id }) => now.paidBy.get(id) === act)))}
          </p>
          <p>{t.doneDetail(String(act.seq), timeText(act.at))}</p>
          <button type="button" class="link" onClick={() => setUndoing(act)}>
            <Icon name="undo" />
            {t.undo}
          </button>
        </div>
      ))}
      {just && (
        <div class="thumb">
          <a class="button quiet" href={hrefOf('')}>
            {t.toList}
          </a>
          {nextId && (
            <a class="button go" href={hrefOf('stop', 'payouts', nextId)}>
              {t.nextStop}
            </a>
          )}
        </div>
      )}
      {undoing && <UndoSheet act={undoing} onClose={() => setUndoing(null)} />}
    </section>
  );
}

function UndoSheet({ act, onClose }: { act: Act; onClose: () => void }) {
  const t = say();
  const session = useSession();
  const { run, busy, error } = useDoing();
  const [reason, setReason] = useState('');
  return (
    <Sheet title={t.undo} onClose={onClose}>
      <p>{t.undoWhy}</p>
      <div class="chips">
        {t.undoReasons.map((each) => (
          <button
            type="button"
            key={each}
            class="chip"
            aria-pressed={reason === each}
            onClick={() => setReason(each)}
          >
            {each}
          </button>
        ))}
      </div>
      <label class="field">
        {t.undoReason}
        <input value={reason} maxLength={200} onInput={(event) => setReason(event.currentTarget.value)} />
      </label>
      <ErrorText text={error} />
      <button
        type="button"
        class="go wide"
        disabled={busy || reason.trim() === ''}
        onClick={() =>
          run(async () => {
            await session.act(wanted('payouts.undo', { operationId: act.id, reason: reason.trim() }));
            onClose();
          })
        }
      >
        {t.undoYes}
      </button>
    </Sheet>
  );
}
