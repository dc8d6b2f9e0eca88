import { Button } from '@mantine/core';
import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../../api.ts';
import { useProgrammes } from '../../parts/programmes.ts';
import styles from '../calendar/calendar.module.css';
import type { Batches } from '../queries.ts';
import { useTexts } from '../texts/texts.ts';
import { FundsShort } from './funds.tsx';

type Waiting = Batches['waiting'][number];

/** The most vouchers of a batch, as the server makes them. */
const BATCH_MAX = 20_000;

interface Props {
  readonly month: string;
  readonly data: Batches;
}

/** What waits to go to the bank, and what of it cannot go and why. */
export function WaitingForBank({ month, data }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const programmes = useProgrammes();
  const [making, setMaking] = useState<Waiting | null>(null);
  const { waiting } = data;
  const column = columnsOf(format, waiting);
  const leftOf = ({ noAccount, died, stopped }: Waiting) =>
    [
      noAccount > 0 && texts.bank.noAccount(format.count(noAccount)),
      died > 0 && texts.bank.died(format.count(died)),
      stopped > 0 && texts.bank.stopped(format.count(stopped)),
    ]
      .filter((each) => each !== false)
      .join('; ');
  return (
    <>
      <DataTable
        caption={texts.bank.waiting}
        fileOf={`${texts.bank.title} ${month}`}
        rows={waiting}
        rowKey={(row) => row.programme}
        {...(waiting.length === 0 && { instead: <p className={styles['none']}>{texts.bank.noneWaiting}</p> })}
        columns={[
          column.text('programme', texts.programme, (row) => programmes.name(row.programme)),
          column.figure('vouchers', texts.vouchers, (row) => row.vouchers),
          column.vnd('total', texts.amount, (row) => row.totalVnd),
          column.text('left', texts.bank.left, leftOf),
          column.acts(
            texts.bank.acts,
            (row) =>
              row.vouchers > 0 && (
                <Button
                  size="compact-xs"
                  aria-label={`${texts.bank.make}: ${programmes.name(row.programme)}`}
                  onClick={() => setMaking(row)}
                >
                  {texts.bank.make}
                </Button>
              ),
          ),
        ]}
      />
      {making && (
        <MakeDialog
          month={month}
          waiting={making}
          left={leftOf(making)}
          funds={data.funds.find(({ programme }) => programme === making.programme)}
          onClose={() => setMaking(null)}
        />
      )}
    </>
  );
}

interface DialogProps {
  readonly month: string;
  readonly waiting: Waiting;
  readonly left: string;
  readonly funds: Batches['funds'][number] | undefined;
  readonly onClose: () => void;
}

/** A batch is made: whom it pays, whom it leaves, and whether the funder's money is there. */
function MakeDialog({ month, waiting, left, funds, onClose }: DialogProps) {
  const texts = useTexts();
  const format = useFormat();
  const programmes = useProgrammes();
  const { programme, vouchers, totalVnd } = waiting;
  const act = useAct({
    send: (id, body: { programme: string; month: string }) =>
      ask('POST /payouts/bank-batches', { body: { id, ...body } }),
    onDone: (made) => {
      toast(texts.bank.made(format.count(made.vouchers), format.vnd(made.totalVnd)));
      onClose();
    },
    touches: [['payouts']],
  });
  return (
    <ActDialog
      title={texts.bank.make}
      onClose={onClose}
      act={act}
      label={texts.bank.make}
      input={{ programme, month }}
    >
      <p>
        {texts.bank.makeSays(programmes.name(programme), format.count(vouchers), format.vnd(totalVnd))}
        {vouchers > BATCH_MAX && ` ${texts.bank.manyBatches(format.count(BATCH_MAX))}`}
        {left !== '' && ` ${texts.bank.leaves(left)}`}
      </p>
      {funds && <FundsShort funds={funds} month={month} nextVnd={totalVnd} />}
    </ActDialog>
  );
}
