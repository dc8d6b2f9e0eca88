import { Button, NativeSelect } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { NextRows } from '../parts/load-all.tsx';
import { type PastFilter, type PastVoucher, usePastVouchers } from '../parts/people-queries.ts';
import { useProgrammes } from '../parts/programmes.ts';
import { useVoucherTexts } from '../parts/voucher-texts/texts.ts';
import styles from './page.module.css';
import type { Part } from './person-page.tsx';
import { useStoryWords } from './story-words.ts';
import { TrailDialog } from './trail-dialog.tsx';
import { useTexts } from './texts/texts.ts';
import { VoucherStory } from './voucher-story.tsx';

const STATUSES = ['due', 'paid', 'returned', 'withdrawn'] as const;
const MARKS = { due: 'going', paid: 'good', returned: 'watch', withdrawn: 'closed' } as const;

/** Everything that was ever due to a person, month by month: what became of it, by whom and where. */
export function PastVouchers({ me, place, citizenId, filter }: Part & { readonly filter: PastFilter }) {
  const texts = useTexts();
  const words = useVoucherTexts();
  const format = useFormat();
  const story = useStoryWords();
  const { name: programme } = useProgrammes();
  const [trail, setTrail] = useState<PastVoucher | null>(null);
  const { programme: code, status } = filter;
  const named = (row: PastVoucher) =>
    row.kind === 'regular'
      ? programme(row.programme)
      : `${programme(row.programme)} – ${words.kinds[row.kind]}`;
  const past = usePastVouchers(place.id, citizenId, {
    ...(code && { programme: code }),
    ...(status && { status }),
  });
  const { rows } = past;
  if (past.error && rows.length === 0)
    return (
      <Sheet title={texts.vouchers}>
        <FailureNotice error={past.error} onRetry={past.retry} />
      </Sheet>
    );
  const column = columnsOf(format, rows);
  return (
    <div className={styles['head']}>
      <DataTable
        caption={texts.vouchers}
        rows={rows}
        rowKey={(row) => row.id}
        maxHeight={480}
        tools={<Filters filter={filter} />}
        {...(!past.loading &&
          rows.length === 0 && { instead: <p className={styles['empty']}>{texts.noVouchers}</p> })}
        columns={[
          column.month('month', words.month, (row) => row.benefitMonth),
          column.text('programme', words.programme, named),
          column.vnd('amount', words.amount, (row) => row.amountVnd),
          {
            key: 'status',
            head: words.state,
            value: (row) => words.statuses[row.status],
            cell: (row) => <Marked as={MARKS[row.status]}>{words.statuses[row.status]}</Marked>,
          },
          {
            key: 'office',
            head: words.office,
            value: (row) => row.office,
            cell: (row) => (
              <>
                {row.office}
                <div className={styles['quiet']}>{words.channels[row.channel]}</div>
              </>
            ),
          },
          {
            key: 'story',
            head: texts.story,
            value: (row) => row.payments[0]?.paidAt ?? row.returned?.at ?? '',
            text: story.whole,
            cell: (row) => (
              <VoucherStory me={me} place={place} row={row}>
                <Button
                  size="compact-xs"
                  variant="subtle"
                  aria-label={texts.trailOf(programme(row.programme), format.month(row.benefitMonth))}
                  onClick={() => setTrail(row)}
                >
                  {texts.trail}
                </Button>
              </VoucherStory>
            ),
          },
        ]}
      />
      {past.all !== null && (
        <div>
          <NextRows pages={past} />
        </div>
      )}
      <TrailDialog officeId={place.id} voucher={trail} onClose={() => setTrail(null)} />
    </div>
  );
}

function Filters({ filter }: { filter: PastFilter }) {
  const texts = useTexts();
  const words = useVoucherTexts();
  const navigate = useNavigate({ from: '/people/$id' });
  const { all: programmes } = useProgrammes();
  return (
    <span className={styles['filters']}>
      <NativeSelect
        size="xs"
        aria-label={texts.filterProgramme}
        value={filter.programme ?? ''}
        data={[
          { value: '', label: texts.allProgrammes },
          ...programmes.map(({ code, name }) => ({ value: code, label: name })),
        ]}
        onChange={(event) => {
          const { value } = event.currentTarget;
          void navigate({
            search: ({ programme: _before, ...now }) => ({ ...now, ...(value && { programme: value }) }),
            replace: true,
          });
        }}
      />
      <NativeSelect
        size="xs"
        aria-label={texts.filterStatus}
        value={filter.status ?? ''}
        data={[
          { value: '', label: texts.allStatuses },
          ...STATUSES.map((value) => ({ value, label: words.statuses[value] })),
        ]}
        onChange={(event) => {
          const next = STATUSES.find((each) => each === event.currentTarget.value);
          void navigate({
            search: ({ status: _before, ...now }) => ({ ...now, ...(next && { status: next }) }),
            replace: true,
          });
        }}
      />
    </span>
  );
}
