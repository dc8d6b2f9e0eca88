import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Facts } from '#kernel/web/facts.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { Waiting } from '#kernel/web/waiting.tsx';
import type { Me } from '../api.ts';
import { useHandName, useKindNames } from '../parts/handover/texts/texts.ts';
import { CUSTODIANS } from '../parts/roles.ts';
import { EntryDialog } from './entry-dialog.tsx';
import { Evidence } from './evidence.tsx';
import { Entries } from './entries.tsx';
import styles from './page.module.css';
import { Papers } from './papers.tsx';
import { caseQuery } from './queries.ts';
import { RulingDialog } from './ruling-dialog.tsx';
import { TakeRulingBackDialog } from './take-back-dialog.tsx';
import { useTexts } from './texts/texts.ts';

const WRITERS: readonly string[] = [...CUSTODIANS, 'district-manager', 'chief-accountant'];
const RULERS = ['chief-accountant'];

/** One difference: who, where, both sides' evidence, what was said, and the ruling. */
export function CaseSheet({ id, me }: { readonly id: string; readonly me: Me }) {
  const texts = useTexts();
  const format = useFormat();
  const names = useKindNames();
  const handName = useHandName();
  const navigate = useNavigate({ from: '/differences' });
  const found = useQuery(caseQuery(id));
  const [asked, setAsked] = useState<'entry' | 'ruling' | 'taking-back' | null>(null);
  const { data } = found;
  if (!data)
    return found.error ? (
      <FailureNotice error={found.error} onRetry={() => void found.refetch()} />
    ) : (
      <Waiting />
    );
  const may = (roles: readonly string[]) => me.grants.some(({ role }) => roles.includes(role));
  const name = names.difference(data.kind);
  const title = data.amountVnd === '0' ? name : texts.detail(name, format.vnd(data.amountVnd));
  return (
    <>
      <Sheet
        title={title}
        note={
          data.ruled ? <Marked as="closed">{texts.ruled}</Marked> : <Marked as="watch">{texts.open}</Marked>
        }
        tools={
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => void navigate({ search: ({ case: _gone, ...now }) => now })}
          >
            {texts.close}
          </Button>
        }
      >
        <Facts
          facts={[
            [texts.hand, handName(data.hand)],
            [texts.office, data.hand.office],
            data.holder !== null && [texts.holder, data.holder],
            [texts.foundBy, data.foundBy],
            [texts.openedAt, format.moment(data.openedAt)],
            data.things > 0 && [texts.things, format.count(data.things)],
          ]}
        />
      </Sheet>
      <Evidence found={data} />
      <Sheet title={texts.entries}>
        <Entries found={data} />
        {!data.ruled && (
          <div className={styles['bar']}>
            {may(WRITERS) && (
              <Button size="xs" variant="default" onClick={() => setAsked('entry')}>
                {texts.write}
              </Button>
            )}
            {may(RULERS) && !data.own && (
              <Button size="xs" onClick={() => setAsked('ruling')}>
                {texts.rule}
              </Button>
            )}
            {may(RULERS) && data.own && <p className={styles['quiet']}>{texts.own}</p>}
            {!may(RULERS) && <p className={styles['quiet']}>{texts.whoRules}</p>}
          </div>
        )}
        {data.reversible && may(RULERS) && !data.own && (
          <div className={styles['bar']}>
            <Button size="xs" variant="default" onClick={() => setAsked('taking-back')}>
              {texts.takeBack}
            </Button>
          </div>
        )}
      </Sheet>
      <Papers found={data} mayAdd={!data.ruled && may(WRITERS)} />
      {asked === 'entry' && <EntryDialog found={data} onClose={() => setAsked(null)} />}
      {asked === 'ruling' && <RulingDialog found={data} onClose={() => setAsked(null)} />}
      {asked === 'taking-back' && <TakeRulingBackDialog found={data} onClose={() => setAsked(null)} />}
    </>
  );
}
