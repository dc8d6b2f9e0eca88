import { Button } from '@mantine/core';
import { addressOf } from '#kernel/web/ask.ts';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { type Column, DataTable } from '#kernel/web/data-table.tsx';
import { PrintIcon, SheetIcon } from '#kernel/web/icons.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import type { PlansReply } from './queries.ts';
import { useTexts } from './texts/texts.ts';
import { useMeasures } from './use-measures.ts';

type Version = PlansReply['versions'][number];

/** What was accepted, version by version, and the sheets of each to print and sign. */
export function Accepted({ officeId, plans }: { officeId: string; plans: PlansReply }) {
  const texts = useTexts();
  const format = useFormat();
  const { km, hours } = useMeasures();
  const sheet = ({ id }: Version, as: 'pdf' | 'xlsx') =>
    addressOf('/rounds/plans/:planId/sheet', { params: { planId: id }, query: { officeId, as } });
  const column = columnsOf(format, plans.versions);
  const columns: Column<Version>[] = [
    {
      key: 'version',
      head: texts.version,
      value: ({ version }) => version,
      cell: ({ version }) => texts.versionN(version, version === plans.versions[0]?.version),
    },
    column.text('by', texts.by, ({ by }) => by),
    column.moment('at', texts.at, ({ at }) => at),
    column.figure('stops', texts.visits, ({ stops }) => stops),
    column.figure('left', texts.notVisited, ({ left }) => left),
    column.vnd('amount', texts.money, ({ amountVnd }) => amountVnd),
    {
      key: 'km',
      head: texts.distance,
      align: 'end',
      value: ({ distanceM }) => distanceM,
      text: ({ distanceM }) => km(distanceM),
      cell: ({ distanceM }) => km(distanceM),
    },
    column.figure('travel', texts.riding, ({ travelS }) => travelS, {
      text: ({ travelS }) => hours(travelS),
      cell: ({ travelS }) => hours(travelS),
    }),
    column.text('reason', texts.reason, ({ reason }) => reason),
    column.acts(texts.sheets, (version) => (
      <span className="on-screen-only">
        <Button
          component="a"
          size="compact-xs"
          variant="default"
          leftSection={<PrintIcon />}
          href={sheet(version, 'pdf')}
          target="_blank"
          rel="noopener"
          aria-label={texts.pdfOf(version.version)}
        >
          PDF
        </Button>{' '}
        <Button
          component="a"
          size="compact-xs"
          variant="default"
          leftSection={<SheetIcon />}
          href={sheet(version, 'xlsx')}
          download=""
          aria-label={texts.xlsxOf(version.version)}
        >
          Excel
        </Button>
      </span>
    )),
  ];
  return (
    <DataTable
      caption={texts.acceptedTitle}
      columns={columns}
      rows={plans.versions}
      rowKey={({ id }) => id}
    />
  );
}
