import { Button, NativeSelect, SegmentedControl } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { later, laterWindow } from '#kernel/web/later.tsx';
import { FailureNotice, Notice } from '#kernel/web/notice.tsx';
import { NoticePage, Page } from '#kernel/web/page.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { searchKey } from '#kernel/words/text.ts';
import { useProgrammes } from '../../parts/programmes.ts';
import { useParts } from '../../parts/texts/texts.ts';
import { TypedFilter } from '../../parts/typed-filter.tsx';
import { type Plan, planQuery, usePlanPlace } from '../queries.ts';
import { NoMonth } from '../../parts/no-month.tsx';
import { PlanTabs } from '../tabs.tsx';
import { useTexts } from '../texts/texts.ts';
import styles from './calendar.module.css';
import { DayGroups } from './day-groups.tsx';
import { CalendarGrid } from './grid.tsx';
import { loadsOf, sumLoads } from './loads.ts';
import type { Move } from './move-dialog.tsx';
import { PaperPlan } from './paper-plan.tsx';
import { Prints } from './prints.tsx';
import { usePaper } from './use-paper.ts';

const PlanMap = later(async () => (await import('./plan-map.tsx')).PlanMap);
const MoveDialog = laterWindow(async () => (await import('./move-dialog.tsx')).MoveDialog);
const LimitDialog = laterWindow(async () => (await import('./limit-dialog.tsx')).LimitDialog);
const PrintDialog = laterWindow(async () => (await import('./print-dialog.tsx')).PrintDialog);

/** When and where everybody of a month is paid, as loads by office and day that can be moved. */
export function CalendarPage() {
  const texts = useTexts();
  const names = useParts();
  const format = useFormat();
  const search = useSearch({ from: '/frame/plan' });
  const navigate = useNavigate({ from: '/plan' });
  const programmes = useProgrammes();
  const place = usePlanPlace(search);
  const { own, officeId, month } = place;
  const plan = useQuery({
    ...planQuery(officeId ?? '', month ?? '', search.programme),
    enabled: officeId !== undefined && month !== undefined,
    placeholderData: keepPreviousData,
  });
  const [printing, setPrinting] = useState(false);
  if (own === undefined) return <NoticePage title={texts.noView}>{texts.noViewHint}</NoticePage>;
  return (
    <Page
      title={texts.title}
      about={month && texts.ofMonth(format.month(month))}
      help={texts.help}
      busy={plan.isPlaceholderData}
      actions={
        plan.data && (
          <Button size="xs" onClick={() => setPrinting(true)}>
            {texts.prints.act}
          </Button>
        )
      }
    >
      <PlanTabs place={place} search={search}>
        <NativeSelect
          size="xs"
          aria-label={texts.programme}
          value={search.programme ?? ''}
          data={[
            { value: '', label: `${texts.programme}: ${names.all.toLowerCase()}` },
            ...programmes.all.map(({ code, name }) => ({ value: code, label: name })),
          ]}
          onChange={({ currentTarget: { value } }) =>
            void navigate({
              search: ({ month: of, office }) => ({
                ...(of && { month: of }),
                ...(office && { office }),
                ...(value !== '' && { programme: value }),
              }),
            })
          }
        />
      </PlanTabs>
      {plan.isLoadingError ? (
        <FailureNotice error={plan.error} onRetry={() => void plan.refetch()} />
      ) : !plan.data || month === undefined || officeId === undefined ? (
        <NoMonth months={place.asked} />
      ) : plan.data.cells.length === 0 ? (
        <Notice title={texts.nothing}>{texts.nothingHint}</Notice>
      ) : (
        <>
          <Calendar
            key={`${officeId} ${month}`}
            plan={plan.data}
            officeId={officeId}
            month={month}
            printing={printing}
            onPrinted={() => setPrinting(false)}
          />
          <div className="on-screen-block">
            <Prints officeId={officeId} month={month} />
          </div>
        </>
      )}
    </Page>
  );
}

interface Props {
  readonly plan: Plan;
  readonly officeId: string;
  readonly month: string;
  /** Whether it is being asked what goes on paper. */
  readonly printing: boolean;
  readonly onPrinted: () => void;
}

