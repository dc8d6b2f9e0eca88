import { Button, NativeSelect } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataGrid } from '#kernel/web/data-grid.tsx';
import { FailureNotice, Notice } from '#kernel/web/notice.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { useBirthText } from '../parts/birth-text.ts';
import { useProgrammes } from '../parts/programmes.ts';
import { TypedFilter } from '../parts/typed-filter.tsx';
import { HELD_MAX, heldGroupsQuery, heldQuery } from './held.ts';
import styles from './page.module.css';
import { useTexts } from './texts/texts.ts';

/** Chosen vouchers with what each is worth, so that the sum is known whatever the filters show. */
export type Chosen = ReadonlyMap<string, bigint>;

interface Props {
  readonly officeId: string;
  readonly handId: string;
  /** How many things lie there, whatever may be done with them. */
  readonly lying: number;
  readonly chosen: Chosen;
  readonly disabled: boolean;
  readonly onChoose: (chosen: Chosen) => void;
}

/** The vouchers of a hand by pay day and place, by list, or by person; what was chosen stays chosen when the filter changes. */
export function ChooseVouchers({ officeId, handId, lying, chosen, disabled, onChoose }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const programmes = useProgrammes();
  const birthText = useBirthText();
  const [day, setDay] = useState('');
  const [listId, setList] = useState('');
  const [q, setQ] = useState('');
  const groups = useQuery(heldGroupsQuery(officeId, handId));
  const [payOn = '', atOfficeId = ''] = day.split(' ');
  const held = useQuery({
    ...heldQuery(officeId, handId, {
      ...(day !== '' && { day: { payOn, atOfficeId } }),
      ...(listId !== '' && { listId }),
      ...(q !== '' && { q }),
    }),
    placeholderData: keepPreviousData,
  });
  const rows = held.data ?? [];
  const choose = (ids: Iterable<string>) => {
    const worth = new Map(rows.map((row) => [row.id, BigInt(row.amountVnd)]));
    onChoose(new Map([...ids].map((id) => [id, chosen.get(id) ?? worth.get(id) ?? 0n])));
  };
  const rest = rows.filter(({ id }) => !chosen.has(id));
  const column = columnsOf(format, rows);
  return (
    <div className={styles['choice']}>
      <div className={styles['narrowing']}>
        <NativeSelect
          size="xs"
          aria-label={texts.heldDay}
          value={day}
          disabled={disabled}
          onChange={(event) => setDay(event.currentTarget.value)}
          data={[
            { value: '', label: texts.anyDay },
            ...(groups.data?.days ?? []).map((each) => ({
              value: `${each.payOn} ${each.officeId}`,
              label: texts.heldGroup(
                `${format.day(each.payOn)}, ${each.office}`,
                format.count(each.vouchers),
              ),
            })),
          ]}
        />
        <NativeSelect
          size="xs"
          aria-label={texts.heldList}
          value={listId}
          disabled={disabled}
          onChange={(event) => setList(event.currentTarget.value)}
          data={[
            { value: '', label: texts.anyList },
            ...(groups.data?.lists ?? []).map((each) => ({
              value: each.listId,
              label: texts.heldGroup(
                `${programmes.name(each.programme)} ${format.month(each.month)}, ${each.fileName}`,
                format.count(each.vouchers),
              ),
            })),
          ]}
        />
        <TypedFilter label={texts.heldPerson} value={q} onChange={setQ} />
      </div>
      <DataGrid
        caption={texts.heldVouchers}
        name="hand-vouchers"
        height={260}
        rows={rows}
        rowKey={(row) => row.id}
        loading={held.isPending}
        chosen={new Set(chosen.keys())}
        onChoose={choose}
        {...(rows.length === HELD_MAX && { note: texts.heldMost(format.count(HELD_MAX)) })}
        {...(groups.data?.vouchers === 0 && {
          instead: <Notice title={texts.nothingHeld}>{texts.nothingHeldHint(format.count(lying))}</Notice>,
        })}
        {...(held.error && {
          instead: <FailureNotice error={held.error} onRetry={() => void held.refetch()} />,
        })}
        tools={
          <>
            <Button
              size="compact-xs"
              variant="default"
              loading={held.isFetching && rows.length === 0}
              disabled={disabled || held.isPlaceholderData || rest.length === 0}
              onClick={() => choose([...chosen.keys(), ...rest.map(({ id }) => id)])}
            >
              {rest.length === 0 && rows.length > 0
                ? texts.allChosen
                : texts.chooseAll(format.count(rest.length))}
            </Button>
            <Button
              size="compact-xs"
              variant="subtle"
              disabled={disabled || chosen.size === 0}
              onClick={() => onChoose(new Map())}
            >
              {texts.chooseNone}
            </Button>
          </>
        }
        columns={[
          {
            key: 'name',
            head: texts.heldName,
            value: (row) => row.fullName,
            text: (row) => row.fullName,
            cell: (row) => row.fullName,
          },
          {
            key: 'birth',
            head: texts.heldBirth,
            width: 110,
            value: (row) => row.birth ?? '',
            cell: (row) => birthText(row.birth),
          },
          {
            key: 'place',
            head: texts.heldPlace,
            width: 206,
            value: (row) => row.commune ?? '',
            text: (row) => [row.hamlet, row.commune].filter(Boolean).join(', '),
            cell: (row) => [row.hamlet, row.commune].filter(Boolean).join(', ') || '–',
          },
          column.vnd('amount', texts.amount, (row) => row.amountVnd, { width: 100 }),
          column.day('day', texts.heldDayHead, (row) => row.payOn, { width: 110 }),
          column.text('programme', texts.heldProgramme, (row) => programmes.name(row.programme), {
            width: 190,
            hidden: true,
          }),
          column.text('office', texts.office, (row) => row.office, { width: 190, hidden: true }),
        ]}
      />
    </div>
  );
}
