import { Checkbox, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { TextField } from '#kernel/web/fields/text-field.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { capacityOf, type Outing } from '#modules/rounds/rules/day.ts';
import { dayOf, type Draft, setOutings } from './draft.ts';
import styles from './outings.module.css';
import type { DayReply } from './queries.ts';
import { useTexts } from './texts/texts.ts';
import { readTime, timeText } from './use-measures.ts';

interface Props {
  readonly data: DayReply;
  readonly draft: Draft;
  readonly mayPlan: boolean;
  readonly onChange: (draft: Draft) => void;
}

/** Who goes out, with whom, when and for how long at the most; what they may carry follows from it. */
export function Outings({ data, draft, mayPlan, onChange }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const rules = dayOf(data);
  const of = (payerId: string) => draft.find((round) => round.payerId === payerId);
  const put = (payerId: string, outing: Outing | null) => {
    const others = data.payers.flatMap(({ id }) => {
      const now = id === payerId ? outing : of(id);
      // Who rides along with another has no round of their own.
      return now && (id === payerId || id !== outing?.partnerId) ? [now] : [];
    });
    onChange(setOutings(draft, others));
  };
  const usual: Omit<Outing, 'payerId'> = {
    partnerId: null,
    startMinute: data.limits.startMinute,
    minutesAway: data.limits.minutesAway,
  };
  return (
    <Sheet title={texts.who} note={texts.whoNote(draft.length)} flush>
      <div className={styles['scroll']}>
        <table>
          <thead>
            <tr>
              <th scope="col">{texts.payer}</th>
              <th scope="col">{texts.partner}</th>
              <th scope="col">{texts.starts}</th>
              <th scope="col">{texts.atMost}</th>
              <th scope="col" data-end>
                {texts.mayCarry}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.payers.map(({ id, name }) => {
              const round = of(id);
              const rides = draft.find(({ partnerId }) => partnerId === id);
              return (
                <tr key={id}>
                  <th scope="row">
                    <Checkbox
                      size="xs"
                      label={name}
                      checked={round !== undefined}
                      disabled={!mayPlan || rides !== undefined}
                      onChange={({ currentTarget }) =>
                        put(id, currentTarget.checked ? { payerId: id, ...usual } : null)
                      }
                    />
                  </th>
                  {round ? (
                    <>
                      <td>
                        <NativeSelect
                          size="xs"
                          aria-label={texts.partnerOf(name)}
                          disabled={!mayPlan}
                          value={round.partnerId ?? ''}
                          data={[
                            { value: '', label: texts.alone },
                            ...data.payers
                              .filter((each) => each.id !== id)
                              .map((each) => ({ value: each.id, label: each.name })),
                          ]}
                          onChange={({ currentTarget }) =>
                            put(id, { ...round, partnerId: currentTarget.value || null })
                          }
                        />
                      </td>
                      <td>
                        <TimeField
                          key={round.startMinute}
                          label={texts.startOf(name)}
                          disabled={!mayPlan}
                          value={round.startMinute}
                          onChange={(startMinute) => put(id, { ...round, startMinute })}
                        />
                      </td>
                      <td>
                        <TimeField
                          key={`${round.startMinute} ${round.minutesAway}`}
                          label={texts.backOf(name)}
                          disabled={!mayPlan}
                          value={Math.min(1439, round.startMinute + round.minutesAway)}
                          after={round.startMinute}
                          onChange={(back) => put(id, { ...round, minutesAway: back - round.startMinute })}
                        />
                      </td>
                      <td data-end>{format.vnd(capacityOf(rules, round))}</td>
                    </>
                  ) : (
                    <td colSpan={4} className={styles['stays']}>
                      {rides
                        ? texts.ridesWith(data.payers.find((each) => each.id === rides.payerId)?.name ?? '')
                        : texts.staysIn}
                    </td>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {data.payers.length === 0 && <p className={styles['none']}>{texts.noPayers}</p>}
    </Sheet>
  );
}

/** A time of day, taken when the field is left. */
function TimeField(props: {
  label: string;
  value: number;
  disabled: boolean;
  /** What it must be later than. */
  after?: number;
  onChange: (to: number) => void;
}) {
  const { label, value, disabled, after = -1, onChange } = props;
  const texts = useTexts();
  const [text, setText] = useState(timeText(value));
  const minute = readTime(text);
  const wrong = minute === null ? texts.needTime : minute <= after && texts.needLater;
  return (
    <TextField
      size="xs"
      w={72}
      aria-label={label}
      disabled={disabled}
      value={text}
      error={wrong}
      onChange={setText}
      onBlur={() => {
        if (minute === null || minute <= after) setText(timeText(value));
        else if (minute !== value) onChange(minute);
      }}
    />
  );
}
