import { Button, SegmentedControl, Switch } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { addDays } from '#kernel/words/day.ts';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { type GridColumn, DataGrid } from '#kernel/web/data-grid.tsx';
import { DayField } from '#kernel/web/fields/day-field.tsx';
import { TextField } from '#kernel/web/fields/text-field.tsx';
import { FailureNotice, Notice } from '#kernel/web/notice.tsx';
import type { Format } from '#kernel/web/format.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { Waiting } from '#kernel/web/waiting.tsx';
import { useHandName, useKindNames } from '../parts/handover/texts/texts.ts';
import { HandHandovers } from './hand-handovers.tsx';
import styles from './page.module.css';
import { type HandNow, handsQuery } from './queries.ts';
import { takersQuery } from '../parts/takers.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly officeId: string;
}

const HOUR = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Who holds what, now or at any past moment, each hand leading to its handovers. */
export function HoldersTab({ officeId }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const names = useKindNames();
  const handName = useHandName();
  const navigate = useNavigate({ from: '/cash' });
  const search = useSearch({ from: '/frame/cash' });
  const [holding, setHolding] = useState(true);
  const today = useQuery(takersQuery(officeId)).data?.today;
  const at =
    search.on !== undefined && search.hour !== undefined && HOUR.test(search.hour)
      ? new Date(`${search.on}T${search.hour}:59.999+07:00`).toISOString()
      : undefined;
  const asked = at !== undefined ? { at } : search.on !== undefined ? { on: search.on } : {};
  const hands = useQuery({ ...handsQuery(officeId, asked), placeholderData: keepPreviousData });
  if (!hands.data)
    return hands.error ? (
      <FailureNotice error={hands.error} onRetry={() => void hands.refetch()} />
    ) : (
      <Waiting />
    );
  const past = search.on !== undefined;
  const all = hands.data;
  const rows = all.filter((row) => !holding || row.balanceVnd !== '0' || (row.things ?? 0) > 0);
  const chosen = all.find((row) => row.id === search.hand);
  const totalVnd = rows.reduce((sum, row) => sum + BigInt(row.balanceVnd), 0n);
  const caption =
    at !== undefined
      ? texts.holdersAt(format.moment(at))
      : search.on !== undefined
        ? texts.holdersOn(format.day(search.on))
        : texts.holdersNow;
  return (
    <>
      {today !== undefined && (
        <MomentBar key={`${search.on ?? ''}${search.hour ?? ''}`} past={past} today={today} />
      )}
      {chosen && (
        <HandHandovers
          key={chosen.id}
          hand={chosen}
          onClose={() => void navigate({ search: ({ hand: _gone, ...now }) => now })}
        />
      )}
      <DataGrid
        name="cash.holders"
        caption={caption}
        note={`${format.dong(totalVnd)},`}
        rows={rows}
        rowKey={(row) => row.id}
        height={chosen ? 320 : '58vh'}
        onOpen={(row) => void navigate({ search: (now) => ({ ...now, hand: row.id }) })}
        tools={
          <Switch
            size="xs"
            className={styles['switch'] ?? ''}
            label={texts.holding}
            checked={holding}
            onChange={(event) => setHolding(event.currentTarget.checked)}
          />
        }
        {...(rows.length === 0 && { instead: <Notice title={caption}>{texts.noHolders}</Notice> })}
        columns={handColumns(texts, names.hand, handName, format, past)}
      />
    </>
  );
}

/** Now, the end of a business day, or an hour of it. */
function MomentBar({ past, today }: { readonly past: boolean; readonly today: string }) {
  const texts = useTexts();
  const navigate = useNavigate({ from: '/cash' });
  const search = useSearch({ from: '/frame/cash' });
  const yesterday = addDays(today, -1);
  const [day, setDay] = useState<string | null>(search.on ?? yesterday);
  const [hour, setHour] = useState(search.hour ?? '');
  const hourFits = hour === '' || HOUR.test(hour);
  const go = (on: string | null, then: string) =>
    void navigate({
      search: ({ on: _on, hour: _hour, ...now }) => ({
        ...now,
        ...(on !== null && { on, ...(then !== '' && { hour: then }) }),
      }),
    });
  return (
    <form
      className={styles['bar']}
      onSubmit={(event) => {
        event.preventDefault();
        if (day !== null && hourFits) go(day, hour);
      }}
    >
      <SegmentedControl
        size="xs"
        aria-label={texts.moment}
        value={past ? 'past' : 'now'}
        onChange={(value) => (value === 'now' ? go(null, '') : go(day ?? yesterday, hour))}
        data={[
          { value: 'now', label: texts.now },
          { value: 'past', label: texts.onDay },
        ]}
      />
      {past && (
        <>
          <DayField size="xs" w={130} label={texts.onDay} value={day} onChange={setDay} />
          <TextField
            size="xs"
            label={texts.hour}
            placeholder="14:30"
            value={hour}
            error={hourFits ? undefined : texts.hourShape}
            onChange={(text) => setHour(text.trim())}
          />
          <Button size="xs" type="submit" disabled={day === null || !hourFits}>
            {texts.showThen}
          </Button>
        </>
      )}
    </form>
  );
}

function handColumns(
  texts: ReturnType<typeof useTexts>,
  kindName: (kind: string) => string,
  handName: (hand: HandNow) => string,
  format: Format,
  past: boolean,
): GridColumn<HandNow>[] {
  const column = columnsOf<HandNow>(format);
  return [
    column.text('name', texts.hand, handName),
    column.text('kind', texts.kind, (row) => kindName(row.kind), { width: 170, hidden: true }),
    column.text('holder', texts.holder, (row) => row.holder, { width: 150, hidden: 'narrow' }),
    column.text('office', texts.office, (row) => row.office, { width: 215 }),
    column.vnd('balance', texts.balance, (row) => row.balanceVnd, { width: 140 }),
    ...(past
      ? []
      : [
          column.figure('things', texts.vouchers, (row) => row.things ?? 0, { width: 80 }),
          column.vnd('limit', texts.limit, (row) => row.limitVnd, { width: 140, hidden: 'narrow' }),
          column.day('closed', texts.closedDay, (row) => row.closedDay, { width: 122, hidden: 'narrow' }),
        ]),
  ];
}
