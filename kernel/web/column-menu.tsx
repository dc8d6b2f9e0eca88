import { ActionIcon, Checkbox, Popover } from '@mantine/core';
import { useLocalStorage, useMediaQuery } from '@mantine/hooks';
import styles from './data-grid.module.css';
import { ColumnsIcon } from './icons.tsx';
import { useShared } from './texts/texts.ts';

interface Choosable {
  readonly key: string;
  readonly head: string;
  readonly hidden?: boolean | 'narrow';
}

interface Choice {
  readonly columns: readonly Choosable[];
  readonly shown: ReadonlySet<string>;
  show(key: string, on: boolean): void;
}

/** A tablet held upright, or a page at twice its size. */
/** Of a window only: paper takes every column that a wide window has. */
const NARROW = 'screen and (max-width: 900px)';

/** The columns the user wants of a grid, remembered in this browser. The first one heads the rows and always stays. */
export function useColumns<C extends Choosable>(
  name: string,
  columns: readonly C[],
): { columns: readonly C[]; choice: Choice } {
  const [wished, setWished] = useLocalStorage<Record<string, boolean>>({
    key: `tungnha.columns.${name}`,
    defaultValue: {},
    getInitialValueInEffect: false,
  });
  const narrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false });
  const hides = (hidden: Choosable['hidden']) => (hidden === 'narrow' ? narrow : hidden);
  const visible = columns.filter(({ key, hidden }, i) => i === 0 || (wished[key] ?? !hides(hidden)));
  return {
    columns: visible,
    choice: {
      columns: columns.slice(1),
      shown: new Set(visible.map(({ key }) => key)),
      show: (key, on) => setWished((now) => ({ ...now, [key]: on })),
    },
  };
}

export function ColumnMenu({ name, choice }: { name: string; choice: Choice }) {
  const shared = useShared();
  return (
    <Popover position="bottom-end" trapFocus>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray.7"
          title={shared.columns}
          aria-label={shared.columnsOf(name)}
        >
          <ColumnsIcon />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={shared.columnsOf(name)}>
        <div className={styles['columns']}>
          {choice.columns.map(({ key, head }) => (
            <Checkbox
              key={key}
              size="xs"
              label={head}
              checked={choice.shown.has(key)}
              onChange={(event) => choice.show(key, event.currentTarget.checked)}
            />
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
