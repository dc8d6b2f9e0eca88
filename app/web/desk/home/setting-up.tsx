import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Marked } from '#kernel/web/marked.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { Waiting } from '#kernel/web/waiting.tsx';
import { allOfficesQuery, communesQuery, holdersQuery, papersQuery } from '../administration/queries.ts';
import type { AdministrationSearch } from '../administration/search.ts';
import { useStaffTexts } from '../frame/texts/texts.ts';
import styles from './setting-up.module.css';
import { useTexts } from './texts/texts.ts';

/** Nobody is paid until each of these is held; somebody who pays is asked for beside them. */
const NEEDED = ['payout-controller', 'chief-accountant', 'treasurer', 'provincial-director'] as const;
const PAYERS = ['teller', 'point-keeper'] as const;

interface Step {
  readonly name: 'offices' | 'staff' | 'rules' | 'papers' | 'list';
  readonly view?: NonNullable<AdministrationSearch['view']>;
  /** What is there already; null where nothing has to be done, only looked at or left to others. */
  readonly done: boolean | null;
  readonly now?: string;
}

/** What a new province needs before its first list, each with where it is done; gone once people can work. */
export function SettingUp() {
  const texts = useTexts().settingUp;
  const format = useFormat();
  const { roles } = useStaffTexts();
  const [offices, communes, holders, papers] = useQueries({
    queries: [allOfficesQuery, communesQuery, holdersQuery, papersQuery],
  });
  const all = [offices, communes, holders, papers];
  const failed = all.find(({ error }) => error);
  if (failed?.error)
    return (
      <FailureNotice
        error={failed.error}
        onRetry={() => {
          for (const each of all) if (each.error) void each.refetch();
        }}
      />
    );
  if (!offices.data || !communes.data || !holders.data || !papers.data) return <Waiting />;
  const below = offices.data.filter(({ kind, closedOn }) => kind !== 'province' && closedOn === null).length;
  const unserved = communes.data.filter(({ office }) => office === null).length;
  const held = new Map(holders.data.map(({ role, people }) => [role, people]));
  const missing: string[] = NEEDED.filter((role) => !held.has(role)).map((role) => roles[role]);
  if (!PAYERS.some((role) => held.has(role))) missing.push(texts.payer);
  if (below > 0 && missing.length === 0) return null;
  const steps: readonly Step[] = [
    {
      name: 'offices',
      view: 'offices',
      done: below > 0,
      now: texts.officesNow(format.count(below), format.count(unserved)),
    },
    {
      name: 'staff',
      view: 'staff',
      done: missing.length === 0,
      now: missing.length === 0 ? texts.allHeld : texts.missing(missing.join(', ')),
    },
    { name: 'rules', view: 'programmes', done: null },
    {
      name: 'papers',
      view: 'forms',
      done: papers.data.publicAddress !== null,
      now: papers.data.publicAddress ?? texts.noAddress,
    },
    { name: 'list', done: null },
  ];
  return (
    <Sheet title={texts.title} note={texts.note} flush>
      <ol className={styles['steps']}>
        {steps.map(({ name, view, done, now }) => (
          <li key={name}>
            <span className={styles['what']}>
              {view === undefined ? (
                <strong>{texts.steps[name].what}</strong>
              ) : (
                <Link to="/administration" search={{ view }}>
                  {texts.steps[name].what}
                </Link>
              )}
              <span className={styles['quiet']}>{texts.steps[name].how}</span>
              {now !== undefined && <span className={styles['now']}>{now}</span>}
            </span>
            {done !== null && <Marked as={done ? 'good' : 'going'}>{done ? texts.done : texts.toDo}</Marked>}
          </li>
        ))}
      </ol>
    </Sheet>
  );
}
