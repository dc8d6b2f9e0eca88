import { Button, Modal, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { ActState } from '#kernel/web/act-state.tsx';
import { useBack } from '#kernel/web/back.ts';
import { Facts } from '#kernel/web/facts.tsx';
import { TextField } from '#kernel/web/fields/text-field.tsx';
import { useShared } from '#kernel/web/texts/texts.ts';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../api.ts';
import styles from './board.module.css';
import { type Draft, findStop } from './draft.ts';
import type { DayReply, StopOfDay } from './queries.ts';
import { useTexts } from './texts/texts.ts';
import { readTime, timeText } from './use-measures.ts';

interface Props {
  readonly officeId: string;
  readonly data: DayReply;
  readonly draft: Draft;
  readonly stop: StopOfDay;
  readonly mayPlan: boolean;
  readonly onMove: (citizenId: string, payerId: string | null, at?: number) => void;
  readonly onClose: () => void;
}

interface Written {
  readonly window: { readonly fromMinute: number; readonly toMinute: number } | null;
  readonly position: { readonly lat: number; readonly lon: number } | null;
}

/** One visit: moved to a named place of a named round, and what is known of the home. */
export function StopDialog({ officeId, data, draft, stop, mayPlan, onMove, onClose }: Props) {
  const texts = useTexts();
  const shared = useShared();
  const format = useFormat();
  const { citizenId } = stop;
  const where = findStop(draft, citizenId);
  const now = where ? (draft[where.round]?.payerId ?? '') : '';
  const knownFrom = stop.window ? timeText(stop.window.fromMinute) : '';
  const knownTo = stop.window ? timeText(stop.window.toMinute) : '';
  const known = stop.exact ? `${stop.lat}, ${stop.lon}` : '';
  const [payerId, setPayer] = useState(now);
  const [place, setPlace] = useState(where ? where.at + 1 : 1);
  const [from, setFrom] = useState(knownFrom);
  const [to, setTo] = useState(knownTo);
  const [position, setPosition] = useState(known);
  const moves = payerId !== now || (where !== null && place !== where.at + 1);
  const tells = from !== knownFrom || to !== knownTo || position !== known;
  const act = useAct<Written, unknown>({
    send: (id, facts) =>
      ask('POST /rounds/people/:citizenId/visit', {
        params: { citizenId },
        body: { id, officeId, ...facts },
      }),
    touches: [['rounds', 'day']],
    onDone: () => {
      toast(texts.visitWritten(stop.name));
      // What is chosen in the other half stays to be sent.
      if (!moves) onClose();
    },
  });
  const target = draft.find((round) => round.payerId === payerId);
  const places = (target?.stops.length ?? 0) + (payerId === now ? 0 : 1);
  const [window, home] = [readWindow(from, to), readPosition(position)];
  const written = window !== undefined && home !== undefined ? { window, position: home } : null;
  useBack({ back: () => !act.busy && onClose(), holds: moves || tells });
  return (
    <Modal
      opened
      onClose={() => !act.busy && onClose()}
      title={<strong>{stop.name}</strong>}
      lockScroll={false}
      closeButtonProps={{ 'aria-label': shared.close }}
    >
      <div className={styles['dialog']}>
        <Facts
          facts={[
            [texts.place, [stop.hamlet, stop.commune].filter(Boolean).join(', ')],
            [texts.vouchers, `${format.count(stop.vouchers)}: ${format.dong(stop.amountVnd)}`],
            [texts.plannedFor, format.day(stop.payOn)],
            stop.birthYear !== null && [texts.born, String(stop.birthYear)],
            stop.paidLastBy && [texts.lastPaidBy, stop.paidLastBy.name],
          ]}
        />
        {mayPlan && (
          <form
            className={styles['fields']}
            onSubmit={(event) => {
              event.preventDefault();
              onMove(
                citizenId,
                payerId === '' ? null : payerId,
                payerId === now && where && place - 1 > where.at ? place : place - 1,
              );
              if (!tells) onClose();
            }}
          >
            <div className={styles['pair']} data-first-wide>
              <NativeSelect
                label={texts.toRound}
                value={payerId}
                data={[
                  { value: '', label: texts.noRound },
                  ...draft.map((round, i) => ({
                    value: round.payerId,
                    label: texts.roundOf(
                      i + 1,
                      data.payers.find(({ id }) => id === round.payerId)?.name ?? '',
                    ),
                  })),
                ]}
                onChange={({ currentTarget }) => {
                  setPayer(currentTarget.value);
                  const chosen = draft.find((round) => round.payerId === currentTarget.value);
                  setPlace((chosen?.stops.length ?? 0) + (currentTarget.value === now ? 0 : 1));
                }}
              />
              <NativeSelect
                label={texts.toPlace}
                disabled={payerId === ''}
                value={String(place)}
                data={Array.from({ length: Math.max(places, 1) }, (_, i) => String(i + 1))}
                onChange={({ currentTarget }) => setPlace(Number(currentTarget.value))}
              />
            </div>
            <Button type="submit" disabled={!moves}>
              {texts.move}
            </Button>
          </form>
        )}
        {data.may.plan && (
          <form
            className={styles['fields']}
            aria-label={texts.visitFacts}
            onSubmit={(event) => {
              event.preventDefault();
              if (written !== null) act.run(written);
            }}
          >
            <div className={styles['pair']}>
              <TextField label={texts.homeFrom} placeholder="07:30" value={from} onChange={setFrom} />
              <TextField
                label={texts.homeTo}
                placeholder="11:00"
                value={to}
                error={window === undefined && texts.needWindow}
                onChange={setTo}
              />
            </div>
            <TextField
              label={texts.position}
              description={stop.exact ? texts.positionExact : texts.positionEstimate}
              placeholder="16.812345, 107.101234"
              error={home === undefined && texts.needPosition}
              value={position}
              onChange={setPosition}
            />
            <ActState act={act} />
            <Button type="submit" variant="default" disabled={written === null || !tells} loading={act.busy}>
              {texts.writeVisit}
            </Button>
          </form>
        )}
      </div>
    </Modal>
  );
}

/** The time at home; nothing typed takes back what was known. Undefined while something of it is wrong. */
function readWindow(from: string, to: string): Written['window'] | undefined {
  if (from === '' && to === '') return null;
  const [fromMinute, toMinute] = [readTime(from), readTime(to)];
  return fromMinute === null || toMinute === null || toMinute <= fromMinute
    ? undefined
    : { fromMinute, toMinute };
}

/** The home in degrees, as maps tell it, within the country; nothing typed takes back what was known. */
function readPosition(text: string): Written['position'] | undefined {
  if (text.trim() === '') return null;
  const found = /^\s*(\d{1,2}\.\d+)[\s,;]+(\d{3}\.\d+)\s*$/.exec(text);
  const [lat, lon] = [Number(found?.[1]), Number(found?.[2])];
  return lat >= 8 && lat <= 24 && lon >= 102 && lon <= 110 ? { lat, lon } : undefined;
}
