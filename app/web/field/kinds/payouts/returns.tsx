/** @jsxImportSource preact */
import type { Return } from './bag.ts';
import { handName } from './hand-name.ts';
import { say } from './texts.ts';
import { vnd, momentText } from '../../written.ts';

/** What was given back and what the office said of it: waiting, counted, or not taken. */
export function Returns({ returns }: { returns: readonly Return[] }) {
  const t = say();
  return (
    <ul class="acts">
      {returns.map((each) => (
        <li key={each.id}>
          <p class="act">
            <strong>{t.gaveTo(whatOf(each), handName(each.toward))}</strong>
            <small>{momentText(each.offeredAt)}</small>
            <small class={each.state === 'waiting' || isWhole(each) ? 'mark' : 'mark why'}>
              {stateOf(each)}
            </small>
          </p>
        </li>
      ))}
    </ul>
  );
}

function whatOf({ amountVnd, vouchers }: Return): string {
  const t = say();
  return [BigInt(amountVnd) > 0n && vnd(BigInt(amountVnd)), vouchers > 0 && t.vouchersOf(vouchers)]
    .filter(Boolean)
    .join(' · ');
}

const isWhole = ({ state, amountVnd, countedVnd, vouchers, vouchersCounted }: Return) =>
  state === 'accepted' && countedVnd === amountVnd && vouchersCounted === vouchers;

function stateOf(each: Return): string {
  const t = say();
  const { state, by, at, reason } = each;
  if (state === 'waiting') return t.returnWaiting;
  const who = `${by ?? ''}, ${at ? momentText(at) : ''}`;
  if (state !== 'accepted') return t.returnBack(who, reason ?? '');
  if (isWhole(each)) return t.returnTaken(who);
  const counted = { ...each, amountVnd: each.countedVnd ?? '0', vouchers: each.vouchersCounted ?? 0 };
  return t.returnCounted(who, whatOf(counted) || vnd(0n));
}
