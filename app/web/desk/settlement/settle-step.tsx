import { Button } from '@mantine/core';
import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { Callout } from '#kernel/web/callout.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask, type Me } from '../api.ts';
import { HandoverLink } from '../parts/handover/link.tsx';
import styles from './page.module.css';
import type { Settlement, SettlementState } from './queries.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly data: Settlement;
  readonly state: SettlementState;
  readonly programme: string;
  readonly name: string;
  readonly month: string;
  readonly me: Me;
}

const ACCOUNTANTS = ['chief-accountant', 'provincial-director'];

/** The settlement itself and its lock by a second person, with what each does said in figures. */
export function SettleStep(props: Props) {
  const { data, state, me } = props;
  const texts = useTexts();
  const format = useFormat();
  const [asked, setAsked] = useState<'settle' | 'lock' | null>(null);
  const { settled, locked } = state;
  const may = me.grants.some(({ role }) => ACCOUNTANTS.includes(role));
  const close = () => setAsked(null);
  return (
    <Sheet title={texts.step3}>
      <div className={styles['stack']}>
        {settled && (
          <>
            <Marked as="good">{texts.made(settled.by, format.moment(settled.at))}</Marked>
            {settled.dischargeHandover !== null && (
              <HandoverLink id={settled.dischargeHandover}>{texts.dischargeHandover}</HandoverLink>
            )}
            {settled.returnHandover !== null && (
              <HandoverLink id={settled.returnHandover}>{texts.returnHandover}</HandoverLink>
            )}
            {settled.feeHandover !== null && (
              <HandoverLink id={settled.feeHandover}>{texts.feeHandover}</HandoverLink>
            )}
          </>
        )}
        {locked && <Marked as="closed">{texts.lockedBy(locked.by, format.moment(locked.at))}</Marked>}
        {!may && locked === null && <p className={styles['quiet']}>{texts.notYours}</p>}
        {may && !settled && (
          <>
            {data.blocks.length > 0 && <p className={styles['quiet']}>{texts.blocked}</p>}
            <Button disabled={data.blocks.length > 0} onClick={() => setAsked('settle')}>
              {texts.settle}
            </Button>
          </>
        )}
        {may && settled && locked === null && (
          <>
            {settled.own && <p className={styles['quiet']}>{texts.lockOther}</p>}
            <Button disabled={settled.own} onClick={() => setAsked('lock')}>
              {texts.lock}
            </Button>
          </>
        )}
      </div>
      {asked === 'settle' && <SettleDialog {...props} onClose={close} />}
      {asked === 'lock' && <LockDialog {...props} onClose={close} />}
    </Sheet>
  );
}

type Asking = Props & { readonly onClose: () => void };
interface Period {
  readonly programme: string;
  readonly month: string;
}

function SettleDialog({ data, programme, month, onClose }: Asking) {
  const texts = useTexts();
  const format = useFormat();
  const act = useAct<Period, unknown>({
    send: (id, period) => ask('POST /payouts/settlement', { body: { id, ...period } }),
    touches: [['payouts']],
    onDone: () => {
      toast(texts.settleDone);
      onClose();
    },
  });
  return (
    <ActDialog
      grave
      title={texts.settleTitle}
      label={texts.settle}
      act={act}
      onClose={onClose}
      input={{ programme, month }}
    >
      <Callout>
        {texts.settleSum(format.vnd(data.paidVnd), format.vnd(data.toReturnVnd), format.vnd(data.feeVnd))}
      </Callout>
    </ActDialog>
  );
}

function LockDialog({ programme, name, month, onClose }: Asking) {
  const texts = useTexts();
  const format = useFormat();
  const act = useAct<Period, unknown>({
    send: (_id, body) => ask('POST /payouts/settlement/lock', { body }),
    touches: [['payouts']],
    onDone: () => {
      toast(texts.lockDone);
      onClose();
    },
  });
  return (
    <ActDialog
      grave
      title={texts.lockTitle}
      label={texts.lock}
      act={act}
      onClose={onClose}
      input={{ programme, month }}
    >
      <Callout>{texts.lockSum(name, format.month(month))}</Callout>
    </ActDialog>
  );
}