function Calendar({ plan, officeId, month, printing, onPrinted }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const [figure, setFigure] = useState<'people' | 'vnd'>('people');
  const [view, setView] = useState<'grid' | 'map'>('grid');
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [moves, setMoves] = useState<readonly Move[] | null>(null);
  const [limiting, setLimiting] = useState(false);
  const paper = usePaper();
  const loads = loadsOf(plan.cells);
  const busy = new Set(plan.cells.map((cell) => cell.officeId));
  const offices = plan.offices.filter(
    (office) => busy.has(office.id) && searchKey(office.name).includes(searchKey(name)),
  );
  const live = [...chosen].filter((key) => (loads.get(key)?.open ?? 0) > 0);
  const sum = sumLoads(live.flatMap((key) => loads.get(key) ?? []));
  const [only] = live.length === 1 ? live : [];
  const bank = plan.cells.filter(({ channel }) => channel === 'bank');
  const atCounter = new Set([...loads.keys()].map((key) => key.split(' ')[0] ?? ''));
  const moveOf = (key: string): Move => {
    const [atOfficeId = '', fromDay = ''] = key.split(' ');
    return { atOfficeId, fromDay, ...(loads.get(key) ?? { people: 0, vnd: 0n, open: 0 }) };
  };
  const limited = live.length > 0 ? [...new Set(live.map((key) => key.split(' ')[0] ?? ''))] : null;
  return (
    <>
      <div className="on-screen-block">
        <Sheet
          title={texts.calendar.title}
          note={
            <>
              {texts.calendar.note(format.count(offices.length))}{' '}
              {bank.length > 0 &&
                texts.calendar.byBank(
                  format.count(bank.reduce((all, { people }) => all + people, 0)),
                  format.vnd(bank.reduce((all, { vnd }) => all + BigInt(vnd), 0n)),
                )}
            </>
          }
          flush
          tools={
            <span className={styles['bar']}>
              <TypedFilter label={texts.calendar.findOffice} value={name} onChange={setName} />
              <SegmentedControl
                size="xs"
                aria-label={texts.calendar.figure}
                value={figure}
                onChange={(value) => setFigure(value)}
                data={[
                  { value: 'people', label: texts.people },
                  { value: 'vnd', label: texts.calendar.millions },
                ]}
              />
              <SegmentedControl
                size="xs"
                aria-label={texts.calendar.view}
                value={view}
                onChange={(value) => setView(value)}
                data={[
                  { value: 'grid', label: texts.calendar.grid },
                  { value: 'map', label: texts.calendar.map },
                ]}
              />
              <Button size="xs" variant="default" onClick={() => setLimiting(true)}>
                {texts.limits.act}
              </Button>
            </span>
          }
        >
          {view === 'grid' ? (
            <>
              <CalendarGrid
                plan={plan}
                offices={offices}
                loads={loads}
                figure={figure}
                chosen={chosen}
                onChoose={setChosen}
                onDrop={(atOfficeId, fromDay, toDay) =>
                  setMoves([{ ...moveOf(`${atOfficeId} ${fromDay}`), toDay }])
                }
              />
              <p className={styles['legend']}>{texts.calendar.legend}</p>
            </>
          ) : (
            <PlanMap plan={plan} month={month} officeId={officeId} offices={offices} loads={loads} />
          )}
        </Sheet>
      </div>
      <PaperPlan plan={plan} sheets={paper.sheets} />
      {live.length > 0 && (
        <div className={`${styles['bar']} ${styles['chosen']}`}>
          <span role="status">
            {texts.calendar.chosen(
              format.count(live.length),
              format.count(sum.people),
              format.vnd(sum.vnd),
              format.count(sum.open),
            )}
          </span>
          <Button size="xs" onClick={() => setMoves(live.map(moveOf))}>
            {texts.move.act}
          </Button>
          <Button size="xs" variant="default" onClick={() => setChosen(new Set())}>
            {texts.calendar.clear}
          </Button>
        </div>
      )}
      {only !== undefined && (
        <DayGroups
          at={moveOf(only)}
          month={month}
          office={plan.offices.find(({ id }) => only.startsWith(id))?.name ?? ''}
          onMove={(move) => setMoves([move])}
        />
      )}
      {moves && (
        <MoveDialog
          plan={plan}
          officeId={officeId}
          month={month}
          moves={moves}
          onClose={() => setMoves(null)}
          onDone={() => setChosen(new Set())}
        />
      )}
      {printing && (
        <PrintDialog
          officeId={officeId}
          month={month}
          offices={plan.offices.filter(({ id }) => atCounter.has(id))}
          chosen={limited ?? []}
          onClose={onPrinted}
          onPrint={paper.print}
        />
      )}
      {limiting && (
        <LimitDialog
          plan={plan}
          officeId={officeId}
          month={month}
          officeIds={limited ?? offices.map(({ id }) => id)}
          onClose={() => setLimiting(false)}
        />
      )}
    </>
  );
}
