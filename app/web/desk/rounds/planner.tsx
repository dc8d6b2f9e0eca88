import { Button } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { ActState } from '#kernel/web/act-state.tsx';
import { Callout } from '#kernel/web/callout.tsx';
import { laterWindow } from '#kernel/web/later.tsx';
import { FailureNotice, Notice } from '#kernel/web/notice.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { AskBeforeLeaving } from '../parts/ask-before-leaving.tsx';
import { Accepted } from './accepted.tsx';
import { Bags } from './bags.tsx';
import { Board } from './board.tsx';
import { Closures } from './closures.tsx';
import { applyFound, leftOf } from './draft.ts';
import { Outings } from './outings.tsx';
import styles from './page.module.css';
import type { DayReply, PlansReply } from './queries.ts';
import { RoundMap } from './round-map.tsx';
import { useTexts } from './texts/texts.ts';
import { Totals } from './totals.tsx';
import { useDraft } from './use-draft.ts';
import { useFinding } from './use-finding.ts';

const AcceptDialog = laterWindow(async () => (await import('./accept-dialog.tsx')).AcceptDialog);

interface Props {
  readonly officeId: string;
  readonly data: DayReply;
  readonly plans: PlansReply;
}

/** One office's day in the planner's hands. */
export function Planner({ officeId, data, plans }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const drafting = useDraft(data, plans);
  const { draft, judged, change, undo } = drafting;
  const [pointed, setPointed] = useState<string | null>(null);
  const [accepting, setAccepting] = useState(false);
  const [said, setSaid] = useState('');
  const found = useCallback(
    (plan: { rounds: { payerId: string; stops: string[] }[]; unassigned: unknown[] }) => {
      change(applyFound(draft, plan.rounds));
      const visits = plan.rounds.reduce((sum, { stops }) => sum + stops.length, 0);
      setSaid(texts.found(format.count(plan.rounds.length), format.count(visits), plan.unassigned.length));
    },
    [change, draft, texts, format],
  );
  const finding = useFinding(officeId, data.day, found);
  const left = useMemo(() => leftOf(draft, data), [draft, data]);
  const past = data.day < data.today;
  const mayPlan = data.may.plan && !past;
  const broken = judged.some(({ breaches }) => breaches.length > 0);
  const visited = data.stops.length - left.length;
  const accepted = plans.versions[0];
  if (data.stops.length === 0 && !accepted) return <Notice title={texts.nobody}>{texts.nobodyHint}</Notice>;
  return (
    <>
      <p role="status" className={styles['said']}>
        {said}
      </p>
      <Totals data={data} judged={judged} left={left} />
      <Outings data={data} draft={draft} mayPlan={mayPlan && !finding.looking} onChange={change} />
      <div className={styles['bar']}>
        {mayPlan && (
          <>
            <Button
              size="xs"
              variant={drafting.changed ? 'default' : 'filled'}
              loading={finding.act.step.at === 'sending'}
              disabled={finding.looking || draft.length === 0 || data.stops.length === 0}
              onClick={() => finding.find(draft, data.stops.length)}
            >
              {texts.find}
            </Button>
            {finding.looking && (
              <>
                <Button size="xs" variant="default" onClick={finding.stop}>
                  {texts.stopFinding}
                </Button>
                <span role="status" className={styles['quiet']}>
                  {finding.progress
                    ? texts.looking(
                        format.count(Math.floor(finding.progress.elapsedS)),
                        format.count(finding.progress.seconds),
                        finding.progress.unassigned,
                      )
                    : texts.beginning}
                </span>
              </>
            )}
            {!finding.looking && (
              <Button size="xs" variant="default" disabled={undo === null} onClick={() => undo?.()}>
                {texts.undo}
              </Button>
            )}
            <Button
              size="xs"
              variant={drafting.changed ? 'filled' : 'default'}
              className={styles['accept'] ?? ''}
              disabled={
                finding.looking || broken || visited === 0 || (!drafting.changed && accepted !== undefined)
              }
              onClick={() => setAccepting(true)}
            >
              {accepted ? texts.acceptAgain : texts.accept}
            </Button>
          </>
        )}
        {broken && <span className={styles['bad']}>{texts.brokenHint}</span>}
        {!data.may.plan && <span className={styles['quiet']}>{texts.readOnly}</span>}
        {past && <span className={styles['quiet']}>{texts.past}</span>}
      </div>
      <ActState act={finding.act} />
      {drafting.overtaken && accepted && (
        <Callout as="watch" role="status">
          <p>{texts.overtaken(accepted.by, format.moment(accepted.at), accepted.version)}</p>
          <Button size="compact-xs" variant="default" onClick={drafting.drop}>
            {texts.dropDraft(accepted.version)}
          </Button>
        </Callout>
      )}
      <AskBeforeLeaving when={drafting.changed} what={texts.notAccepted} />
      {finding.failed && !finding.looking && <FailureNotice error={finding.failed} />}
      <div className={styles['columns']}>
        <RoundMap data={data} draft={draft} pointed={pointed} onPoint={setPointed} />
        <Board
          officeId={officeId}
          data={data}
          draft={draft}
          judged={judged}
          left={left}
          mayPlan={mayPlan && !finding.looking}
          pointed={pointed}
          onPoint={setPointed}
          onChange={change}
          onSay={setSaid}
        />
      </div>
      {accepted && <Accepted officeId={officeId} plans={plans} />}
      {accepted && <Bags officeId={officeId} planId={accepted.id} data={data} />}
      <Closures officeId={officeId} data={data} />
      {accepting && (
        <AcceptDialog
          officeId={officeId}
          data={data}
          draft={draft}
          judged={judged}
          left={left}
          after={accepted?.version ?? 0}
          onAccepted={drafting.acceptedAs}
          onClose={() => setAccepting(false)}
        />
      )}
    </>
  );
}
