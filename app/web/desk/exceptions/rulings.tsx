import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Callout } from '#kernel/web/callout.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import type { Me } from '../api.ts';
import { caseQuery } from '../differences/queries.ts';
import { RulingDialog } from '../differences/ruling-dialog.tsx';
import { TakeRulingBackDialog } from '../differences/take-back-dialog.tsx';
import { TakeBackRecognised } from './take-back.tsx';
import styles from './page.module.css';
import {
  type AtDesk,
  CASE_RULERS,
  type ExceptionDetail,
  EXPLAINERS,
  RULERS,
  TAKERS_BACK,
} from './queries.ts';
import { SayDialog, type Saying } from './say-dialog.tsx';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly found: ExceptionDetail;
  readonly atDesk: AtDesk;
  readonly officeId: string;
  readonly me: Me;
}

/**
 * What was said, and the ruling. Where money stands aside it is ruled on as the difference it is, by its limits; what was kept
 * aside is recorded after all or left aside, by as many people as it needs.
 */
export function Rulings({ found, atDesk, officeId, me }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const [saying, setSaying] = useState<Saying | null>(null);
  const [asked, setAsked] = useState<'ruling' | 'taking-back' | null>(null);
  const { exception, entries } = found;
  const { caseId, ruled, state } = exception;
  const difference = useQuery({ ...caseQuery(caseId ?? ''), enabled: caseId !== null });
  const may = (roles: readonly string[]) => me.grants.some(({ role }) => roles.includes(role));
  const own = exception.staffId === me.id;
  const said = entries.some(({ by, kind }) => by === me.name && kind !== 'explained');
  const open = ruled === null;
  return (
    <Sheet title={texts.said}>
      <div className={styles['stack']}>
        {entries.length === 0 && !difference.data?.entries.length && (
          <p className={styles['quiet']}>{texts.nothingSaid}</p>
        )}
        <ul className={styles['list']}>
          {[...entries, ...(difference.data?.entries ?? [])].map((entry) => (
            <li key={entry.id}>
              <Marked as={entry.kind === 'explained' || entry.kind === 'disputed' ? 'going' : 'closed'}>
                {texts.entryKinds[entry.kind]}
              </Marked>
              <p>{entry.note}</p>
              <span className={styles['quiet']}>
                {entry.by}, {format.moment(entry.at)}
              </span>
            </li>
          ))}
        </ul>
        {open && state === 'quarantined' && caseId === null && (
          <Callout as="watch">{texts.needs(format.count(exception.needs))}</Callout>
        )}
        {open && difference.data && (
          <Callout as="watch" data-figure="aside">
            {texts.aside(format.vnd(difference.data.amountVnd))}
          </Callout>
        )}
        {open && own && <p className={styles['quiet']}>{texts.own}</p>}
        <div className={styles['bar']}>
          {open && difference.data && !difference.data.ruled && may(CASE_RULERS) && !difference.data.own && (
            <Button size="xs" onClick={() => setAsked('ruling')}>
              {texts.rule}
            </Button>
          )}
          {open && caseId === null && may(RULERS) && !own && !said && (
            <>
              {state === 'quarantined' && (
                <Button size="xs" onClick={() => setSaying('apply')}>
                  {texts.apply}
                </Button>
              )}
              <Button size="xs" variant="default" onClick={() => setSaying('dismiss')}>
                {state === 'conflict' ? texts.seen : texts.dismiss}
              </Button>
            </>
          )}
          {open && may(EXPLAINERS) && (
            <Button size="xs" variant="default" onClick={() => setSaying('explained')}>
              {texts.explain}
            </Button>
          )}
          {caseId !== null && (
            <Link
              to="/differences"
              search={{ office: officeId, case: caseId, ...(!open && { state: 'ruled' }) }}
            >
              {texts.openDifference}
            </Link>
          )}
          {!open && difference.data && may(TAKERS_BACK) && (
            <TakeBackRecognised officeId={exception.officeId} ruled={difference.data} atDesk={atDesk} />
          )}
          {difference.data?.reversible && may(CASE_RULERS) && !difference.data.own && (
            <Button size="xs" variant="default" onClick={() => setAsked('taking-back')}>
              {texts.takeRulingBack}
            </Button>
          )}
        </div>
      </div>
      {saying && (
        <SayDialog
          saying={saying}
          exception={exception}
          givenVnd={atDesk.givenVnd}
          officeId={officeId}
          onClose={() => setSaying(null)}
        />
      )}
      {asked === 'ruling' && difference.data && (
        <RulingDialog found={difference.data} onClose={() => setAsked(null)} />
      )}
      {asked === 'taking-back' && difference.data && (
        <TakeRulingBackDialog found={difference.data} onClose={() => setAsked(null)} />
      )}
    </Sheet>
  );
}
