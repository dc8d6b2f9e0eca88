import { Button, Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataGrid } from '#kernel/web/data-grid.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { NoticePage, Page } from '#kernel/web/page.tsx';
import { SavedFilters } from '#kernel/web/saved-filters.tsx';
import { dropEmpty } from '#kernel/web/search.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import type { Reply } from '#kernel/web/ask.ts';
import { ask, type DeskContract } from '../../api.ts';
import { FilterSelect } from '../../parts/filter-select.tsx';
import { LoadAll } from '../../parts/load-all.tsx';
import parts from '../../parts/parts.module.css';
import { usePersonColumns } from '../../parts/person-columns.ts';
import { useProgrammes } from '../../parts/programmes.ts';
import { useParts } from '../../parts/texts/texts.ts';
import { TypedFilter } from '../../parts/typed-filter.tsx';
import { usePages } from '../../parts/use-pages.ts';
import { daysOf } from '../calendar/loads.ts';
import styles from '../calendar/calendar.module.css';
import { planQuery, usePlanPlace } from '../queries.ts';
import { CHANNELS, type PlanPeopleSearch } from '../search.ts';
import { NoMonth } from '../../parts/no-month.tsx';
import { PlanTabs } from '../tabs.tsx';
import { useTexts } from '../texts/texts.ts';
import { ExceptionDialog } from './exception-dialog.tsx';

type Row = Reply<DeskContract, 'GET /payouts/plan/people'>['items'][number];

/** Everybody who is still to be paid, and the exceptions among them: at home, at the office, by account, on another day. */
export function PlanPeoplePage() {
  const texts = useTexts();
  const search = useSearch({ from: '/frame/plan/people' });
  const place = usePlanPlace(search);
  const { own, officeId, month } = place;
  if (own === undefined) return <NoticePage title={texts.noView}>{texts.noViewHint}</NoticePage>;
  return (
    <Page title={texts.peoplePage.title} help={texts.help}>
      <PlanTabs place={place} search={search} />
      {officeId === undefined || month === undefined ? (
        <NoMonth months={place.asked} />
      ) : (
        <People key={`${officeId} ${month}`} officeId={officeId} month={month} search={search} />
      )}
    </Page>
  );
}

function People({ officeId, month, search }: { officeId: string; month: string; search: PlanPeopleSearch }) {
  const texts = useTexts();
  const names = useParts();
  const format = useFormat();
  const programmes = useProgrammes();
  const navigate = useNavigate({ from: '/plan/people' });
  const { q, channel, day, age, programme } = search;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [planning, setPlanning] = useState(false);
  const plan = useQuery(planQuery(officeId, month, undefined));
  const pages = usePages(
    ['payouts', 'plan-people', officeId, month, q, channel, day, age, programme],
    (page, signal) =>
      ask(
        'GET /payouts/plan/people',
        {
          query: {
            officeId,
            month,
            ...page,
            ...(q !== undefined && { q }),
            ...(channel && { channel }),
            ...(day !== undefined && { payOn: day }),
            ...(age && { age: 80 }),
            ...(programme !== undefined && { programme }),
          },
        },
        signal,
      ),
  );
  const go = (next: { readonly [K in keyof PlanPeopleSearch]: PlanPeopleSearch[K] | undefined }) =>
    void navigate({
      search: (now) => dropEmpty<PlanPeopleSearch>({ ...now, ...next }),
      replace: true,
      resetScroll: false,
    });
  const person = usePersonColumns<Row>(texts);
  const picked = pages.rows.filter(({ id }) => chosen.has(id));
  const column = columnsOf(format, pages.rows);
  return (
    <>
      <div className={parts['filters']}>
        <TypedFilter label={names.findName} value={q ?? ''} onChange={(text) => go({ q: text })} />
        <FilterSelect
          label={texts.channel}
          value={channel}
          options={CHANNELS.map((value) => ({ value, label: names.channels[value] }))}
          onChange={(value) => go({ channel: value as PlanPeopleSearch['channel'] })}
        />
        <FilterSelect
          label={texts.day}
          value={day}
          options={(plan.data ? daysOf(plan.data) : []).map((value) => ({ value, label: format.day(value) }))}
          onChange={(value) => go({ day: value })}
        />
        <FilterSelect
          label={texts.programme}
          value={programme}
          options={programmes.all.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(value) => go({ programme: value })}
        />
        <Checkbox
          size="xs"
          label={texts.peoplePage.old}
          checked={age === '80'}
          onChange={(event) => go({ age: event.currentTarget.checked ? '80' : undefined })}
        />
        <SavedFilters
          screen="plan-people"
          search={{ q, channel, day, age, programme }}
          onChoose={(saved) =>
            void navigate({
              search: ({ month: of, office }) => ({
                ...(of && { month: of }),
                ...(office && { office }),
                ...saved,
              }),
            })
          }
        />
        <LoadAll all={pages.all} loading={pages.loadingAll} />
      </div>
      <DataGrid
        caption={texts.peoplePage.due}
        name="plan-people"
        fileOf={`${texts.title} ${month}`}
        note={
          pages.first &&
          texts.peoplePage.found(format.count(pages.first.total), format.vnd(pages.first.totalVnd))
        }
        rows={pages.rows}
        rowKey={(row) => row.id}
        {...(pages.first && { total: pages.first.total })}
        loading={pages.loading}
        onEnd={pages.more}
        chosen={chosen}
        onChoose={setChosen}
        height={480}
        {...(pages.error && { instead: <FailureNotice error={pages.error} onRetry={pages.retry} /> })}
        columns={[
          { ...person.name, width: 150 },
          { ...person.birth, hidden: 'narrow' },
          { ...person.hamlet, hidden: 'narrow' },
          { ...person.commune, width: 140 },
          column.text('programme', texts.programme, (row) => programmes.name(row.programme), {
            hidden: 'narrow',
          }),
          column.vnd('amount', texts.amount, (row) => row.amountVnd, { width: 105 }),
          column.text('channel', texts.channel, (row) => names.channels[row.channel], { width: 108 }),
          column.day('day', texts.day, (row) => row.payOn, { width: 105 }),
          column.text('office', texts.office, (row) => row.office, { width: 190, hidden: true }),
        ]}
      />
      {picked.length > 0 && (
        <div className={`${styles['bar']} ${styles['chosen']}`}>
          <span role="status">
            {texts.peoplePage.chosen(
              format.count(picked.length),
              format.vnd(picked.reduce((sum, { amountVnd }) => sum + BigInt(amountVnd), 0n)),
            )}
          </span>
          <Button size="xs" onClick={() => setPlanning(true)}>
            {texts.exception.act}
          </Button>
          <Button size="xs" variant="default" onClick={() => setChosen(new Set())}>
            {texts.calendar.clear}
          </Button>
        </div>
      )}
      {plan.data && planning && (
        <ExceptionDialog
          plan={plan.data}
          officeId={officeId}
          month={month}
          people={picked}
          onClose={() => setPlanning(false)}
          onDone={() => setChosen(new Set())}
        />
      )}
    </>
  );
}
