import { ActionIcon, NativeSelect } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Reply } from '#kernel/web/ask.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { LeftIcon, RightIcon } from '#kernel/web/icons.tsx';
import type { DeskContract, Overview } from '../api.ts';
import { useTexts } from './texts/texts.ts';
import styles from './month-bar.module.css';
import type { Place } from '../parts/place.ts';

export type MonthFigure = Reply<DeskContract, 'GET /payouts/months'>[number];

interface Props {
  readonly data: Overview;
  readonly places: readonly Place[];
  readonly months: readonly MonthFigure[];
  readonly month: string;
}

/** Where one is in the tree of offices, and which month; both are links and live in the address. */
export function MonthBar({ data, places, months, month }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const navigate = useNavigate({ from: '/month' });
  const go = (to: string) => void navigate({ search: (now) => ({ ...now, month: to }) });
  const at = months.findIndex((each) => each.month === month);
  const [later, earlier] = [months[at - 1], at < 0 ? undefined : months[at + 1]];
  const known = at >= 0;
  return (
    <div className={styles['bar']}>
      <Crumbs data={data} places={places} month={month} />
      <div className={styles['tools']}>
        <ActionIcon
          variant="default"
          size="input-xs"
          aria-label={texts.earlier}
          title={texts.earlier}
          disabled={!earlier}
          onClick={() => earlier && go(earlier.month)}
        >
          <LeftIcon />
        </ActionIcon>
        <NativeSelect
          size="xs"
          aria-label={texts.monthLabel}
          value={month}
          onChange={(event) => go(event.currentTarget.value)}
        >
          {!known && <option value={month}>{texts.monthOption(format.month(month))}</option>}
          {months.map((each) => (
            <option key={each.month} value={each.month}>
              {texts.monthOption(format.month(each.month))}
            </option>
          ))}
        </NativeSelect>
        <ActionIcon
          variant="default"
          size="input-xs"
          aria-label={texts.later}
          title={texts.later}
          disabled={!later}
          onClick={() => later && go(later.month)}
        >
          <RightIcon />
        </ActionIcon>
      </div>
    </div>
  );
}

interface CrumbsProps {
  readonly data: Overview;
  readonly places: readonly Place[];
  readonly month: string;
}

/** The offices from the root down to this one. Those above the person's own reach are named, not linked. */
function Crumbs({ data, places, month }: CrumbsProps) {
  const texts = useTexts();
  const navigate = useNavigate({ from: '/month' });
  const codes = data.office.path.split('/');
  const trail = [...data.above.filter((each) => each.id !== data.office.id), data.office].map(
    (office, i) => ({
      id: office.id,
      name: office.name,
      path: codes.slice(0, i + 1).join('/'),
    }),
  );
  return (
    <nav aria-label={texts.path} className={styles['crumbs']}>
      <ol>
        {trail.map((office) => (
          <li key={office.id}>
            {office.id === data.office.id ? (
              <span aria-current="page">{office.name}</span>
            ) : places.some((place) => reaches(place, office.path)) ? (
              <Link to="/month" search={{ month, office: office.id }}>
                {office.name}
              </Link>
            ) : (
              <span>{office.name}</span>
            )}
          </li>
        ))}
      </ol>
      {places.length > 1 && (
        <NativeSelect
          size="xs"
          aria-label={texts.officeLabel}
          value={places.find((place) => reaches(place, data.office.path))?.id ?? data.office.id}
          data={places.map((place) => ({ value: place.id, label: place.name }))}
          onChange={(event) => void navigate({ search: { month, office: event.currentTarget.value } })}
        />
      )}
    </nav>
  );
}

function reaches(place: Place, path: string): boolean {
  return path === place.path || path.startsWith(`${place.path}/`);
}
