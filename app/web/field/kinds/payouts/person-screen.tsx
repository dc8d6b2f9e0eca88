/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import { Icon } from '../../parts/icon.tsx';
import { FREE_LEAST_BYTES, readRoom } from '../../parts/storage.ts';
import { useNow, usePack, useSession } from '../../use-session.ts';
import { hrefOf } from '../../route.ts';
import type { Kept } from '../../store/shapes.ts';
import type { StopProps } from '../kind.ts';
import { type Bag, foldBag, homeOf, type Payee, sumVnd, type Voucher, vouchersOf } from './bag.ts';
import { PaidCard } from './paid-card.tsx';
import { PaySteps } from './pay-steps.tsx';
import { collectorsOf, type Collector, whyNotHere } from './rules.ts';
import { say } from './texts.ts';
import { VisitSheet } from './visit-sheet.tsx';
import { vnd, dayText, monthText, timeText } from '../../written.ts';

/** One person of the bag: what they get, who receives it, and the two ways on. */
export function PersonScreen({ id }: StopProps) {
  const t = say();
  const own = usePack<Bag>('payouts');
  const session = useSession();
  const { state } = useNow();
  const [collector, setCollector] = useState<Collector | null>(null);
  const [without, setWithout] = useState<readonly string[]>([]);
  const [step, setStep] = useState<'look' | 'pay' | 'visit'>('look');
  const [just, setJust] = useState<Kept | null>(null);
  const [full, setFull] = useState(false);
  const person = own?.pack.people.find((each) => each.citizenId === id);
  if (!own || !person) return <p class="empty">{t.gone}</p>;
  const { pack } = own;
  const now = foldBag(pack, own.acts);
  const { open, paid } = vouchersOf(person, now);
  const choices = collectorsOf(person);
  const who = collector ?? choices[0] ?? null;
  const today = session.today();
  const payable = who ? open.filter((each) => whyNotHere(person, each, who, today) === null) : [];
  const chosen = payable.filter((each) => !without.includes(each.id));
  const amount = sumVnd(chosen);
  // A phone that was ended is told so above every screen.
  const whyNotNow = pack.bag?.frozen ? t.frozen : now.closed ? t.closed : null;
  const stands = whyNotNow === null && state === 'active';
  const visit = now.visits.get(id);

  if (step === 'pay' && who)
    return (
      <PaySteps
        person={person}
        vouchers={chosen}
        collector={who}
        stock={now.notes}
        onBack={() => setStep('look')}
        onWritten={(kept) => {
          setJust(kept);
          setStep('look');
        }}
      />
    );

  const begin = async () => {
    const { freeBytes } = await readRoom();
    if (freeBytes !== null && freeBytes < FREE_LEAST_BYTES) setFull(true);
    else setStep('pay');
  };
  return (
    <article class="stop">
      <Head person={person} />
      {visit && open.length > 0 && (
        <p class="hint">{t.lastVisit(t.reasons[visit.reason], timeText(visit.at))}</p>
      )}
      {paid.length > 0 && (
        <PaidCard person={person} vouchers={paid} now={now} just={just} nextId={nextOf(own.held.rows, id)} />
      )}
      {open.length > 0 && (
        <>
          {person.diedOn && (
            <p class="warn">{(choices.length > 0 ? t.dead : t.noHeir)(dayText(person.diedOn))}</p>
          )}
          {who && payable.length === 0 && <p class="warn">{t.noneNow}</p>}
          <fieldset>
            <legend>{t.vouchers}</legend>
            {open.map((each) => (
              <VoucherLine
                key={each.id}
                voucher={each}
                why={who ? whyNotHere(person, each, who, today) : 'citizen_dead'}
                chosen={chosen.includes(each)}
                onChoose={(on) =>
                  setWithout(on ? without.filter((other) => other !== each.id) : [...without, each.id])
                }
              />
            ))}
          </fieldset>
          {(choices.length > 1 || person.diedOn) && who && (
            <Collectors person={person} choices={choices} chosen={who} onChoose={setCollector} />
          )}
          {whyNotNow && (
            <p class="warn" role="alert">
              {whyNotNow}
            </p>
          )}
          {amount > now.moneyVnd && stands && (
            <p class="warn" role="alert">
              {t.short(vnd(now.moneyVnd))}
            </p>
          )}
          {full && (
            <p class="warn" role="alert">
              {t.full}
            </p>
          )}
          <div class="thumb">
            <button type="button" class="quiet" onClick={() => setStep('visit')}>
              {t.notPaid}
            </button>
            <button
              type="button"
              class="go"
              disabled={chosen.length === 0 || !stands || amount > now.moneyVnd}
              onClick={() => void begin()}
            >
              {amount === 0n ? t.payNone : t.pay(vnd(amount))}
            </button>
          </div>
        </>
      )}
      {open.length === 0 && paid.length === 0 && <p class="empty">{t.gone}</p>}
      {step === 'visit' && <VisitSheet person={person} vouchers={open} onClose={() => setStep('look')} />}
    </article>
  );
}

