import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import type { Reply } from '#kernel/web/ask.ts';
import { Callout } from '#kernel/web/callout.tsx';
import { TextField } from '#kernel/web/fields/text-field.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask, type DeskContract } from '../api.ts';
import { useHandName } from '../parts/handover/texts/texts.ts';
import type { Settlement, SettlementState } from './queries.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly data: Settlement;
  readonly rule: SettlementState['unpaid'];
  readonly programme: string;
  readonly month: string;
  /** The province's office, which answers to the funder. */
  readonly rootId: string;
  readonly onClose: () => void;
}

interface Return {
  readonly programme: string;
  readonly month: string;
  readonly officeIds: string[] | null;
  readonly reason: string;
}

type Returned = Reply<DeskContract, 'POST /payouts/unpaid'>;

/** Sends back what nobody collected, of one office or of all; above the limit it is proposed instead. */
export function ReturnDialog({ data, rule, programme, month, rootId, onClose }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const handName = useHandName();
  const [officeId, setOffice] = useState('');
  const [reason, setReason] = useState<string>(texts.giveBackUsual);
  const [held, setHeld] = useState<Returned['skipped']>([]);
  const open = data.lines.filter((line) => line.openCount > 0);
  const offices = new Map(open.map((line) => [line.officeId, line.officeName]));
  const meant = open.filter((line) => officeId === '' || line.officeId === officeId);
  const vouchers = meant.reduce((sum, line) => sum + line.openCount, 0);
  const openVnd = meant.reduce((sum, line) => sum + BigInt(line.openVnd), 0n);
  const limitVnd = rule.twoPeopleAboveVnd;
  const asProposal = limitVnd !== null && openVnd > BigInt(limitVnd);
  const act = useAct<Return, Returned | null>({
    send: async (id, what) => {
      if (!asProposal) return ask('POST /payouts/unpaid', { body: { id, ...what } });
      const body = { id, officeId: rootId, what: { kind: 'unpaid-return' as const, ...what } };
      await ask('POST /payouts/proposals', { body });
      return null;
    },
    touches: [['payouts']],
    onDone: (answer) => {
      toast(
        answer ? texts.gaveBack(format.count(answer.vouchers), format.vnd(answer.totalVnd)) : texts.proposed,
      );
      if (answer && answer.skipped.length > 0) setHeld(answer.skipped);
      else onClose();
    },
  });
  const said = reason.trim();
  const officeIds = officeId === '' ? null : [officeId];
  return (
    <ActDialog
      grave
      title={texts.giveBack}
      label={asProposal ? texts.propose : texts.giveBack}
      act={act}
      onClose={onClose}
      input={vouchers > 0 && said !== '' ? { programme, month, officeIds, reason: said } : null}
    >
      {offices.size > 1 && (
        <NativeSelect
          label={texts.giveBackFrom}
          value={officeId}
          disabled={act.busy}
          onChange={(event) => setOffice(event.currentTarget.value)}
        >
          <option value="">{texts.everyOffice}</option>
          {[...offices].map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </NativeSelect>
      )}
      <TextField
        label={texts.giveBackWhy}
        maxLength={200}
        required
        data-autofocus
        disabled={act.busy}
        value={reason}
        onChange={setReason}
      />
      <Callout role="status">
        <p>{texts.giveBackSum(format.count(vouchers), format.vnd(openVnd))}</p>
        <p>{texts.giveBackRule[rule.rule]}</p>
        {rule.suspendAfterMonths > 0 && (
          <p>{texts.giveBackSuspends(format.count(rule.suspendAfterMonths))}</p>
        )}
        <p>{texts.giveBackDeskOnly}</p>
        {asProposal && <p>{texts.giveBackTwo(format.vnd(limitVnd))}</p>}
      </Callout>
      {held.length > 0 && (
        <Callout role="alert">
          <p>{texts.heldElsewhere(format.count(held.length))}</p>
          <ul>
            {held.map((voucher) => (
              <li key={voucher.voucherId}>
                {texts.heldBy(voucher.citizen, format.vnd(voucher.amountVnd), handName(voucher.holder))}
              </li>
            ))}
          </ul>
        </Callout>
      )}
    </ActDialog>
  );
}
