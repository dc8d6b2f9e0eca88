import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DataTable } from '#kernel/web/data-table.tsx';
import { useLanguage } from '#kernel/web/language.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { ChangeRule } from './change-rule.tsx';
import { Loaded } from './loaded.tsx';
import { type Rule, rulesQuery } from './queries.ts';
import { useTexts } from './texts/texts.ts';
import { Sureness, useSpan } from './version.tsx';

/** The rules of each programme through time; the newest can be followed by another. */
export function Programmes({ changes }: { changes: boolean }) {
  const texts = useTexts();
  const format = useFormat();
  const span = useSpan();
  const { language } = useLanguage();
  const rules = useQuery(rulesQuery);
  const [changing, setChanging] = useState<Rule | null>(null);
  const nameOf = (row: Rule) => (language === 'vi' ? row.nameVi : row.nameEn);
  const between = (from: number, to: number) => texts.days(String(from), String(to));
  const plain = (key: string, head: string, of: (row: Rule) => string) => ({
    key,
    head,
    value: of,
    cell: of,
  });
  return (
    <Loaded query={rules}>
      {(rows) => (
        <>
          <DataTable
            caption={texts.views.programmes}
            note={texts.programmesNote}
            fileName="programme-rules"
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              plain('name', texts.programme, nameOf),
              plain('span', texts.inForce, span),
              plain('funder', texts.funder, (row) => row.funder),
              plain('opens', texts.opensOn, (row) => String(row.opensOn)),
              plain('points', texts.pointDays, (row) => between(row.pointFrom, row.pointTo)),
              plain('offices', texts.officeDays, (row) => between(row.officeFrom, row.officeTo)),
              plain('bank', texts.bankDays, (row) => between(row.bankFrom, row.bankTo)),
              plain('settle', texts.settleOn, (row) => String(row.settleOn)),
              plain('unpaid', texts.unpaidRule, (row) => texts.unpaidRules[row.unpaidRule]),
              plain('home', texts.homeAge, (row) => String(row.homeAge)),
              plain('fee', texts.fee, (row) =>
                texts.feeOf(format.count(row.feePerMillion), format.vnd(row.feePerVoucherVnd)),
              ),
              plain('basis', texts.legalBasis, (row) => row.legalBasis),
              {
                key: 'sure',
                head: texts.sure,
                value: (row) => row.confidence,
                cell: (row) => <Sureness of={row.confidence} />,
              },
              ...(changes
                ? [
                    {
                      key: 'change',
                      head: '',
                      value: () => '',
                      cell: (row: Rule) =>
                        row.validTo === null && (
                          <Button size="compact-xs" variant="default" onClick={() => setChanging(row)}>
                            {texts.change}
                          </Button>
                        ),
                    },
                  ]
                : []),
            ]}
          />
          {changing && <ChangeRule rule={changing} onClose={() => setChanging(null)} />}
        </>
      )}
    </Loaded>
  );
}