const nextOf = (rows: readonly { id: string; state: string }[], id: string) =>
  rows.find((row) => row.state === 'open' && row.id !== id)?.id ?? null;

function Head({ person }: { person: Payee }) {
  const t = say();
  const { fullName, birthYear, cccd, phone } = person;
  const facts = [birthYear && t.born(birthYear), cccd.tail && t.card(cccd.tail)].filter(Boolean).join(' · ');
  return (
    <header class="person">
      <a class="back" href={hrefOf('')} aria-label={say().toList}>
        <Icon name="back" />
      </a>
      <div>
        <h1>{fullName}</h1>
        <p>{facts}</p>
        <p>{homeOf(person)}</p>
      </div>
      {phone && (
        <a class="call" href={`tel:${phone}`} aria-label={`${t.call} ${phone}`}>
          <Icon name="call" />
        </a>
      )}
    </header>
  );
}

function VoucherLine({
  voucher,
  why,
  chosen,
  onChoose,
}: {
  voucher: Voucher;
  why: ReturnType<typeof whyNotHere>;
  chosen: boolean;
  onChoose: (on: boolean) => void;
}) {
  const t = say();
  const month = monthText(voucher.benefitMonth);
  return (
    <label class="pick">
      <input
        type="checkbox"
        checked={chosen}
        disabled={why !== null}
        onChange={(event) => onChoose(event.currentTarget.checked)}
      />
      <span>
        <strong>{vnd(BigInt(voucher.amountVnd))}</strong>
        <small>
          {document.documentElement.lang === 'en' ? voucher.programmeEn : voucher.programmeVi},{' '}
          {voucher.benefitMonth === voucher.month ? t.month(month) : t.arrears(month)}
        </small>
        {why && <small class="why">{t.whyNot[why]}</small>}
      </span>
    </label>
  );
}

function Collectors({
  person,
  choices,
  chosen,
  onChoose,
}: {
  person: Payee;
  choices: readonly Collector[];
  chosen: Collector;
  onChoose: (collector: Collector) => void;
}) {
  const t = say();
  const same = (one: Collector) => JSON.stringify(one) === JSON.stringify(chosen);
  const words = (one: Collector): [string, string] => {
    if (one.kind === 'self') return [t.self, person.fullName];
    if (one.kind === 'heir') {
      const heir = person.heirs.find((each) => each.heirId === one.heirId);
      return [heir?.name ?? t.heir, heir?.relation ?? ''];
    }
    const proxy = person.proxies.find((each) => each.authorityId === one.authorityId);
    return [proxy?.name ?? t.proxy, `${t.proxy}, ${t.proxyUntil(dayText(proxy?.expiresOn ?? ''))}`];
  };
  return (
    <fieldset>
      <legend>{t.who}</legend>
      {choices.map((each) => {
        const [name, detail] = words(each);
        return (
          <label class="pick" key={JSON.stringify(each)}>
            <input type="radio" name="collector" checked={same(each)} onChange={() => onChoose(each)} />
            <span>
              <strong>{name}</strong>
              <small>{detail}</small>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
