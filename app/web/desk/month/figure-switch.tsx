import { SegmentedControl } from '@mantine/core';
import { useShared } from '#kernel/web/texts/texts.ts';

export type Seen = 'chart' | 'table';

interface Props {
  readonly name: string;
  readonly value: Seen;
  readonly onChange: (value: Seen) => void;
}

/** Every drawing can be seen as a table of the same figures. */
export function FigureSwitch({ name, value, onChange }: Props) {
  const shared = useShared();
  return (
    <span className="on-screen-only">
      <SegmentedControl
        size="xs"
        aria-label={shared.asChartOrTable(name)}
        value={value}
        onChange={(next) => onChange(next)}
        data={[
          { value: 'chart', label: shared.chart },
          { value: 'table', label: shared.table },
        ]}
      />
    </span>
  );
}
