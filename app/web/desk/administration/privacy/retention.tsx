import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { useOwnWords } from '../../parts/own-words.ts';
import { Loaded } from '../loaded.tsx';
import { useTexts } from '../texts/texts.ts';
import { ChangeRetention } from './change-retention.tsx';
import { type Retention, retentionQuery } from './queries.ts';
import { usePrivacyTexts } from './texts/texts.ts';

type Rule = Retention['rules'][number];

/** How long what is kept, and when something was last removed. */
export function RetentionRules({ changes }: { readonly changes: boolean }) {
  const texts = usePrivacyTexts();
  const format = useFormat();
  const ownWords = useOwnWords();
  const column = columnsOf<Rule>(format);
  const { change } = useTexts();
  const retention = useQuery(retentionQuery);
  const [changing, setChanging] = useState<Rule | null>(null);
  return (
    <Loaded query={retention}>
      {({ rules, runs }) => {
        const names = texts.kept as Readonly<Record<string, string>>;
        const nameOf = ({ what }: { what: string }) => names[what] ?? what;
        const lastOf = ({ what }: { what: string }) => {
          const run = runs.find((each) => each.what === what);
          return run ? texts.removed(run.removed, format.moment(run.at)) : '–';
        };
        const newest = (row: Rule) => rules.findLast(({ what }) => what === row.what) === row;
        return (
          <>
            <DataTable
              caption={texts.retention}
              rows={rules}
              rowKey={(row) => `${row.what} ${row.validFrom}`}
              columns={[
                column.text('what', texts.what, nameOf),
                column.figure('days', texts.days, (row) => row.days),
                column.day('from', texts.validFrom, (row) => row.validFrom),
                column.text('basis', texts.legalBasis, (row) => ownWords(row.legalBasis)),
                column.text('last', texts.lastRun, lastOf),
                ...(changes
                  ? [
                      column.acts(
                        '',
                        (row: Rule) =>
                          newest(row) && (
                            <Button
                              size="compact-xs"
                              variant="default"
                              aria-label={texts.changeRetention(nameOf(row))}
                              onClick={() => setChanging(row)}
                            >
                              {change}
                            </Button>
                          ),
                      ),
                    ]
                  : []),
              ]}
            />
            {changing && (
              <ChangeRetention rule={changing} name={nameOf(changing)} onClose={() => setChanging(null)} />
            )}
          </>
        );
      }}
    </Loaded>
  );
}
