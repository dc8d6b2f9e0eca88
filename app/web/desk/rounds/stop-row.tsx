import type { DragEvent, KeyboardEvent, ReactNode } from 'react';
import { useState } from 'react';
import { useFormat } from '#kernel/web/use-format.ts';
import type { Moving } from './board.tsx';
import styles from './board.module.css';
import type { StopOfDay } from './queries.ts';

const STEPS: Readonly<Record<string, 'up' | 'down' | 'next' | 'before'>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowRight: 'next',
  ArrowLeft: 'before',
};

interface Props {
  readonly stop: StopOfDay;
  readonly payerId: string | null;
  readonly at: number;
  /** Its number in the round, or nothing. */
  readonly lead: ReactNode;
  readonly note: ReactNode;
  readonly moving: Moving;
}

/** One visit: dragged by the mouse, stepped by Alt and the arrows, opened by Enter. */
export function StopRow({ stop, payerId, at, lead, note, moving }: Props) {
  const format = useFormat();
  const [over, setOver] = useState(false);
  const { citizenId, name, hamlet, commune, amountVnd } = stop;
  const { mayPlan, pointed } = moving;
  const step = (event: KeyboardEvent) => {
    const to = event.altKey && mayPlan ? STEPS[event.key] : undefined;
    if (!to) return;
    event.preventDefault();
    moving.onStep(citizenId, to);
  };
  return (
    <li
      className={styles['stop']}
      draggable={mayPlan}
      data-over={over || undefined}
      data-pointed={pointed === citizenId || undefined}
      onPointerEnter={() => moving.onPoint(citizenId)}
      onPointerLeave={() => moving.onPoint(null)}
      onDragStart={(event) => {
        event.dataTransfer.setData('text/plain', citizenId);
        event.dataTransfer.effectAllowed = 'move';
      }}
      {...dropping(moving, payerId, at, setOver)}
    >
      <span className={styles['lead']}>{lead}</span>
      <button
        type="button"
        className={styles['name']}
        data-stop={citizenId}
        {...(mayPlan && { 'aria-describedby': 'rounds-keys' })}
        onClick={() => moving.onOpen(citizenId)}
        onKeyDown={step}
        onFocus={() => moving.onPoint(citizenId)}
        onBlur={() => moving.onPoint(null)}
      >
        {name}
      </button>
      <span className={styles['place']}>{[hamlet, commune].filter(Boolean).join(', ')}</span>
      <span className={styles['amount']}>{format.vnd(amountVnd)}</span>
      <span className={styles['note']}>{note}</span>
    </li>
  );
}

/** Takes a stop that is dropped here. */
export function dropping(
  moving: Moving,
  payerId: string | null,
  at: number | undefined,
  onOver: (over: boolean) => void,
) {
  if (!moving.mayPlan) return {};
  return {
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
      event.stopPropagation();
      event.dataTransfer.dropEffect = 'move';
      onOver(true);
    },
    onDragLeave: () => onOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      event.stopPropagation();
      onOver(false);
      const citizenId = event.dataTransfer.getData('text/plain');
      if (citizenId !== '') moving.onMove(citizenId, payerId, at);
    },
  };
}
