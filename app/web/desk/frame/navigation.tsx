import { Link } from '@tanstack/react-router';
import type { Screen } from './screens.ts';
import { useTexts } from './texts/texts.ts';

/** The links to a person's screens, by group. */
export function Navigation({ screens }: { screens: readonly Screen[] }) {
  const texts = useTexts();
  const groups = [...new Set(screens.map(({ group }) => group))];
  return groups.map((group) => (
    <div key={group} role="group" aria-labelledby={`screens-${group}`}>
      <p id={`screens-${group}`}>{texts.groups[group]}</p>
      {screens
        .filter((screen) => screen.group === group)
        .map(({ name, to, icon: Icon }) => (
          <Link key={name} to={to} title={texts.screens[name]} activeOptions={{ exact: to === '/' }}>
            <Icon />
            <span>{texts.screens[name]}</span>
          </Link>
        ))}
    </div>
  ));
}
