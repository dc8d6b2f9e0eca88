import { Button, NativeSelect, Radio } from '@mantine/core';
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { NoticePage, Page } from '#kernel/web/page.tsx';
import { sendFile } from '#kernel/web/send-file.ts';
import { Sheet } from '#kernel/web/sheet.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { addMonths, monthOf } from '#kernel/words/day.ts';
import { newId } from '#kernel/words/id.ts';
import { addressOf } from '#kernel/web/ask.ts';
import { holds, useProgrammes } from '../../parts/programmes.ts';
import { useToday } from '../../parts/use-today.ts';
import { meQuery, monthsQuery } from '../../queries.ts';
import { type Check, checkQuery } from '../queries.ts';
import { KINDS } from '../search.ts';
import { ListTabs } from '../tabs.tsx';
import { useTexts } from '../texts/texts.ts';
import { FileDrop } from './file-drop.tsx';
import styles from './intake.module.css';
import { Reading } from './reading.tsx';

type State =
  | { readonly at: 'choosing' | 'stopped' }
  | { readonly at: 'sending'; readonly id: string; readonly sent: number }
  | { readonly at: 'failed'; readonly error: unknown };

/** Takes a funder's file in as far as a look at it: nothing is entered before somebody has seen what it says. */
export function IntakePage() {
  const texts = useTexts();
  const { intake } = texts;
  const format = useFormat();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const me = useSuspenseQuery(meQuery).data;
  const search = useSearch({ from: '/frame/lists/new' });
  const programmes = useProgrammes();
  const today = useToday();
  const known = useQuery(monthsQuery).data ?? [];
  const current = known.find(({ begun }) => begun)?.month ?? monthOf(today);
  const [programme, setProgramme] = useState(search.programme ?? '');
  const [chosenMonth, setMonth] = useState(search.month);
  const [kind, setKind] = useState<(typeof KINDS)[number]>(search.kind ?? 'regular');
  const [file, setFile] = useState<File | null>(null);
  const [state, setState] = useState<State>({ at: 'choosing' });
  const stopping = useRef<AbortController | null>(null);
  useEffect(() => () => stopping.current?.abort(), []);
  if (!holds(me, 'payout-controller')) return <NoticePage title={texts.noView}>{texts.noIntake}</NoticePage>;
  const month = chosenMonth ?? current;
  // What was asked for by the address stays among the choices when another is tried.
  const months = [...[2, 1, 0, -1, -2].map((step) => addMonths(current, step)), search.month ?? current];
  const busy = state.at === 'sending';
  const look = async (chosen: File) => {
    const id = newId();
    const stop = new AbortController();
    stopping.current = stop;
    setState({ at: 'sending', id, sent: 0 });
    try {
      const check = (await sendFile(addressOf('/payouts/list-checks', {}), {
        fields: { id, programme, month, kind },
        file: chosen,
        signal: stop.signal,
        onProgress: (sent) => setState({ at: 'sending', id, sent }),
      })) as Check;
      queries.setQueryData(checkQuery(check.id).queryKey, check);
      await navigate({ to: '/lists/checks/$checkId', params: { checkId: check.id } });
    } catch (error) {
      setState(stop.signal.aborted ? { at: 'stopped' } : { at: 'failed', error });
    }
  };
  const ready = programme !== '' && file !== null && !busy;
  return (
    <Page title={intake.title} help={texts.help}>
      <ListTabs month={month} />
      <Sheet title={intake.title}>
        <form
          className={styles['form']}
          onSubmit={(event) => {
            event.preventDefault();
            if (ready) void look(file);
          }}
        >
          <p>{intake.promise}</p>
          <div className={styles['row']}>
            <NativeSelect
              label={texts.programme}
              required
              disabled={busy}
              value={programme}
              onChange={(event) => setProgramme(event.currentTarget.value)}
              data={[
                { value: '', label: intake.chooseProgramme },
                ...programmes.all.map(({ code, name }) => ({ value: code, label: name })),
              ]}
            />
            <NativeSelect
              label={intake.month}
              required
              disabled={busy}
              value={month}
              onChange={(event) => setMonth(event.currentTarget.value)}
              data={[...new Set(months)].map((each) => ({
                value: each,
                label: intake.monthOption(format.month(each)),
              }))}
            />
          </div>
          <Radio.Group label={texts.kind} value={kind} onChange={(value) => setKind(value)}>
            <div className={styles['row']}>
              {KINDS.map((each) => (
                <Radio
                  key={each}
                  value={each}
                  disabled={busy}
                  label={texts.kindOf(each)}
                  description={intake.kindHints[each]}
                />
              ))}
            </div>
          </Radio.Group>
          <FileDrop
            file={file}
            disabled={busy}
            onChoose={(chosen) => {
              setFile(chosen);
              setState({ at: 'choosing' });
            }}
          />
          {state.at === 'sending' && (
            <Reading id={state.id} sent={state.sent} onStop={() => stopping.current?.abort()} />
          )}
          {state.at === 'stopped' && (
            <p role="status" className={styles['stopped']}>
              {intake.stopped}
            </p>
          )}
          {state.at === 'failed' && <FailureNotice error={state.error} />}
          <div>
            <Button type="submit" disabled={!ready} loading={busy}>
              {intake.look}
            </Button>
          </div>
        </form>
      </Sheet>
    </Page>
  );
}
