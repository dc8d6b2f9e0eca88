import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Callout } from '#kernel/web/callout.tsx';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { ReasonDialog } from '#kernel/web/reason-dialog.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../api.ts';
import { NextRows, useRowsSaid } from '../parts/load-all.tsx';
import { type Alarm, useAlarms } from './queries.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly officeId: string;
  readonly keeper: boolean;
  readonly live: boolean;
}

/** What went wrong with phones and has not been looked into; nothing is drawn while nothing did. */
export function Alarms({ officeId, keeper, live }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const [handling, setHandling] = useState<Alarm | null>(null);
  const alarms = useAlarms(officeId, live);
  const { rows } = alarms;
  const said = useRowsSaid(alarms);
  if (alarms.error) return <FailureNotice error={alarms.error} onRetry={alarms.retry} />;
  if (rows.length === 0) return null;
  const column = columnsOf(format, rows);
  return (
    <>
      <DataTable
        caption={texts.alarmList}
        note={said}
        tools={<NextRows pages={alarms} />}
        maxHeight={280}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'kind',
            head: texts.alarm,
            value: ({ kind }) => texts.alarmKinds[kind][0],
            cell: ({ kind }) => <Marked as="bad">{texts.alarmKinds[kind][0]}</Marked>,
          },
          {
            key: 'what',
            head: texts.whatToDo,
            value: (alarm) =>
              sayAlarm(alarm, texts.missingSeq, texts.skew) || texts.alarmKinds[alarm.kind][1],
            cell: (alarm) => (
              <>
                {sayAlarm(alarm, texts.missingSeq, texts.skew)} {texts.alarmKinds[alarm.kind][1]}
              </>
            ),
          },
          {
            key: 'person',
            head: texts.person,
            value: ({ person }) => person,
            cell: ({ deviceId, person, device }) => (
              <Link
                to="/phones"
                search={{ office: officeId, phone: deviceId }}
                resetScroll={false}
              >{`${person}, ${device}`}</Link>
            ),
          },
          column.moment('at', texts.raisedAt, ({ at }) => at),
          column.text('office', texts.office, ({ office }) => office),
          ...(keeper
            ? [
                column.acts(texts.act, (alarm: Alarm) => (
                  <Button size="compact-xs" variant="default" onClick={() => setHandling(alarm)}>
                    {texts.handled}
                  </Button>
                )),
              ]
            : []),
        ]}
      />
      {handling && <HandleDialog alarm={handling} officeId={officeId} onClose={() => setHandling(null)} />}
    </>
  );
}

/** The figures of an alarm in words: which number is missing, by how much a clock is off. */
function sayAlarm(
  { kind, facts }: Alarm,
  missing: (seq: string) => string,
  skew: (minutes: string) => string,
): string {
  const { missing: seq, skewMs } = facts as { missing?: unknown; skewMs?: unknown };
  if (kind === 'gap' && typeof seq === 'number') return missing(String(seq));
  if (kind === 'clock_wrong' && typeof skewMs === 'number')
    return skew(String(Math.round(Math.abs(skewMs) / 60_000)));
  return '';
}

interface HandleProps {
  readonly alarm: Alarm;
  readonly officeId: string;
  readonly onClose: () => void;
}

function HandleDialog({ alarm, officeId, onClose }: HandleProps) {
  const texts = useTexts();
  const [title, todo] = texts.alarmKinds[alarm.kind];
  return (
    <ReasonDialog
      title={`${title}: ${alarm.person}`}
      label={texts.handled}
      field={texts.whatWasDone}
      maxLength={500}
      send={(_id, note) =>
        ask('POST /devices/alarms/:alarmId/acknowledgement', {
          params: { alarmId: alarm.id },
          body: { officeId, note },
        })
      }
      touches={[['payouts']]}
      done={() => texts.handledDone}
      onClose={onClose}
    >
      <Callout>{todo}</Callout>
    </ReasonDialog>
  );
}
