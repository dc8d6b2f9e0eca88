import { PaperTable } from '#kernel/web/data-table.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { useParts } from '../../parts/texts/texts.ts';
import type { Plan } from '../queries.ts';
import { useTexts } from '../texts/texts.ts';

/** The plan as it hangs on a wall: each office with its days, ways, people and money. On paper only. */
export function PaperPlan({ plan }: { plan: Plan }) {
  const texts = useTexts();
  const names = useParts();
  const format = useFormat();
  const offices = new Map(plan.offices.map((office) => [office.id, office]));
  const rows = plan.cells.toSorted((a, b) => {
    const [one, two] = [offices.get(a.officeId)?.path ?? '', offices.get(b.officeId)?.path ?? ''];
    return one.localeCompare(two) || a.day.localeCompare(b.day) || a.channel.localeCompare(b.channel);
  });
  return (
    <PaperTable
      rows={rows}
      rowKey={(row) => `${row.officeId} ${row.day} ${row.channel}`}
      columns={[
        {
          key: 'office',
          head: texts.office,
          value: (row) => row.officeId,
          cell: (row) => offices.get(row.officeId)?.name ?? '',
        },
        { key: 'day', head: texts.day, value: (row) => row.day, cell: (row) => format.day(row.day) },
        {
          key: 'channel',
          head: texts.channel,
          value: (row) => row.channel,
          cell: (row) => names.channels[row.channel],
        },
        {
          key: 'people',
          head: texts.people,
          align: 'end',
          value: (row) => row.people,
          cell: (row) => format.count(row.people),
        },
        {
          key: 'vnd',
          head: texts.amount,
          align: 'end',
          value: (row) => row.vnd,
          cell: (row) => format.vnd(row.vnd),
        },
      ]}
    />
  );
}
