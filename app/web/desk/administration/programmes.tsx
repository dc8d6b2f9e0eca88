import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { useLanguage } from '#kernel/web/language.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { ChangeRule } from './change-rule.tsx';
import { Loaded } from './loaded.tsx';
import { type Rule, rulesQuery } from './queries.ts';
import styles from './programmes.module.css';
import { useTexts } from './texts/texts.ts';
import { Sureness, surenessOf, useSpan } from './version.tsx';

/** The rules of each programme through time; the newest can be followed by another. */
export function Programmes({ changes }: { changes: boolean }) {
  const texts = useTexts();
  const format = useFormat();
  const column = columnsOf<Rule>(format);
  const span = useSpan();
  const { language } = useLanguage();
  const rules = useQuery(rulesQuery);
  const [changing, setChanging] = useState<Rule | null>(null);
  const nameOf = (row: Rule) => (language === 'vi' ? row.nameVi : row.nameEn);
  const between = (from: number, to: number) => texts.days(String(from), String(to));
  const feeOf = (row: Rule) => texts.feeOf(format.count(row.feePerMillion), format.vnd(row.feePerVoucherVnd));
  const basisOf = (row: Rule) => row.legalBasis;
  /** Said by another column on screen; a column of its own in a file. */
  const filed = (key: string, head: string, of: (row: Rule) => string) =>
    column.text(key, head, of, { fileOnly: true });
  return (
    <Loaded query={rules}>
      {(rows) => (
        <>
          <DataTable
            caption={texts.views.programmes}
            note={texts.programmesNote}
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              {
                key: 'name',
                head: texts.programme,
                value: nameOf,
                cell: (row) => (
                  <>
                    {nameOf(row)}
                    <small className={styles['second']}>{row.funder}</small>
                  </>
                ),
              },
              column.text('span', texts.inForce, span),
              filed('funder', texts.funder, (row) => row.funder),
              {
                key: 'days',
                head: texts.monthDays,
                value: (row) => row.opensOn,
                cell: (row) => (
                  <ul className={styles['days']}>
                    <li>{texts.opens(String(row.opensOn), String(row.settleOn))}</li>
                    <li>
                      {texts.cashDays(
                        between(row.pointFrom, row.pointTo),
                        between(row.officeFrom, row.officeTo),
                      )}
                    </li>
                    <li>{texts.bankFrom(between(row.bankFrom, row.bankTo))}</li>
                  </ul>
                ),
              },
              filed('opens', texts.opensOn, (row) => String(row.opensOn)),
              filed('points', texts.pointDays, (row) => between(row.pointFrom, row.pointTo)),
              filed('offices', texts.officeDays, (row) => between(row.officeFrom, row.officeTo)),
              filed('bank', texts.bankDays, (row) => between(row.bankFrom, row.bankTo)),
              filed('settle', texts.settleOn, (row) => String(row.settleOn)),
              {
                key: 'unpaid',
                head: texts.unpaidRule,
                value: (row) => texts.unpaidRules[row.unpaidRule],
                cell: (row) => (
                  <>
                    {texts.unpaidRules[row.unpaidRule]}
                    <small className={styles['second']}>{texts.homeFrom(String(row.homeAge))}</small>
                  </>
                ),
              },
              filed('home', texts.homeAge, (row) => String(row.homeAge)),
              column.text('fee', texts.fee, feeOf),
              {
                key: 'basis',
                head: texts.legalBasis,
                value: basisOf,
                text: basisOf,
                cell: (row) => (
                  <span className={styles['basis']}>
                    {row.legalBasis}
                    <Sureness of={row.confidence} />
                  </span>
                ),
              },
              filed('sure', texts.sure, (row) => surenessOf(texts, row.confidence)),
              ...(changes
                ? [
                    column.acts(
                      '',
                      (row: Rule) =>
                        row.validTo === null && (
                          <Button size="compact-xs" variant="default" onClick={() => setChanging(row)}>
                            {texts.change}
                          </Button>
                        ),
                    ),
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
