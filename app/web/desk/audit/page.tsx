import { Tabs } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { NoticePage, Page } from '#kernel/web/page.tsx';
import { SavedFilters } from '#kernel/web/saved-filters.tsx';
import { placesOf } from '../parts/place.ts';
import { AUDITORS } from '../parts/roles.ts';
import { meQuery } from '../queries.ts';
import { Corrections } from './corrections.tsx';
import { Entry } from './entry.tsx';
import { Evidence } from './evidence.tsx';
import { Handovers } from './handovers.tsx';
import { Looks } from './looks.tsx';
import { type AuditSearch, VIEWS } from './search.ts';
import { useTexts } from './texts/texts.ts';

type View = (typeof VIEWS)[number];

/** Which views a role opens; the server judges each request again. */
const SEERS: Readonly<Record<View, readonly string[]>> = {
  handovers: AUDITORS,
  corrections: AUDITORS,
  looks: ['auditor'],
  entry: ['auditor'],
  evidence: ['auditor', 'provincial-director', 'chief-accountant', 'administrator'],
};

/** Where every figure is followed to its handovers, all corrections stand, and it is seen who looked at whose data, who came in and who was refused. */
export function AuditPage() {
  const texts = useTexts();
  const search = useSearch({ from: '/frame/audit' });
  const navigate = useNavigate({ from: '/audit' });
  const me = useSuspenseQuery(meQuery).data;
  const views = VIEWS.filter((view) => me.grants.some(({ role }) => SEERS[view].includes(role)));
  const view = views.find((each) => each === search.view) ?? views[0];
  const office = search.office ?? placesOf(me)[0]?.id;
  const change = (next: Partial<Record<keyof AuditSearch, string | undefined>>) =>
    void navigate({ search: (now) => ({ ...now, ...next }) as AuditSearch });
  if (view === undefined) return <NoticePage title={texts.noView}>{texts.noViewHint}</NoticePage>;
  return (
    <Page
      title={texts.title}
      about={`– ${texts.views[view].toLowerCase()}`}
      help={texts.help}
      actions={
        <SavedFilters
          screen="audit"
          search={{ ...search }}
          onChoose={(saved) => void navigate({ search: saved as AuditSearch })}
        />
      }
    >
      <Tabs value={view} onChange={(value) => change({ view: value ?? undefined })} keepMounted={false}>
        <Tabs.List aria-label={texts.title}>
          {views.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {texts.views[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="handovers" pt="sm">
          {office && <Handovers office={office} search={search} onChange={change} />}
        </Tabs.Panel>
        <Tabs.Panel value="corrections" pt="sm">
          {office && <Corrections office={office} search={search} onChange={change} />}
        </Tabs.Panel>
        <Tabs.Panel value="looks" pt="sm">
          <Looks search={search} onChange={change} />
        </Tabs.Panel>
        <Tabs.Panel value="entry" pt="sm">
          <Entry search={search} onChange={change} />
        </Tabs.Panel>
        <Tabs.Panel value="evidence" pt="sm">
          <Evidence />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
