import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { Figure, Figures } from '#kernel/web/facts.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { useOpenedBelow } from '#kernel/web/use-opened-below.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { Waiting } from '#kernel/web/waiting.tsx';
import type { Me } from '../api.ts';
import { Blocks } from './blocks.tsx';
import { Lists } from './lists.tsx';
import { Match } from './match.tsx';
import styles from './page.module.css';
import { Points } from './points.tsx';
import { type Line, settlementQuery, stateQuery } from './queries.ts';
import { ReturnDialog } from './return-dialog.tsx';
import { SettleStep } from './settle-step.tsx';
import { useTexts } from './texts/texts.ts';
import { Vouchers } from './vouchers.tsx';

interface Props {
  readonly programme: string;
  readonly name: string;
  readonly month: string;
  readonly me: Me;
}

const RETURNERS = ['payout-controller', 'treasurer'];

/** One programme's month: its figures, what blocks, the match, the acts, and what stands behind each figure. */
export function ProgrammeSettlement({ programme, name, month, me }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const search = useSearch({ from: '/frame/settlement' });
  const settlement = useQuery(settlementQuery(programme, month));
  const state = useQuery(stateQuery(programme, month));
  const [returning, setReturning] = useState(false);
  const behind = search.state && [search.state, search.office, search.source, search.list].join(' ');
  const place = useOpenedBelow(behind);
  // Returns are the province's, which answers to the funder.
  const rootId = me.grants.find(
    ({ role, officePath }) => RETURNERS.includes(role) && !officePath.includes('/'),
  )?.officeId;
  const error = settlement.error ?? state.error;
  if (!settlement.data || !state.data)
    return error ? (
      <FailureNotice
        error={error}
        onRetry={() => void (settlement.error ? settlement.refetch() : state.refetch())}
      />
    ) : (
      <Waiting />
    );
  const { data } = settlement;
  const sum = (key: keyof Line & `${string}Vnd`) =>
    data.lines.reduce((total, line) => total + BigInt(line[key]), 0n);
  const figures = [
    ['listed', texts.listed, sum('listVnd')],
    ['paid', texts.paid, sum('paidVnd')],
    ['carried', texts.carried, sum('carriedVnd')],
    ['returned', texts.returned, sum('returnedVnd')],
    ['open', texts.open, sum('openVnd')],
    ['funded', texts.funded, BigInt(data.fundedVnd)],
    ['to-return', texts.toReturn, BigInt(state.data.settled?.returnedVnd ?? data.toReturnVnd)],
    ['fee', texts.fee, BigInt(state.data.settled?.feeVnd ?? data.feeVnd)],
  ] as const;
  return (
    <>
      <Figures>
        {figures.map(([key, head, value]) => (
          <Figure key={key} name={head} value={format.vnd(value)} unit={format.currency} figure={key} />
        ))}
      </Figures>
      <div className={styles['steps']}>
        <Blocks
          data={data}
          settled={state.data.settled !== null}
          month={month}
          programme={programme}
          onGiveBack={rootId === undefined ? null : () => setReturning(true)}
        />
        <Match data={data} />
        <SettleStep data={data} state={state.data} programme={programme} name={name} month={month} me={me} />
      </div>
      {returning && rootId !== undefined && (
        <ReturnDialog
          data={data}
          rule={state.data.unpaid}
          programme={programme}
          month={month}
          rootId={rootId}
          onClose={() => setReturning(false)}
        />
      )}
      {search.state !== undefined && (
        <div ref={place}>
          <Vouchers
            key={behind}
            behind={{
              programme,
              month,
              state: search.state,
              ...(search.office !== undefined && { office: search.office }),
              ...(search.source !== undefined && { source: search.source }),
              ...(search.list !== undefined && { list: search.list }),
            }}
            lines={data.lines}
          />
        </div>
      )}
      <Points data={data} month={month} programme={programme} />
      <Lists state={state.data} month={month} programme={programme} />
    </>
  );
}
