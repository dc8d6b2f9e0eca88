import { NativeSelect } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { NoticePage, Page } from '#kernel/web/page.tsx';
import { officesOf } from '../parts/hands.ts';
import { meQuery } from '../queries.ts';
import { Counter } from './counter.tsx';
import { DrawerBalance } from './drawer-balance.tsx';
import { useTexts } from './texts/texts.ts';

export const PAYERS = ['teller', 'point-keeper'];

/** The counter of an office: a person comes, is found, paid, and gets a receipt. */
export function CounterPage() {
  const texts = useTexts();
  const me = useSuspenseQuery(meQuery).data;
  const search = useSearch({ from: '/frame/counter' });
  const navigate = useNavigate({ from: '/counter' });
  const offices = officesOf(me, PAYERS);
  const office = offices.find(({ id }) => id === search.office) ?? offices[0];
  if (!office) return <NoticePage title={texts.noCounter}>{texts.noCounterHint}</NoticePage>;
  return (
    <Page
      title={texts.heading(office.name)}
      help={texts.help}
      beside={<DrawerBalance officeId={office.id} />}
      actions={
        offices.length > 1 && (
          <NativeSelect
            size="xs"
            aria-label={texts.office}
            value={office.id}
            data={offices.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(event) => void navigate({ search: { office: event.currentTarget.value } })}
          />
        )
      }
    >
      <Counter
        key={office.id}
        officeId={office.id}
        staffId={me.id}
        called={search.person}
        onCalled={() => void navigate({ search: ({ person: _person, ...now }) => now, replace: true })}
      />
    </Page>
  );
}
