import { Link } from '@tanstack/react-router';
import { Notice } from '#kernel/web/notice.tsx';
import type { Me } from '../api.ts';
import { screensOf } from '../frame/screens.ts';
import { useTexts as useFrameTexts } from '../frame/texts/texts.ts';
import styles from './house.module.css';
import { useTexts } from './texts/texts.ts';

/** The first page of those who see no money: the screens that are theirs. */
export function House({ me }: { me: Me }) {
  const texts = useTexts();
  const { screens: names } = useFrameTexts();
  const screens = screensOf(me.grants).filter(({ to }) => to !== '/');
  return (
    <>
      <Notice title={texts.noMoney}>{texts.noMoneyHint}</Notice>
      <ul className={styles['screens']}>
        {screens.map(({ name, to, icon: Icon }) => (
          <li key={name}>
            <Link to={to}>
              <Icon size={20} /> {names[name]}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
