import { useEffect, useRef, useState } from 'react';
import { useFormat } from '#kernel/web/use-format.ts';
import type { Judged } from '#modules/rounds/rules/day.ts';
import { type Draft, findStop, moveStop, stepStop } from './draft.ts';
import { LeftList } from './left-list.tsx';
import styles from './board.module.css';
import type { DayReply, StopOfDay } from './queries.ts';
import { RoundList } from './round-list.tsx';
import { StopDialog } from './stop-dialog.tsx';
import { useTexts } from './texts/texts.ts';

export interface Moving {
  readonly mayPlan: boolean;
  readonly pointed: string | null;
  onPoint(citizenId: string | null): void;
  /** Puts a stop before the `at`th of a payer's round; out of all rounds without a payer. */
  onMove(citizenId: string, payerId: string | null, at?: number): void;
  onStep(citizenId: string, step: 'up' | 'down' | 'next' | 'before'): void;
  onOpen(citizenId: string): void;
}

interface Props {
  readonly officeId: string;
  readonly data: DayReply;
  readonly draft: Draft;
  readonly judged: readonly Judged[];
  readonly left: DayReply['stops'];
  readonly mayPlan: boolean;
  readonly pointed: string | null;
  readonly onPoint: (citizenId: string | null) => void;
  readonly onChange: (draft: Draft) => void;
  readonly onSay: (text: string) => void;
}

/** The rounds as lists: a stop is dragged, or stepped by the keyboard, to another place or round. */
export function Board(props: Props) {
  const { data, draft, judged, left, mayPlan, pointed, onPoint, onChange, onSay } = props;
  const texts = useTexts();
  const format = useFormat();
  const [opened, setOpened] = useState<string | null>(null);
  const refocus = useRef<string | null>(null);
  const board = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // A row that went to another list is a new element there; the keyboard goes with it.
    const moved = refocus.current;
    refocus.current = null;
    if (moved !== null) board.current?.querySelector<HTMLElement>(`[data-stop="${moved}"]`)?.focus();
  }, [draft]);
  const stops = new Map(data.stops.map((stop) => [stop.citizenId, stop]));
  const names = new Map(data.payers.map(({ id, name }) => [id, name]));
  const change = (citizenId: string, next: Draft) => {
    if (next === draft) return;
    onChange(next);
    const to = findStop(next, citizenId);
    const name = stops.get(citizenId)?.name ?? '';
    onSay(
      to
        ? texts.movedTo(name, names.get(next[to.round]?.payerId ?? '') ?? '', format.count(to.at + 1))
        : texts.movedOut(name),
    );
  };
  const moving: Moving = {
    mayPlan,
    pointed,
    onPoint,
    onMove: (citizenId, payerId, at) => change(citizenId, moveStop(draft, citizenId, payerId, at)),
    onStep: (citizenId, step) => {
      refocus.current = citizenId;
      change(citizenId, stepStop(draft, citizenId, step));
    },
    onOpen: setOpened,
  };
  const inOrder = (ids: readonly string[]) => ids.flatMap((id) => stops.get(id) ?? []);
  return (
    <div className={styles['board']} ref={board}>
      {mayPlan && (
        <p id="rounds-keys" className={`${styles['keys']} on-screen-block`}>
          {texts.keys}
        </p>
      )}
      <LeftList data={data} draft={draft} left={left} moving={moving} />
      {draft.map((round, i) => (
        <RoundList
          key={round.payerId}
          n={i}
          data={data}
          round={round}
          judged={judged[i] as Judged}
          stops={inOrder(round.stops)}
          moving={moving}
        />
      ))}
      {opened !== null && stops.has(opened) && (
        <StopDialog
          officeId={props.officeId}
          data={data}
          draft={draft}
          stop={stops.get(opened) as StopOfDay}
          mayPlan={mayPlan}
          onMove={moving.onMove}
          onClose={() => setOpened(null)}
        />
      )}
    </div>
  );
}
