import { Button, NativeSelect, Switch } from '@mantine/core';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { DataTable } from '#kernel/web/data-table.tsx';
import { TextField } from '#kernel/web/fields/text-field.tsx';
import { SearchIcon } from '#kernel/web/icons.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { FailureNotice, Notice } from '#kernel/web/notice.tsx';
import { NoticePage, Page } from '#kernel/web/page.tsx';
import { useShared } from '#kernel/web/texts/texts.ts';
import { useBirthText } from '../parts/birth-text.ts';
import { type PersonHit, searchQuery } from '../parts/people-queries.ts';
import { placesOf } from '../parts/place.ts';
import { meQuery } from '../queries.ts';
import styles from './page.module.css';
import { useTexts } from './texts/texts.ts';

const FIRST = 20;
const MOST = 200;

/** Finds people by number, card or name; the list shows enough to choose, numbers masked. */
export function PeoplePage() {
  const texts = useTexts();
  const me = useSuspenseQuery(meQuery).data;
  const search = useSearch({ from: '/frame/people' });
  const navigate = useNavigate({ from: '/people' });
  const places = placesOf(me);
  const place = places.find(({ id }) => id === search.office) ?? places[0];
  const [typed, setTyped] = useState(search.q ?? '');
  const [asked, setAsked] = useState(search.q ?? '');
  const [limit, setLimit] = useState(FIRST);
  const everywhere = search.everywhere === 'yes';
  const found = useQuery({
    ...searchQuery({ officeId: place?.id ?? '', q: asked, everywhere, limit }),
    enabled: place !== undefined && asked !== '',
    placeholderData: (before) => before,
  });
  if (!place) return <NoticePage title={texts.noView}>{texts.noViewHint}</NoticePage>;
  const look = (event: FormEvent) => {
    event.preventDefault();
    const q = typed.trim();
    setAsked(q);
    setLimit(FIRST);
    if (q !== '' && q === asked) void found.refetch();
    void navigate({
      search: ({ q: _before, ...now }) => ({ ...now, ...(isName(q) && { q }) }),
      replace: true,
    });
  };
  const hits = found.data ?? [];
  return (
    <Page title={texts.title} help={texts.help} busy={found.isFetching}>
      <form role="search" className={styles['find']} onSubmit={look}>
        <TextField
          className={styles['grow'] ?? ''}
          label={texts.find}
          description={texts.findHint}
          leftSection={<SearchIcon />}
          autoComplete="off"
          spellCheck={false}
          autoFocus
          value={typed}
          onChange={setTyped}
        />
        {places.length > 1 && (
          <NativeSelect
            label={texts.from}
            value={place.id}
            data={places.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(event) => {
              const office = event.currentTarget.value;
              void navigate({ search: (now) => ({ ...now, office }), replace: true });
            }}
          />
        )}
        <Button type="submit" disabled={typed.trim() === ''}>
          {texts.look}
        </Button>
        {place.path.includes('/') && (
          <Switch
            className={styles['switch'] ?? ''}
            label={texts.everywhere}
            checked={everywhere}
            onChange={(event) => {
              const next = event.currentTarget.checked;
              void navigate({
                search: ({ everywhere: _before, ...now }) => ({
                  ...now,
                  ...(next && { everywhere: 'yes' as const }),
                }),
                replace: true,
              });
            }}
          />
        )}
      </form>
      {found.error && <FailureNotice error={found.error} onRetry={() => void found.refetch()} />}
      {asked === '' && <Notice title={texts.begin} hint={texts.beginHint} />}
      {asked !== '' && found.data && hits.length === 0 && !found.error && (
        <Notice title={texts.nobody}>
          {everywhere || !place.path.includes('/') ? texts.nobodyHint : texts.nobodyHere}
        </Notice>
      )}
      {hits.length > 0 && !found.error && (
        <>
          <Hits hits={hits} office={places.length > 1 ? place.id : undefined} />
          {hits.length >= limit && limit < MOST && (
            <div>
              <Button
                variant="default"
                size="xs"
                loading={found.isFetching}
                onClick={() => setLimit(limit === FIRST ? 60 : MOST)}
              >
                {texts.more}
              </Button>
            </div>
          )}
          {hits.length >= MOST && <p role="status">{texts.tooMany(MOST)}</p>}
        </>
      )}
    </Page>
  );
}

function Hits({ hits, office }: { hits: readonly PersonHit[]; office: string | undefined }) {
  const texts = useTexts();
  const birthText = useBirthText();
  const shared = useShared();
  const place = (hit: PersonHit) => [hit.hamlet, hit.commune].filter(Boolean).join(', ');
  return (
    <DataTable
      caption={texts.people}
      note={shared.rows(String(hits.length))}
      rows={hits}
      rowKey={(hit) => hit.id}
      columns={[
        {
          key: 'name',
          head: texts.name,
          value: (hit) => hit.fullName,
          cell: (hit) => (
            <Link to="/people/$id" params={{ id: hit.id }} search={office === undefined ? {} : { office }}>
              {hit.fullName}
            </Link>
          ),
        },
        {
          key: 'birth',
          head: texts.birth,
          value: (hit) => hit.birth?.slice(0, 4) ?? '',
          cell: (hit) => birthText(hit.birth),
          text: (hit) => birthText(hit.birth),
        },
        {
          key: 'cccd',
          head: texts.cccd,
          value: (hit) => hit.cccdMasked ?? '',
          cell: (hit) => hit.cccdMasked ?? texts.none,
        },
        { key: 'place', head: texts.place, value: place, cell: place },
        {
          key: 'state',
          head: texts.state,
          value: (hit) => (hit.dead ? texts.dead : ''),
          cell: (hit) => hit.dead && <Marked as="watch">{texts.dead}</Marked>,
        },
      ]}
    />
  );
}

/** Numbers of people do not belong into an address. */
function isName(q: string): boolean {
  return q !== '' && !q.includes('|') && !/\d{5}/.test(q.replaceAll(/[\s.-]/g, ''));
}
