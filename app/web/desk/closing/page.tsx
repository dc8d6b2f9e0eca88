import { NativeSelect } from '@mantine/core';
import { keepPreviousData, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Callout } from '#kernel/web/callout.tsx';
import { Figure, Figures } from '#kernel/web/facts.tsx';
import { NoticePage, Page } from '#kernel/web/page.tsx';
import { PageUntil } from '#kernel/web/page-until.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { OfficeChoice } from '../parts/office-choice.tsx';
import { placesOf } from '../parts/place.ts';
import { Fresh } from '../parts/fresh.tsx';
import { meQuery } from '../queries.ts';
import { Hands } from './hands.tsx';
import { LateCloses } from './late-closes.tsx';
import { OfficeClose } from './office-close.tsx';
import styles from './page.module.css';
import { type Closing, closingQuery } from './queries.ts';
import { useTexts } from './texts/texts.ts';

const MANAGERS = [
  'payout-controller',
  'chief-accountant',
  'treasurer',
  'district-manager',
  'provincial-director',
  'auditor',
];

/** The close of a day, walked through: count each hand, see what is left, close the office. */
export function ClosingPage() {
  const texts = useTexts();
  const format = useFormat();
  const navigate = useNavigate({ from: '/closing' });
  const me = useSuspenseQuery(meQuery).data;
  const search = useSearch({ from: '/frame/closing' });
  const places = placesOf(me);
  const officeId = search.office ?? places[0]?.id ?? '';
  const closing = useQuery({
    ...closingQuery(officeId, search.day),
    enabled: officeId !== '',
    placeholderData: keepPreviousData,
  });
  if (officeId === '') return <NoticePage title={texts.noView}>{texts.noViewHint}</NoticePage>;
  const { data } = closing;
  if (!data) return <PageUntil title={texts.title} help={texts.help} query={closing} />;
  const days = [...new Set([...data.openDays, data.day, data.today])].sort();
  const manager = me.grants.some(({ role }) => MANAGERS.includes(role));
  return (
    <Page
      title={texts.title}
      about={texts.about(data.office.name, format.day(data.day))}
      help={texts.help}
      busy={closing.isPlaceholderData}
      beside={
        <>
          <OfficeChoice
            label={texts.officeLabel}
            places={places}
            officeId={officeId}
            name={data.office.name}
            onChoose={(office) => void navigate({ search: { office } })}
          />
          <NativeSelect
            size="xs"
            aria-label={texts.dayLabel}
            value={data.day}
            data={days.map((day) => ({
              value: day,
              label: day === data.today ? texts.today(format.day(day)) : format.day(day),
            }))}
            onChange={({ currentTarget }) =>
              void navigate({ search: (now) => ({ ...now, day: currentTarget.value }) })
            }
          />
          <Fresh officeId={officeId} />
        </>
      }
    >
      <Earlier data={data} />
      <DayFigures data={data} />
      <div className={styles['steps']}>
        <Hands data={data} />
        <div className={styles['side']}>
          <OfficeClose data={data} me={me} />
        </div>
      </div>
      {manager && <LateCloses officeId={officeId} />}
    </Page>
  );
}

/** Days that were left open behind this one. */
function Earlier({ data }: { readonly data: Closing }) {
  const texts = useTexts();
  const format = useFormat();
  const before = data.openDays.filter((day) => day < data.today);
  const [first] = before;
  if (first === undefined) return null;
  return (
    <Callout as="watch" role="status">
      {texts.earlier(format.day(first), format.count(before.length))}
    </Callout>
  );
}

function DayFigures({ data }: { readonly data: Closing }) {
  const texts = useTexts();
  const format = useFormat();
  const due = data.hands.filter((hand) => hand.moved || hand.close !== null);
  const done = due.filter((hand) => hand.close !== null);
  return (
    <Figures>
      <Figure
        name={texts.figures.handovers}
        value={format.count(data.figures.handovers)}
        figure="handovers"
      />
      <Figure name={texts.figures.payments} value={format.count(data.figures.payments)} figure="payments" />
      <Figure
        name={texts.figures.paid}
        value={format.vnd(data.figures.paidVnd)}
        unit={format.currency}
        figure="paid"
      />
      <Figure
        name={texts.figures.counted}
        value={texts.of(format.count(done.length), format.count(due.length))}
        figure="counted"
      />
    </Figures>
  );
}
