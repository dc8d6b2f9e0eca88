import { Tabs } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { later } from '#kernel/web/later.tsx';
import { NoticePage, Page } from '#kernel/web/page.tsx';
import { lowerFirst } from '#kernel/words/text.ts';
import { meQuery } from '../queries.ts';
import { VIEWS } from './search.ts';
import { useTexts } from './texts/texts.ts';

// Each part comes when it is opened: together they are more than any one of them needs.
const Staff = later(async () => (await import('./staff.tsx')).Staff);
const Offices = later(async () => (await import('./offices.tsx')).Offices);
const Programmes = later(async () => (await import('./programmes.tsx')).Programmes);
const Rates = later(async () => (await import('./rates.tsx')).Rates);
const Limits = later(async () => (await import('./limits.tsx')).Limits);
const Entry = later(async () => (await import('./entry.tsx')).Entry);
const Holidays = later(async () => (await import('./holidays.tsx')).Holidays);
const Forms = later(async () => (await import('./forms.tsx')).Forms);
const Privacy = later(async () => (await import('./privacy/privacy.tsx')).Privacy);

type View = (typeof VIEWS)[number];

const READERS = ['administrator', 'payout-controller', 'chief-accountant', 'provincial-director', 'auditor'];
const SEERS: Readonly<Record<View, readonly string[]>> = {
  staff: ['administrator', 'auditor'],
  offices: ['administrator', 'auditor'],
  programmes: READERS,
  rates: READERS,
  limits: READERS,
  entry: ['administrator', 'auditor'],
  holidays: READERS,
  forms: ['administrator', 'auditor'],
  privacy: ['administrator', 'provincial-director', 'auditor'],
};

/** What the house stands on: people, offices, and what the law decides, each a dated row that is never overwritten. */
export function AdministrationPage() {
  const texts = useTexts();
  const search = useSearch({ from: '/frame/administration' });
  const navigate = useNavigate({ from: '/administration' });
  const me = useSuspenseQuery(meQuery).data;
  const roles = me.grants.map(({ role }) => role as string);
  const views = VIEWS.filter((view) => SEERS[view].some((role) => roles.includes(role)));
  const view = views.find((each) => each === search.view) ?? views[0];
  if (view === undefined) return <NoticePage title={texts.noView}>{texts.noViewHint}</NoticePage>;
  const changes = roles.includes('administrator');
  const panels: Readonly<Record<View, ReactNode>> = {
    staff: (
      <Staff
        me={me}
        changes={changes}
        find={search.find}
        onFind={(find) => void navigate({ search: (now) => ({ ...now, find: find || undefined }) as never })}
      />
    ),
    offices: <Offices changes={changes} />,
    programmes: <Programmes changes={changes} />,
    rates: <Rates changes={changes} />,
    limits: <Limits changes={changes} />,
    entry: <Entry changes={changes} />,
    holidays: <Holidays changes={changes} />,
    forms: <Forms changes={changes} />,
    privacy: <Privacy keeps={changes || roles.includes('provincial-director')} changes={changes} />,
  };
  return (
    <Page title={texts.title} about={`– ${lowerFirst(texts.views[view])}`} help={texts.help}>
      <Tabs
        value={view}
        onChange={(value) => void navigate({ search: { view: value as View } })}
        keepMounted={false}
      >
        <Tabs.List aria-label={texts.title}>
          {views.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {texts.views[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {views.map((each) => (
          <Tabs.Panel key={each} value={each} pt="sm">
            {panels[each]}
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
}
