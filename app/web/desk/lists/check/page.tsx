import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { Facts, Figure, Figures } from '#kernel/web/facts.tsx';
import { Notice } from '#kernel/web/notice.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { Page } from '#kernel/web/page.tsx';
import { PageUntil } from '#kernel/web/page-until.tsx';
import { ButtonLink } from '../../parts/button-link.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { useProgrammes } from '../../parts/programmes.ts';
import { type Check, checkQuery } from '../queries.ts';
import { ListTabs } from '../tabs.tsx';
import { useTexts } from '../texts/texts.ts';
import { Acceptance } from './acceptance.tsx';
import styles from './check.module.css';
import { ColumnsRead } from './columns-read.tsx';
import { Findings } from './findings.tsx';
import { SheetSums } from './sheet-sums.tsx';

/** What a look at a file has found, before anything of it is entered. */
export function CheckPage() {
  const texts = useTexts();
  const { checkId } = useParams({ from: '/frame/lists/checks/$checkId' });
  const check = useQuery(checkQuery(checkId));
  if (!check.data) return <PageUntil title={texts.title} help={texts.help} query={check} />;
  return <Seen key={check.data.id} check={check.data} />;
}

function Seen({ check }: { check: Check }) {
  const texts = useTexts();
  const format = useFormat();
  const programmes = useProgrammes();
  const [accepting, setAccepting] = useState(false);
  const { report } = check;
  const entered = check.listId !== null;
  const state = entered ? 'entered' : check.outcome;
  const again = { month: check.month, programme: check.programme, kind: check.kind };
  return (
    <Page
      title={texts.check.title(check.fileName)}
      help={texts.help}
      beside={<Marked as={MARKS[state]}>{texts.check.states[state]}</Marked>}
      actions={
        <>
          <ButtonLink size="xs" variant="default" to="/lists/new" search={again}>
            {texts.check.another}
          </ButtonLink>
          {check.outcome === 'clean' && !entered && (
            <Button size="xs" onClick={() => setAccepting(true)}>
              {texts.check.accept}
            </Button>
          )}
        </>
      }
    >
      <ListTabs month={check.month} />
      {check.listId !== null ? (
        <Notice title={texts.check.states.entered}>
          {texts.check.enteredHint}{' '}
          <Link to="/lists/$listId" params={{ listId: check.listId }}>
            {texts.check.openList}
          </Link>
        </Notice>
      ) : check.outcome === 'refused' ? (
        <Notice title={texts.check.refusedTitle(format.count(report.errors))}>
          {texts.check.refusedHint}
        </Notice>
      ) : (
        <Notice title={texts.check.cleanTitle} hint={texts.check.cleanHint} />
      )}
      <Sheet title={texts.check.found}>
        <div className={styles['found']}>
          <Figures>
            <Figure name={texts.people} value={format.count(check.people)} figure="check-people" />
            <Figure
              name={texts.amount}
              value={format.vnd(check.totalVnd)}
              unit={format.currency}
              figure="check-total"
            />
            <Figure name={texts.vouchers} value={format.count(report.vouchers)} figure="check-vouchers" />
            <Figure name={texts.toReview} value={format.count(report.reviews)} figure="check-reviews" />
            <Figure name={texts.errors} value={format.count(report.errors)} figure="check-errors" />
            <Figure name={texts.warnings} value={format.count(report.warnings)} figure="check-warnings" />
          </Figures>
          <Facts
            facts={[
              [texts.programme, programmes.name(check.programme)],
              [texts.month, format.month(check.month)],
              [texts.kind, texts.kindOf(check.kind)],
              [texts.sha256, <code key="hash">{check.sha256.slice(0, 16)}…</code>],
              [texts.check.lookedBy, `${check.checkedBy}, ${format.moment(check.checkedAt)}`],
            ]}
          />
        </div>
      </Sheet>
      {report.errors + report.warnings > 0 && (
        <Findings
          findings={report.findings}
          total={report.errors + report.warnings}
          fileOf={check.fileName}
        />
      )}
      {report.sheets.length > 0 && (
        <>
          <SheetSums check={check} />
          <ColumnsRead check={check} mayChange={!entered} />
        </>
      )}
      {accepting && <Acceptance check={check} onClose={() => setAccepting(false)} />}
    </Page>
  );
}

const MARKS = { clean: 'good', refused: 'bad', already: 'closed', entered: 'closed' } as const;
