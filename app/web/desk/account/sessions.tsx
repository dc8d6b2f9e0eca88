import { Button } from '@mantine/core';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import type { Reply } from '#kernel/web/ask.ts';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask, type DeskContract } from '../api.ts';
import { deviceOf } from './device.ts';
import { useTexts } from './texts/texts.ts';

type Session = Reply<DeskContract, 'GET /auth/sessions'>[number];

const KEY = ['sessions'];
const sessionsQuery = queryOptions({
  queryKey: KEY,
  queryFn: ({ signal }) => ask('GET /auth/sessions', undefined, signal),
});

/** Every browser in which the person is signed in, and the way to end it there. */
export function Sessions() {
  const texts = useTexts();
  const column = columnsOf<Session>(useFormat());
  const sessions = useSuspenseQuery(sessionsQuery).data;
  const [ending, setEnding] = useState<Session | 'others' | null>(null);
  const close = () => setEnding(null);
  const nameOf = ({ userAgent }: Session) => {
    const device = deviceOf(userAgent);
    return device === null ? texts.unknownDevice : texts.on(device.browser, device.system);
  };
  return (
    <>
      <DataTable
        caption={texts.sessions}
        note={texts.sessionsHint}
        tools={
          sessions.length > 1 && (
            <Button size="xs" variant="default" onClick={() => setEnding('others')}>
              {texts.endOthers}
            </Button>
          )
        }
        rows={sessions}
        rowKey={(row) => row.id}
        columns={[
          column.text('device', texts.device, (row) =>
            row.current ? `${nameOf(row)} (${texts.thisOne})` : nameOf(row),
          ),
          column.text('place', texts.place, (row) => row.ip),
          column.moment('lastUsedAt', texts.lastUsedAt, (row) => row.lastUsedAt),
          column.moment('openedAt', texts.openedAt, (row) => row.openedAt),
          column.moment('endsAt', texts.endsAt, (row) => row.endsAt),
          column.acts(
            '',
            (row) =>
              !row.current && (
                <Button size="compact-xs" variant="default" onClick={() => setEnding(row)}>
                  {texts.end}
                </Button>
              ),
          ),
        ]}
      />
      {ending === 'others' && <EndOthers onClose={close} />}
      {ending !== null && ending !== 'others' && (
        <EndOne session={ending} name={nameOf(ending)} onClose={close} />
      )}
    </>
  );
}

function EndOne({ session, name, onClose }: { session: Session; name: string; onClose: () => void }) {
  const texts = useTexts();
  const end = useAct({
    send: (_id, sessionId: string) => ask('POST /auth/sessions/:sessionId/end', { params: { sessionId } }),
    touches: [KEY],
    onDone: onClose,
  });
  return (
    <ActDialog title={texts.endOne} label={texts.end} act={end} input={session.id} grave onClose={onClose}>
      <p>{texts.endOneHint(name, session.ip)}</p>
    </ActDialog>
  );
}

function EndOthers({ onClose }: { onClose: () => void }) {
  const texts = useTexts();
  const end = useAct({
    send: () => ask('POST /auth/other-sessions/end'),
    touches: [KEY],
    onDone: onClose,
  });
  return (
    <ActDialog title={texts.endOthers} label={texts.end} act={end} input={{}} grave onClose={onClose}>
      <p>{texts.endOthersHint}</p>
    </ActDialog>
  );
}
