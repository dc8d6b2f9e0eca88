import { Checkbox } from '@mantine/core';
import styles from './data-grid.module.css';
import type { Column } from './data-table.tsx';
import { DownIcon, UpIcon } from './icons.tsx';
import { sortedAs, type Sorting } from './table-sort.ts';
import { useShared } from './texts/texts.ts';

interface Props<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  /** The widths of the columns; undefined where each row is a block. */
  readonly template: string | undefined;
  readonly sorting: Sorting | null;
  readonly onSort: (column: string) => void;
  /** How much of all is chosen; undefined where nothing can be. */
  readonly chosen: 'none' | 'some' | 'all' | undefined;
  readonly onChoose: (on: boolean) => void;
}

/** The first row of a grid: a box that chooses all, and a head of each column that sorts by it. */
export function GridHeads<Row>({
  caption,
  columns,
  template,
  sorting,
  onSort,
  chosen,
  onChoose,
}: Props<Row>) {
  const shared = useShared();
  return (
    <div
      role="row"
      aria-rowindex={1}
      className={styles['row']}
      data-said={shared.sort}
      style={{ gridTemplateColumns: template }}
    >
      {chosen !== undefined && (
        <span role="columnheader" aria-label={shared.chosen('')} data-choice>
          <Checkbox
            size="xs"
            tabIndex={-1}
            aria-label={shared.choose(caption)}
            checked={chosen === 'all'}
            indeterminate={chosen === 'some'}
            onChange={(event) => onChoose(event.currentTarget.checked)}
          />
        </span>
      )}
      {columns.map(({ key, head, align }) => {
        const as = sortedAs(key, sorting);
        return (
          <span key={key} role="columnheader" aria-sort={as} data-align={align}>
            <button type="button" title={shared.sortBy(head)} onClick={() => onSort(key)}>
              {head}
              {as !== 'none' && (as === 'descending' ? <DownIcon size={12} /> : <UpIcon size={12} />)}
            </button>
          </span>
        );
      })}
    </div>
  );
}
