import { Link } from '@tanstack/react-router';
import type { Me } from '../api.ts';
import { screensOf } from '../frame/screens.ts';
import { useTexts as useFrameTexts } from '../frame/texts/texts.ts';
import styles from './screen-links.module.css';
import { useTexts } from './texts/texts.ts';

/** The screens a person works with, each with what it is for. */
export function ScreenLinks({ me }: { me: Me }) {
  const texts = useTexts();
  const { screens: names } = useFrameTexts();
  const screens = screensOf(me.grants).filter(({ to }) => to !== '/');
  return (
    <nav aria-label={texts.screens}>
      <ul className={styles['screens']}>
        {screens.map(({ name, to, icon: Icon }) => (
          <li key={name}>
            <Link to={to}>
              <Icon size={20} />
              <span>
                <strong>{names[name]}</strong>
                <span className={styles['for']}>{texts.screenFor[name]}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
