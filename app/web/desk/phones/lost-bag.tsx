import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Callout } from '#kernel/web/callout.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { ReasonDialog } from '#kernel/web/reason-dialog.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { Waiting } from '#kernel/web/waiting.tsx';
import { ask, type Me } from '../api.ts';
import styles from './page.module.css';
import { useHandName } from '../parts/handover/texts/texts.ts';
import { holds, reissueQuery } from './queries.ts';
import { useTexts } from './texts/texts.ts';

const ASKERS = ['treasurer', 'point-keeper', 'district-manager'];

interface Props {
  readonly officeId: string;
  readonly bagId: string;
  readonly me: Me;
}

/** A frozen bag, step by step: what it holds, what still blocks, and the proposal that issues its vouchers anew. */
export function LostBag({ officeId, bagId, me }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const handName = useHandName();
  const [asking, setAsking] = useState(false);
  const found = useQuery(reissueQuery(officeId, bagId));
  const { data } = found;
  if (!data)
    return found.error ? (
      <FailureNotice error={found.error} onRetry={() => void found.refetch()} />
    ) : (
      <Waiting />
    );
  const blocked = data.unapplied + data.unruled > 0;
  return (
    <Sheet title={texts.lostTitle} note={handName(data.hand)}>
      <Callout data-figure="bag">
        {texts.holds(format.count(data.vouchers), format.vnd(data.vouchersVnd), format.vnd(data.balanceVnd))}
      </Callout>
      <ol className={styles['steps']}>
        <li>
          <Marked as="good">{texts.steps.frozen}</Marked>
        </li>
        <li>
          <Marked as={data.unsent > 0 ? 'watch' : 'good'}>
            {data.unsent > 0 ? texts.steps.unsent(format.count(data.unsent)) : texts.steps.allSent}
          </Marked>
          {data.unsent > 0 && <p>{texts.steps.unsentHint}</p>}
        </li>
        <li>
          <Marked as={blocked ? 'bad' : 'good'}>
            {blocked
              ? texts.steps.unruled(format.count(data.unapplied + data.unruled))
              : texts.steps.allRuled}
          </Marked>
          {data.unruled > 0 && (
            <p>
              <Link to="/exceptions" search={{ office: officeId }}>
                {texts.steps.rule}
              </Link>
            </p>
          )}
        </li>
        <li>
          {data.proposal ? (
            <>
              <Marked as="going">
                {texts.steps.proposed(data.proposal.by, format.moment(data.proposal.at))}
              </Marked>
              {!data.proposal.mine && (
                <p>
                  <Link to="/cash" search={{ tab: 'proposals', office: officeId }}>
                    {texts.steps.grant}
                  </Link>
                </p>
              )}
            </>
          ) : (
            <span>{texts.steps.reissue}</span>
          )}
        </li>
      </ol>
      {!data.proposal && holds(me, ASKERS) && (
        <div className={styles['bar']}>
          <Button size="xs" disabled={blocked} onClick={() => setAsking(true)}>
            {texts.propose}
          </Button>
        </div>
      )}
      {asking && (
        <ReissueDialog
          officeId={data.officeId}
          bagId={bagId}
          about={texts.reissueConsequence(
            format.count(data.vouchers),
            format.vnd(data.vouchersVnd),
            format.vnd(data.balanceVnd),
          )}
          onClose={() => setAsking(false)}
        />
      )}
    </Sheet>
  );
}

interface DialogProps {
  readonly officeId: string;
  readonly bagId: string;
  readonly about: string;
  readonly onClose: () => void;
}

function ReissueDialog({ officeId, bagId, about, onClose }: DialogProps) {
  const texts = useTexts();
  return (
    <ReasonDialog
      title={texts.reissueTitle}
      label={texts.propose}
      maxLength={300}
      send={(id, reason) =>
        ask('POST /payouts/proposals', {
          body: { id, officeId, what: { kind: 'bag-reissue', bagId, reason } },
        })
      }
      touches={[['payouts']]}
      done={() => texts.proposedDone}
      onClose={onClose}
    >
      <Callout>{about}</Callout>
    </ReasonDialog>
  );
}
