import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataGrid } from '#kernel/web/data-grid.tsx';
import { MoneyField } from '#kernel/web/fields/money-field.tsx';
import { useLanguage } from '#kernel/web/language.tsx';
import { useShared } from '#kernel/web/texts/texts.ts';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { findRegime } from '#modules/payouts/programmes/data/regimes.ts';
import { ask } from '../api.ts';
import { Loaded } from './loaded.tsx';
import { type Rate, ratesQuery } from './queries.ts';
import { useTexts } from './texts/texts.ts';
import { NO_VERSION, Sureness, useSpan, VersionFields, whole } from './version.tsx';

/** Every rate of benefit through time. */
export function Rates({ changes }: { changes: boolean }) {
  const texts = useTexts();
  const format = useFormat();
  const column = columnsOf<Rate>(format);
  const span = useSpan();
  const rates = useQuery(ratesQuery);
  const [changing, setChanging] = useState<Rate | null>(null);
  const gradeOf = ({ grade }: Rate) => grade || '–';
  const nameOf = useRateName();
  return (
    <Loaded query={rates}>
      {(rows) => (
        <>
          <DataGrid
            caption={texts.views.rates}
            note={texts.ratesNote}
            name="rates"
            fileName="rates"
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
                value: (row) => row.confidence,
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

interface Change {
  readonly amountVnd: string | null;
  readonly coefficient: string | null;
  readonly validFrom: string;
  readonly legalBasis: string;
}

function ChangeRate({ rate, onClose }: { rate: Rate; onClose: () => void }) {
  const texts = useTexts();
  const shared = useShared();
  const [amount, setAmount] = useState<bigint | null>(
    rate.amountVnd === null ? null : BigInt(rate.amountVnd),
  );
  const [coefficient, setCoefficient] = useState(rate.coefficient ?? '');
  const [version, setVersion] = useState(NO_VERSION);
  const { code, grade } = rate;
  const change = useAct({
    send: (_id, body: Change) => ask('POST /payouts/rates', { body: { code, grade, ...body } }),
    touches: [['reference']],
    onDone: () => {
      toast(shared.done);
      onClose();
    },
  });
  const dated = whole(version);
  const factor = coefficient.replace(',', '.').trim();
  const right = /^(\d{1,4}(\.\d{1,6})?)?$/.test(factor) && (amount !== null || factor !== '');
  return (
    <ActDialog
      opened
      onClose={onClose}
      act={change}
      title={texts.changeRate(`${useRateName()(rate)} ${grade}`.trim())}
      label={texts.change}
      input={
        dated && right
          ? { ...dated, amountVnd: amount === null ? null : String(amount), coefficient: factor || null }
          : null
      }
    >
      <p>{texts.changeHint}</p>
      <VersionFields value={version} onChange={setVersion} />
      <MoneyField label={texts.amount} value={amount} onChange={setAmount} />
      <TextInput
        label={texts.coefficient}
        inputMode="decimal"
        value={coefficient}
        onChange={(event) => setCoefficient(event.currentTarget.value)}
      />
    </ActDialog>
  );
}
