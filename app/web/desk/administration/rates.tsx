import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataGrid } from '#kernel/web/data-grid.tsx';
import { MoneyField } from '#kernel/web/fields/money-field.tsx';
import { TextField } from '#kernel/web/fields/text-field.tsx';
import { useLanguage } from '#kernel/web/language.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { findRegime } from '#modules/payouts/programmes/data/regimes.ts';
import { ask } from '../api.ts';
import { useOwnWords } from '../parts/own-words.ts';
import { ChangeDialog } from './change-dialog.tsx';
import { Loaded } from './loaded.tsx';
import { type Rate, ratesQuery } from './queries.ts';
import { useTexts } from './texts/texts.ts';
import { Sureness, surenessOf, useSpan } from './version.tsx';

/** Every rate of benefit through time. */
export function Rates({ changes }: { changes: boolean }) {
  const texts = useTexts();
  const format = useFormat();
  const column = columnsOf<Rate>(format);
  const span = useSpan();
  const rates = useQuery(ratesQuery);
  const [changing, setChanging] = useState<Rate | null>(null);
  const ownWords = useOwnWords();
  const gradeOf = ({ grade }: Rate) => ownWords(grade) || '–';
  const nameOf = useRateName();
  return (
    <Loaded query={rates}>
      {(rows) => (
        <>
          <DataGrid
            caption={texts.views.rates}
            hint={changes ? texts.ratesHint : undefined}
            name="rates"
            rows={rows}
            rowKey={(row) => `${row.code} ${row.grade} ${row.validFrom}`}
            {...(changes && { onOpen: (row: Rate) => row.validTo === null && setChanging(row) })}
            columns={[
              column.text('name', texts.rate, nameOf, { width: 225 }),
              column.text('code', texts.code, (row) => row.code, { width: 180, hidden: true }),
              column.text('grade', texts.grade, gradeOf, { width: 110 }),
              column.figure('amount', texts.amount, (row) => row.amountVnd, { width: 110 }),
              {
                key: 'coefficient',
                head: texts.coefficient,
                width: 96,
                align: 'end',
                value: (row) => Number(row.coefficient ?? 0),
                text: (row) => row.coefficient ?? '',
                cell: (row) => (row.coefficient === null ? '–' : format.factor(Number(row.coefficient))),
              },
              {
                key: 'span',
                head: texts.inForce,
                width: 225,
                value: (row) => row.validFrom,
                text: span,
                cell: span,
              },
              column.text('basis', texts.legalBasis, (row) => row.legalBasis),
              {
                key: 'sure',
                head: texts.sure,
                width: 156,
                value: (row) => surenessOf(texts, row.confidence),
                cell: (row) => <Sureness of={row.confidence} />,
              },
            ]}
          />
          {changing && <ChangeRate rate={changing} onClose={() => setChanging(null)} />}
        </>
      )}
    </Loaded>
  );
}

/** A base level or a regime in words; a code that has none says itself. */
function useRateName() {
  const texts = useTexts();
  const { language } = useLanguage();
  const bases = texts.bases as Readonly<Record<string, string>>;
  return ({ code }: Rate) =>
    bases[code] ?? findRegime(code)?.[language === 'vi' ? 'nameVi' : 'nameEn'] ?? code;
}

function ChangeRate({ rate, onClose }: { rate: Rate; onClose: () => void }) {
  const texts = useTexts();
  const nameOf = useRateName();
  const [amount, setAmount] = useState(rate.amountVnd === null ? null : BigInt(rate.amountVnd));
  const [coefficient, setCoefficient] = useState(rate.coefficient ?? '');
  const { code, grade } = rate;
  const factor = coefficient.replace(',', '.').trim();
  const right = /^(\d{1,4}(\.\d{1,6})?)?$/.test(factor) && (amount !== null || factor !== '');
  return (
    <ChangeDialog
      title={texts.changeRate(`${nameOf(rate)} ${grade}`.trim())}
      rule={
        right ? { code, grade, amountVnd: amount?.toString() ?? null, coefficient: factor || null } : null
      }
      send={(_id, body) => ask('POST /payouts/rates', { body })}
      touches={[['reference']]}
      onClose={onClose}
    >
      <MoneyField label={texts.amount} value={amount} onChange={setAmount} />
      <TextField
        label={texts.coefficient}
        inputMode="decimal"
        value={coefficient}
        onChange={setCoefficient}
      />
    </ChangeDialog>
  );
}
