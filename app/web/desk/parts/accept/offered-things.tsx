import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { searchKey } from '#kernel/words/text.ts';
import { Callout } from '#kernel/web/callout.tsx';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataGrid } from '#kernel/web/data-grid.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { Waiting } from '#kernel/web/waiting.tsx';
import { useProgrammes } from '../programmes.ts';
import { TypedFilter } from '../typed-filter.tsx';
import type { OfferToAccept } from './accept-dialog.tsx';
import { type Offered, offeredQuery } from './queries.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly offer: OfferToAccept;
  readonly missing: ReadonlySet<string>;
  readonly onChange: (missing: ReadonlySet<string>) => void;
}

const sumOf = (vouchers: readonly Offered[]) =>
  vouchers.reduce((sum, { amountVnd }) => sum + BigInt(amountVnd), 0n);

/** The vouchers of an offer, whose they are and what they come to, of which those that are not there are marked. */
export function OfferedThings({ offer, missing, onChange }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const programmes = useProgrammes();
  const [typed, setTyped] = useState('');
  const offered = useQuery(offeredQuery(offer.towardOfficeId, offer.id));
  if (!offered.data)
    return offered.error ? (
      <FailureNotice error={offered.error} onRetry={() => void offered.refetch()} />
    ) : (
      <Waiting />
    );
  const all = offered.data;
  const key = searchKey(typed);
  const rows = key === '' ? all : all.filter(({ fullName }) => searchKey(fullName).includes(key));
  const notThere = all.filter(({ id }) => missing.has(id));
  const column = columnsOf(format, rows);
  return (
    <>
      <p>{texts.missingHint}</p>
      <DataGrid
        caption={texts.things}
        note={texts.thingsSum(format.count(all.length), format.vnd(sumOf(all)))}
        name="offered-vouchers"
        height={260}
        rows={rows}
        rowKey={(row) => row.id}
        chosen={missing}
        onChoose={onChange}
        tools={<TypedFilter label={texts.find} value={typed} onChange={setTyped} />}
        columns={[
          {
            key: 'name',
            head: texts.name,
            value: (row) => row.fullName,
            text: (row) => row.fullName,
            cell: (row) => row.fullName,
          },
          column.text('programme', texts.programme, (row) => programmes.name(row.programme), { width: 210 }),
          {
            key: 'month',
            head: texts.benefitMonth,
            width: 110,
            value: (row) => row.benefitMonth,
            cell: (row) => format.month(row.benefitMonth),
          },
          column.vnd('amount', texts.amount, (row) => row.amountVnd, { width: 110 }),
        ]}
      />
      {notThere.length > 0 && (
        <Callout as="watch" role="status">
          {texts.missing(format.count(notThere.length), format.vnd(sumOf(notThere)))}
        </Callout>
      )}
    </>
  );
}
