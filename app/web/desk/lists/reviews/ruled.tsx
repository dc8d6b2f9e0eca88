import { Button } from '@mantine/core';
import { useState } from 'react';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { ReasonDialog } from '#kernel/web/reason-dialog.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../../api.ts';
import { useBirthText } from '../../parts/birth-text.ts';
import { LoadAll } from '../../parts/load-all.tsx';
import parts from '../../parts/parts.module.css';
import { usePages } from '../../parts/use-pages.ts';
import { REVIEWS, type RuledReview } from '../queries.ts';
import { useTexts } from '../texts/texts.ts';
import styles from './reviews.module.css';

/** What was ruled, newest first; each ruling can be taken back while nothing was paid upon it. */
export function Ruled() {
  const { reviews: texts, ...shared } = useTexts();
  const format = useFormat();
  const birthText = useBirthText();
  const [wrong, setWrong] = useState<RuledReview | null>(null);
  const pages = usePages(
    [...REVIEWS, 'ruled'],
    (page, signal) => ask('GET /payouts/reviews/ruled', { query: page }, signal),
    20,
  );
  if (pages.error) return <FailureNotice error={pages.error} onRetry={pages.retry} />;
  if (pages.rows.length === 0) return null;
  const saying = ({ same }: RuledReview) => (same ? texts.ruledSame : texts.ruledApart);
  const column = columnsOf(format, pages.rows);
  return (
    <>
      <DataTable
        caption={texts.ruled}
        rows={pages.rows}
        rowKey={(row) => row.id}
        columns={[
          column.text('name', shared.fullName, (row) => row.fullName),
          {
            key: 'birth',
            head: shared.birth,
            value: (row) => row.birth ?? '',
            text: (row) => birthText(row.birth),
            cell: (row) => birthText(row.birth),
          },
          {
            key: 'commune',
            head: shared.commune,
            value: (row) => row.commune ?? '',
            cell: (row) => row.commune ?? '–',
          },
          {
            key: 'ruling',
            head: texts.ruling,
            value: saying,
            cell: (row) => <Marked as={row.same ? 'closed' : 'good'}>{saying(row)}</Marked>,
          },
          column.text('reason', texts.reason, (row) => row.reason),
          column.text('by', texts.ruledBy, (row) => row.by),
          column.moment('at', texts.ruledAt, (row) => row.at),
          column.acts(texts.takeBack, (row) => (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={texts.takeBackOf(row.fullName)}
              onClick={() => setWrong(row)}
            >
              {texts.takeBack}
            </Button>
          )),
        ]}
      />
      <div className={parts['filters']}>
        <LoadAll all={pages.all} loading={pages.loadingAll} />
      </div>
      {wrong && <TakeBack ruling={wrong} onClose={() => setWrong(null)} />}
    </>
  );
}

function TakeBack({ ruling, onClose }: { readonly ruling: RuledReview; readonly onClose: () => void }) {
  const { reviews: texts } = useTexts();
  const format = useFormat();
  return (
    <ReasonDialog
      title={texts.takeBackTitle(ruling.fullName)}
      label={texts.takeBack}
      grave
      field={texts.takeBackWhy}
      send={(id, reason) =>
        ask('POST /payouts/reviews/:reviewId/ruling/correction', {
          params: { reviewId: ruling.id },
          body: { id, reason },
        })
      }
      touches={[['payouts']]}
      done={({ vouchersBack }) => texts.tookBack(format.count(vouchersBack))}
      onClose={onClose}
    >
      <p className={styles['quiet']}>
        {ruling.same ? texts.takeBackSame(ruling.knownName) : texts.takeBackApart}
      </p>
    </ReasonDialog>
  );
}
