import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ActState } from '#kernel/web/act-state.tsx';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataGrid } from '#kernel/web/data-grid.tsx';
import { DataTable } from '#kernel/web/data-table.tsx';
import { Facts } from '#kernel/web/facts.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { Waiting } from '#kernel/web/waiting.tsx';
import { ask } from '../api.ts';
import styles from './evidence.module.css';
import { pagedGrid } from '../parts/load-all.tsx';
import { useCheckpoints, type EvidenceState, evidenceQuery } from './queries.ts';
import { useTexts } from './texts/texts.ts';

/** How the record of evidence stands: its size, the newest signed checkpoint, the last comparison with the rows. */
export function Evidence() {
  const texts = useTexts();
  const state = useQuery(evidenceQuery);
  const check = useAct({
    send: () => ask('POST /evidence/check', { body: {} }),
    onDone: () => toast(texts.checkQueued),
    touches: [['evidence']],
  });
  if (!state.data)
    return state.error ? (
      <FailureNotice error={state.error} onRetry={() => void state.refetch()} />
    ) : (
      <Waiting />
    );
  return (
    <div className={styles['stack']}>
      <Sheet
        title={texts.recordState}
        tools={
          <Button size="xs" loading={check.step.at === 'sending'} onClick={() => check.run(null)}>
            {texts.checkNow}
          </Button>
        }
      >
        <ActState act={check} />
        <State state={state.data} />
      </Sheet>
      <Findings state={state.data} />
      <Checkpoints />
    </div>
  );
}

function State({ state }: { state: EvidenceState }) {
  const texts = useTexts();
  const format = useFormat();
  const { size, waiting, checkpoint, lastCheck, keys } = state;
  const outcome = lastCheck && (
    <Marked as={lastCheck.outcome === 'whole' ? 'good' : 'bad'}>{texts.outcomes[lastCheck.outcome]}</Marked>
  );
  return (
    <Facts
      facts={[
        [texts.leaves, format.count(size)],
        [texts.leavesWaiting, format.count(waiting)],
        [texts.checkpointAt, checkpoint ? format.moment(checkpoint.signedAt) : texts.none],
        [texts.root, checkpoint ? <code>{checkpoint.root}</code> : texts.none],
        [
          texts.lastCheck,
          lastCheck ? (
            <>
              {outcome} {format.moment(lastCheck.endedAt)}
            </>
          ) : (
            texts.none
          ),
        ],
        [texts.keys, keys.map(({ verifier }) => <code key={verifier}>{verifier}</code>)],
      ]}
    />
  );
}

/** What the last comparison found; nothing is drawn when all was whole. */
function Findings({ state }: { state: EvidenceState }) {
  const texts = useTexts();
  const format = useFormat();
  const findings = state.lastCheck?.findings ?? [];
  if (findings.length === 0) return null;
  const what = texts.findings as Readonly<Record<string, string>>;
  const column = columnsOf(format, findings);
  return (
    <DataTable
      caption={texts.found}
      rows={findings}
      rowKey={(row) => `${row.what}-${row.position}-${row.subject?.id}`}
      columns={[
        column.text('what', texts.kind, (row) => what[row.what] ?? row.what),
        {
          key: 'subject',
          head: texts.subject,
          value: (row) => row.subject?.id ?? '',
          cell: (row) => row.subject?.id ?? '–',
        },
        column.figure('position', texts.position, (row) => row.position),
        {
          key: 'breaks',
          head: texts.breaks,
          value: (row) => row.breaks?.signedAt ?? '',
          cell: (row) => (row.breaks ? format.moment(row.breaks.signedAt) : '–'),
        },
      ]}
    />
  );
}

function Checkpoints() {
  const texts = useTexts();
  const format = useFormat();
  const found = useCheckpoints();
  if (found.loading) return <Waiting />;
  const column = columnsOf(format, found.rows);
  return (
    <DataGrid
      caption={texts.checkpoints}
      name="checkpoints"
      height={320}
      rowKey={(row) => String(row.size)}
      {...pagedGrid(found)}
      columns={[
        column.moment('at', texts.at, (row) => row.signedAt, { width: 160 }),
        column.figure('size', texts.leaves, (row) => row.size, { width: 150 }),
        { key: 'root', head: texts.root, value: (row) => row.root, cell: (row) => <code>{row.root}</code> },
        column.text('key', texts.key, (row) => row.keyId, { width: 120 }),
        column.text('note', texts.note, (row) => row.note, { hidden: true }),
      ]}
    />
  );
}
