import { FileInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { addressOf, type Reply } from '#kernel/web/ask.ts';
import { Callout } from '#kernel/web/callout.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { sendFile } from '#kernel/web/send-file.ts';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask, type DeskContract } from '../../api.ts';
import { useProgrammes } from '../../parts/programmes.ts';
import styles from '../calendar/calendar.module.css';
import type { Batch } from '../queries.ts';
import { useTexts } from '../texts/texts.ts';

type Judged = Reply<DeskContract, 'POST /payouts/bank-batches/:batchId/answer-file'>;

/** The bank's answer: the file is read and judged first, then what it means is confirmed. */
export function AnswerDialog({ batch, onClose }: { batch: Batch; onClose: () => void }) {
  const texts = useTexts();
  const format = useFormat();
  const programmes = useProgrammes();
  const [file, setFile] = useState<File | null>(null);
  const reading = useMutation({
    mutationFn: async (chosen: File) =>
      (await sendFile(
        addressOf('/payouts/bank-batches/:batchId/answer-file', { params: { batchId: batch.id } }),
        { fields: {}, file: chosen, onProgress: () => {}, signal: new AbortController().signal },
      )) as Judged,
  });
  const act = useAct({
    send: (_id, judged: Judged) =>
      ask('POST /payouts/bank-batches/:batchId/answer', {
        params: { batchId: batch.id },
        body: { fileSha256: judged.fileSha256, paid: [...judged.paid] },
      }),
    onDone: ({ paid, rejected, skipped }) => {
      toast(texts.bank.recorded(format.count(paid), format.count(rejected), skipped.length));
      onClose();
    },
    touches: [['payouts']],
  });
  const judged = reading.data;
  const strange = (judged?.strangers.length ?? 0) > 0;
  return (
    <ActDialog
      title={texts.bank.answerTo(programmes.name(batch.programme))}
      onClose={onClose}
      act={act}
      label={texts.bank.record}
      input={judged && !strange ? judged : null}
      size="lg"
    >
      <div className={styles['form']}>
        <p>
          {texts.bank.batchOf(
            format.count(batch.vouchers),
            format.vnd(batch.totalVnd),
            batch.madeBy,
            format.moment(batch.madeAt),
          )}
        </p>
        <FileInput
          label={texts.bank.answerFile}
          description={texts.bank.answerHint}
          placeholder={texts.bank.chooseFile}
          accept=".xlsx,.csv,.txt"
          value={file}
          disabled={act.busy || reading.isPending}
          onChange={(chosen) => {
            setFile(chosen);
            if (chosen) reading.mutate(chosen);
            else reading.reset();
          }}
        />
        {reading.isPending && <p role="status">{texts.bank.reading}</p>}
        {reading.error && <FailureNotice error={reading.error} />}
        {judged && (
          <div role="status" className={styles['form']}>
            {!strange && (
              <p>
                {texts.bank.meansPaid(format.count(judged.paid.length), format.vnd(judged.paidVnd))}
                {judged.rejected.length > 0 &&
                  ` ${texts.bank.meansRejected(format.count(judged.rejected.length), format.vnd(judged.rejectedVnd))}`}
              </p>
            )}
            {!strange && !judged.withResults && <Callout as="watch">{texts.bank.withoutResults}</Callout>}
            {strange && (
              <Callout as="bad" role="alert">
                {texts.bank.strangers(judged.strangers.slice(0, 3).join(', '))}
              </Callout>
            )}
            {!strange && judged.rejected.length > 0 && (
              <ul className={styles['rejected']}>
                {judged.rejected.slice(0, 10).map((line) => (
                  <li key={line.voucherId}>
                    {line.fullName}, {format.dong(line.amountVnd)}: {line.says ?? texts.bank.notNamed}
                  </li>
                ))}
                {judged.rejected.length > 10 && (
                  <li>{texts.bank.andMore(format.count(judged.rejected.length - 10))}</li>
                )}
              </ul>
            )}
          </div>
        )}
      </div>
    </ActDialog>
  );
}
