import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { Callout } from '#kernel/web/callout.tsx';
import { LongTextField, TextField } from '#kernel/web/fields/text-field.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { Waiting } from '#kernel/web/waiting.tsx';
import { ask } from '../../api.ts';
import { useHandName } from '../../parts/handover/texts/texts.ts';
import { type WithdrawalOutlook, withdrawalQuery } from '../queries.ts';
import { useTexts } from '../texts/texts.ts';

interface Props {
  readonly listId: string;
  /** The province's office, in whose name it is proposed. */
  readonly rootId: string;
  readonly onClose: () => void;
}

interface Withdraw {
  readonly vouchers: number;
  readonly totalVnd: string;
  readonly rest: boolean;
  readonly document: string;
  readonly reason: string;
}

/** Withdraws all of a list that is unpaid: what goes and what stays is said first; above the limit it is proposed. */
export function WithdrawDialog({ listId, rootId, onClose }: Props) {
  const texts = useTexts().takeBack;
  const format = useFormat();
  const outlook = useQuery(withdrawalQuery(listId));
  const [rest, setRest] = useState(false);
  const [document, setDocument] = useState('');
  const [reason, setReason] = useState('');
  const { data } = outlook;
  const limitVnd = data?.twoPeopleAboveVnd ?? null;
  const asProposal = data !== undefined && limitVnd !== null && BigInt(data.goes.totalVnd) > BigInt(limitVnd);
  const act = useAct({
    send: async (id, input: Withdraw) => {
      if (!asProposal) {
        return ask('POST /payouts/lists/:listId/withdrawal', { params: { listId }, body: { id, ...input } });
      }
      const { totalVnd: _weighedByTheServer, ...asked } = input;
      const what = { kind: 'list-withdrawal' as const, listId, ...asked };
      await ask('POST /payouts/proposals', { body: { id, officeId: rootId, what } });
      return null;
    },
    touches: [['payouts']],
    onDone: (answer) => {
      toast(answer ? texts.done(format.count(answer.vouchers), format.vnd(answer.totalVnd)) : texts.proposed);
      onClose();
    },
  });
  const said = document.trim() !== '' && reason.trim() !== '';
  const possible = data && !data.settled && data.goes.vouchers > 0 && (rest || !mustStay(data));
  return (
    <ActDialog
      grave
      title={texts.withdrawTitle}
      label={asProposal ? texts.propose : texts.withdraw}
      act={act}
      onClose={onClose}
      input={
        possible && said ? { ...data.goes, rest, document: document.trim(), reason: reason.trim() } : null
      }
    >
      {outlook.error ? (
        <FailureNotice error={outlook.error} onRetry={() => void outlook.refetch()} />
      ) : !data ? (
        <Waiting />
      ) : (
        <Outlook outlook={data} />
      )}
      {data && mustStay(data) && data.goes.vouchers > 0 && !data.settled && (
        <Checkbox
          label={texts.rest}
          checked={rest}
          disabled={act.busy}
          onChange={(event) => setRest(event.currentTarget.checked)}
        />
      )}
      <TextField
        label={texts.document}
        description={texts.documentHint}
        maxLength={200}
        required
        disabled={act.busy}
        value={document}
        onChange={setDocument}
      />
      <LongTextField
        label={texts.reason}
        maxLength={200}
        required
        disabled={act.busy}
        value={reason}
        onChange={setReason}
      />
      {asProposal && <Callout role="status">{texts.two(format.vnd(limitVnd))}</Callout>}
    </ActDialog>
  );
}

const mustStay = ({ paid, away }: WithdrawalOutlook) => paid.vouchers > 0 || away.length > 0;

function Outlook({ outlook }: { readonly outlook: WithdrawalOutlook }) {
  const texts = useTexts().takeBack;
  const format = useFormat();
  const handName = useHandName();
  const { goes, away } = outlook;
  if (outlook.settled) return <Callout>{texts.settled}</Callout>;
  const staying = (['paid', 'returned', 'withdrawn'] as const).filter((each) => outlook[each].vouchers > 0);
  return (
    <Callout role="status">
      <p>
        {goes.vouchers === 0
          ? texts.nothing
          : texts.goes(format.count(goes.vouchers), format.vnd(goes.totalVnd))}
      </p>
      {staying.length + away.length > 0 && (
        <>
          <p>{texts.stays}</p>
          <ul>
            {staying.map((each) => (
              <li key={each}>
                {texts[each](format.count(outlook[each].vouchers), format.vnd(outlook[each].totalVnd))}
              </li>
            ))}
            {away.map((each) => (
              <li key={`${each.holder.name} ${each.holder.office}`}>
                {texts.away(format.count(each.vouchers), format.vnd(each.totalVnd), handName(each.holder))}
              </li>
            ))}
          </ul>
        </>
      )}
      {goes.vouchers > 0 && (
        <>
          {mustStay(outlook) && <p>{texts.whole}</p>}
          <p>{texts.after}</p>
        </>
      )}
    </Callout>
  );
}
